/** `npm run sweep -- --seeds 20000 [--from 1]`: random simulations; prints what breaks a law, with its seed. */
import { parseArgs } from 'node:util';
import { sweepOne } from './sweep.ts';

const USAGE = 'usage: npm run sweep -- [--seeds COUNT] [--from INDEX]   (500 from 1 if not given)';

function fail(message: string): never {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}

function readOptions(): Readonly<Record<'seeds' | 'from', string>> {
  const options = { seeds: { type: 'string', default: '500' }, from: { type: 'string', default: '1' } } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : fail(`--${name} is a whole number, not ${text}`);
}

const { seeds, from: first } = readOptions();
const [count, from] = [wholeNumber('seeds', seeds), wholeNumber('from', first)];
const begin = performance.now();
let broken = 0;
for (let index = from; index < from + count; index++) {
  const found = sweepOne(`sweep-${index}`);
  if (!found) continue;
  broken += 1;
  console.log(`${found.seed} at ${found.at} ms, step ${found.step}: ${found.law}: ${found.what}`);
  console.log(`  npm run -s sweep -- --seeds 1 --from ${index}`);
}
const minutes = (performance.now() - begin) / 60_000;
console.log(`${count} simulations, ${broken} broken, ${Math.round(count / minutes)} a minute`);
process.exitCode = broken === 0 ? 0 : 1;
