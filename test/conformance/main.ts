/** Conformance contract: plays recorded scenarios, or answers recorded rows, and writes candidates of the same shape. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerRows, type Row, type RowFile } from './rows.ts';
import { runScenario, type Scenario } from './scenario.ts';
import { answerSchedulingRow, type SchedulingRow } from './scheduling.ts';

const rowFiles = ['validation', 'updates', 'defaulting', 'http'] as const satisfies readonly RowFile[];

const path = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    scenarios: path,
    validation: path,
    updates: path,
    defaulting: path,
    http: path,
    scheduler: path,
    out: path,
  },
});

function playAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.json'))) {
    const scenario = JSON.parse(readFileSync(join(from, name), 'utf8')) as Scenario; // the recordings' format
    writeFileSync(join(to, name), JSON.stringify(runScenario(scenario)));
  }
}

/** Rows of a JSON array or of JSON lines. */
function read<T>(file: string): readonly T[] {
  const text = readFileSync(file, 'utf8').trim();
  const rows: unknown[] = text.startsWith('[')
    ? (JSON.parse(text) as unknown[]) // an array, as its first character says
    : text.split('\n').map((line) => JSON.parse(line) as unknown);
  return rows as T[]; // the recordings' format
}

const write = (file: string, rows: readonly unknown[]): void =>
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

function run(): boolean {
  const { out } = values;
  if (out === undefined) return false;
  if (values.scenarios !== undefined) playAll(values.scenarios, out);
  for (const kind of rowFiles) {
    const file = values[kind];
    if (file !== undefined) write(out, answerRows(kind, read<Row>(file)));
  }
  if (values.scheduler !== undefined) write(out, read<SchedulingRow>(values.scheduler).map(answerSchedulingRow));
  return [...rowFiles, 'scenarios', 'scheduler'].some((kind) => values[kind as keyof typeof values] !== undefined); // option names
}

if (!run()) {
  console.error('usage: conformance --scenarios DIR --out DIR');
  console.error(`       conformance --(${[...rowFiles, 'scheduler'].join('|')}) FILE --out FILE`);
  process.exitCode = 2;
}
