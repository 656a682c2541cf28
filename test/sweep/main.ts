/** `npm run sweep -- --seeds 20000 [--from 1]`: random simulations; prints what breaks a law, with its seed. */
import { parseArgs } from 'node:util';
import { sweepOne } from './sweep.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '500' }, from: { type: 'string', default: '1' } },
});
const [count, from] = [Number(values.seeds), Number(values.from)];
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
