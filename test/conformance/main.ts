/** Conformance contract: plays recorded scenarios, or answers recorded rows, and writes candidates of the same shape. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runScenario, type Scenario } from './scenario.ts';

const { values } = parseArgs({
  options: {
    scenarios: { type: 'string' },
    out: { type: 'string' },
  },
});

function playAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.json'))) {
    const scenario = JSON.parse(readFileSync(join(from, name), 'utf8')) as Scenario; // the recordings' format
    writeFileSync(join(to, name), JSON.stringify(runScenario(scenario)));
  }
}

if (values.scenarios && values.out) playAll(values.scenarios, values.out);
