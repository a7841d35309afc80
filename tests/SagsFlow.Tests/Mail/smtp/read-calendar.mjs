// Reads a calendar from standard input as strictly as ical.js does, and writes what it holds as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  const value = name => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    url: value('url'),
    start: event.startDate.toJSDate().toISOString(),
    startText: event.startDate.toString(),
    end: component.hasProperty('dtend') ? value('dtend').toString() : null,
    day: event.startDate.isDate,
    sequence: event.sequence,
    organizer: value('organizer'),
    attendees: component.getAllProperties('attendee').map(a => a.getFirstValue()),
    status: value('status'),
    stamp: value('dtstamp')?.toString() ?? null,
    modified: value('last-modified')?.toString() ?? null,
  };
});
console.log(JSON.stringify({ version: calendar.getFirstPropertyValue('version'), method: calendar.getFirstPropertyValue('method'), name: calendar.getFirstPropertyValue('x-wr-calname'), events }));
