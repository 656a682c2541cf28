/** A replay is the run again, and can stop anywhere in it. */
import { describe, expect, test } from '@jest/globals';
import { createCluster } from './cluster.ts';
import { replay, type JournalEntry } from './replay.ts';
import { createSimulation } from './simulation.ts';
import { hashOf } from './snapshot.ts';

const cluster = createCluster();
const options = { seed: 'replay', settings: { runtime: { areImagesPresent: true } } };
const PODS = '/api/v1/namespaces/default/pods';
const body = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
};

const journal: readonly JournalEntry[] = [
  { at: 500, command: { kind: 'request', request: { method: 'POST', path: PODS, body } } },
  {
    at: 4000,
    command: {
      kind: 'fault',
      fault: 'exit-container',
      options: { namespace: 'default', pod: 'web', container: 'app', code: 1 },
    },
  },
  { at: 9000, command: { kind: 'request', request: { method: 'DELETE', path: `${PODS}/web` } } },
];

/** The run itself, with the clock moved in small steps as a pacer would. */
function run(until: number): string {
  const simulation = createSimulation(options);
  const due = [...journal];
  for (let at = 0; at <= until; at += 250) {
    cluster.advance(simulation, at);
    while (due[0]?.at === at) cluster.apply(simulation, (due.shift() as JournalEntry).command); // not empty, as just seen
  }
  cluster.advance(simulation, until); // what the last command brings about at once
  return hashOf(simulation);
}

describe('a replay', () => {
  test.each([0, 3000, 4000, 12_000])('until %i ms is the same as the run', (until) => {
    expect(hashOf(replay(cluster, options, { journal, until }))).toBe(run(until));
  });
});
