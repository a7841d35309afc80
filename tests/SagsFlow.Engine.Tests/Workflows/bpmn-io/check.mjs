// Reads definition files with bpmn-moddle, lints them with bpmnlint's recommended rules and writes them again: one
// file's text as a JSON string in, one line of JSON out.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const Linter = require('bpmnlint/lib/linter');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');
const moddle = new BpmnModdle();

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { rootElement, warnings } = await moddle.fromXML(JSON.parse(line));
  // A linter's rules remember the ids they have seen, so that each file gets its own.
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver({ require }) });
  const reports = Object.entries(await linter.lint(rootElement))
    .flatMap(([rule, found]) => found.map(({ id, message, category }) => ({ rule, id, message: `${category}: ${message}` })));
  const { xml } = await moddle.toXML(rootElement, { format: true });
  process.stdout.write(JSON.stringify({ warnings: warnings.map(w => w.message), reports, xml }) + '\n');
}
