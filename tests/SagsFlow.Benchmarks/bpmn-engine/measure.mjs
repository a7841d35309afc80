// Takes steps of a process with bpmn-engine, in memory: the file is read once, each case is an engine of its own, and
// starting it or completing a task of a person is a step. The text of the file as a JSON string in; JSON out.
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import { Engine } from 'bpmn-engine';

const STEPS_PER_CASE = 6;
const WARM_UP_CASES = 100;
const CASES_PER_ROUND = 100;
const ROUNDS = 7;

async function readOnce(source) {
  const [definition] = await new Engine({ source }).getDefinitions();
  return definition.environment.options.source;
}

/** Runs one case to its end, its item postponed once. */
async function runCase(sourceContext) {
  const listener = new EventEmitter();
  const waiting = [];
  listener.on('activity.wait', api => waiting.push(api));
  const engine = new Engine({ name: 'sag', sourceContext });
  const ended = engine.waitFor('end');
  await engine.execute({ listener });
  let steps = 1;
  let postponed = false;
  while (waiting.length > 0) {
    const task = waiting.shift();
    const postpones = task.id === 'dir' && !postponed;
    postponed ||= postpones;
    task.environment.output.postponed = postpones;
    task.signal();
    steps++;
  }
  await ended;
  if (steps !== STEPS_PER_CASE) throw new Error(`${steps} steps`);
}

async function round(sourceContext, cases) {
  const begun = process.hrtime.bigint();
  for (let i = 0; i < cases; i++) await runCase(sourceContext);
  return cases * STEPS_PER_CASE / (Number(process.hrtime.bigint() - begun) / 1e9);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const sourceContext = await readOnce(JSON.parse(line));
  await round(sourceContext, WARM_UP_CASES);
  const perSecond = [];
  for (let i = 0; i < ROUNDS; i++) perSecond.push(await round(sourceContext, CASES_PER_ROUND));
  perSecond.sort((a, b) => a - b);
  process.stdout.write(JSON.stringify({ median: perSecond[ROUNDS >> 1], lowest: perSecond[0], highest: perSecond.at(-1), rounds: ROUNDS, steps: CASES_PER_ROUND * STEPS_PER_CASE }) + '\n');
}
