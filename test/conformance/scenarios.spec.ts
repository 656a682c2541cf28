/** Pods, nodes and workloads live as recorded from the real components, track by track. */
import { describe, expect, test } from '@jest/globals';
import { compare, type Comparison } from '../golden/compare.mjs';
import { recordingsOf, scenarioNames, scenarioOf } from './recordings.ts';
import { runScenario } from './scenario.ts';

/** Scenarios that this seed does not play as either recording did, and why; everything else must pass. */
const NOT_PASSING: Readonly<Record<string, string>> = {
  'deployment-rollout':
    'recorded with an annotation of another name, so its replica sets are named after another template',
  'node-lost-both': 'recorded with a second outage that its script does not tell; event texts name another namespace',
  'liveness-slow-start': 'the jitter of a 20 s back-off decides on which side of the end the next restart falls',
  'node-lost': 'the phase of the node life cycle passes decides which pass sees the outage',
  'pull-fails-3': 'the jitter of requeues decides which pull attempts have a BackOff event between them',
  'pull-notfound': 'the jitter of requeues decides which pull attempts have a BackOff event between them',
};
const LEAST_LINES = 0.993;

const best = (name: string): Comparison => {
  const trace = runScenario(scenarioOf(name));
  const results = recordingsOf(name).map((recording) => compare(recording, trace));
  return results.toSorted((a, b) => a.problems.length - b.problems.length)[0] as Comparison; // one recording at least
};

const results = new Map(scenarioNames.map((name) => [name, best(name)]));

describe('recorded scenarios', () => {
  test('have the same transitions, events, calls and probes at the same times', () => {
    const failed = [...results].filter(([, { passed }]) => !passed).map(([name]) => name);
    expect(failed.filter((name) => !(name in NOT_PASSING))).toEqual([]);
  });

  test('and nearly every single line of all is as recorded', () => {
    const sum = (pick: (one: Comparison) => number): number =>
      [...results.values()].reduce((total, one) => total + pick(one), 0);
    expect(sum(({ matched }) => matched) / sum(({ total }) => total)).toBeGreaterThan(LEAST_LINES);
  });
});

describe('every line is as recorded of', () => {
  test.each([
    'headline',
    'healthy',
    'healthy-bare',
    'restart-never-exit1',
    'init-ok',
    'sidecar-order',
    'liveness-http',
    'prestop-over-grace',
    'kubelet-restart',
    'job-onfailure',
    'resize-deferred',
    'restart-all-containers',
  ])('%s', (name) => expect(results.get(name)?.problems).toEqual([]));
});
