// A mail server for the tests: STARTTLS and sign-in are asked for, and the receiver's name says how it behaves.
// Writes "listening <port>", and then each mail it has taken as a line of JSON.
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [pem, user, password] = process.argv.slice(2);
const seen = new Set();
const once = name => !seen.has(name) && seen.add(name);
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  key: readFileSync(pem),
  cert: readFileSync(pem),
  disableReverseLookup: true,
  onAuth: (auth, session, done) =>
    auth.username === user && auth.password === password ? done(null, { user }) : done(refusal(535, 'Wrong password')),
  onRcptTo: ({ address }, session, done) => {
    if (address.startsWith('afvist')) {
      return done(refusal(550, 'No such mailbox here'));
    }
    return address.startsWith('optaget') && once(address) ? done(refusal(451, 'Try again later')) : done();
  },
  onData: async (stream, session, done) => {
    const mail = await simpleParser(stream);
    const invitation = mail.attachments.find(a => a.contentType === 'text/calendar');
    console.log(JSON.stringify({
      to: session.envelope.rcptTo[0].address,
      secure: session.secure,
      user: session.user,
      from: mail.from.text,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo ?? null,
      references: mail.references ?? null,
      calendar: invitation?.content.toString('utf8') ?? null,
      method: invitation?.headers.get('content-type').params.method ?? null,
      auto: mail.headers.get('auto-submitted') ?? null,
    }));
    const to = session.envelope.rcptTo[0].address;
    if (!(to.startsWith('tavs') && once(to))) {
      done();
    }
  },
});
server.on('error', () => { /* a sender that is killed leaves its connection in the middle */ });
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));

// It ends with the test that started it.
process.stdin.on('end', () => process.exit(0)).resume();
