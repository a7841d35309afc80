// Evaluates FEEL with feelin: one JSON line in, one JSON line out. The first line is the variables' own expression.
// A value is written the way FeelJson writes it, so that both sides can be read and held against each other.
import { createInterface } from 'node:readline';
import { evaluate } from 'feelin';

let variables = null;

function canonical(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { '@number': String(value) };
  if (typeof value !== 'object') return typeof value === 'function' ? { '@function': '' } : value;
  if (Array.isArray(value)) return value.map(canonical);
  const tag = { FeelDate: '@date', FeelTime: '@time', FeelDateTime: '@datetime', FeelDuration: '@duration' }[value.constructor?.name];
  if (tag) return { [tag]: value.toString() };
  if (value.constructor?.name === 'FeelRange') return { '@range': String(value) };
  if (value.constructor?.name === 'FeelFunction') return { '@function': '' };
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, canonical(entry)]));
}

function answer(expression) {
  try {
    const { value } = evaluate(expression, variables ?? {});
    variables ??= value;
    return { value: canonical(value) };
  } catch (error) {
    return { error: `${error.constructor?.name}: ${error.message}` };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n');
}
