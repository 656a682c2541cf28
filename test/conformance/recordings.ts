/** The recordings of the real components that the tests use. */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Scenario } from './scenario.ts';

const golden = new URL('../golden/', import.meta.url);

/** Names of all recorded scenarios. */
export const scenarioNames: readonly string[] = readdirSync(new URL('scenarios/', golden))
  .map((file) => file.replace(/\.json\.gz$/, ''))
  .sort();

function read(folder: string, name: string): Scenario | undefined {
  const file = new URL(`${folder}/${name}.json.gz`, golden);
  try {
    return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Scenario; // the recordings' format
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // not recorded a second time
    throw error;
  }
}

/** The recordings of a scenario: one or two. */
export function recordingsOf(name: string): readonly Scenario[] {
  return ['scenarios', 'scenarios-2'].flatMap((folder) => read(folder, name) ?? []);
}

/** The script of a scenario, which both recordings share. */
export function scenarioOf(name: string): Scenario {
  const [first] = recordingsOf(name);
  if (!first) throw new Error(`no recording of ${name}`);
  return first;
}
