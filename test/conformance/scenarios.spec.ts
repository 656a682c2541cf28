/** Pods, nodes and workloads live as recorded from the real components, track by track. */
import { describe, expect, test } from '@jest/globals';
import { compare, type Comparison } from '../golden/compare.mjs';
import { lifecycleNames, recordingsOf, scenarioNames, scenarioOf } from './recordings.ts';
import { runScenario } from './scenario.ts';

/**
 * Not passing: jitter of the kubelet decides how many back-off events come and which restart is backed off (crash loops,
 * failing pulls and probes), so single seeds miss some of these. The replica sets of deployment-rollout have other names: its
 * template was recorded with an annotation of another name than its script tells. The recording of node-lost-both has a
 * second outage that its script does not tell.
 */
const LEAST_PASSED = 0.9;
const LEAST_LINES = 0.98;

const best = (name: string): Comparison => {
  const trace = runScenario(scenarioOf(name));
  const results = recordingsOf(name).map((recording) => compare(recording, trace));
  return results.toSorted((a, b) => a.problems.length - b.problems.length)[0] as Comparison; // one recording at least
};

const results = new Map(scenarioNames.map((name) => [name, best(name)]));

describe.each([
  ['lifecycles', lifecycleNames],
  ['other scenarios', scenarioNames.filter((name) => !lifecycleNames.includes(name))],
])('recorded %s', (_group, names) => {
  const ofGroup = [...results].filter(([name]) => names.includes(name));

  test('nine of ten have the same transitions, events, calls and probes at the same times', () => {
    const failed = ofGroup.filter(([, { passed }]) => !passed).map(([name]) => name);
    expect({ failed, isEnough: failed.length <= (1 - LEAST_PASSED) * ofGroup.length }).toMatchObject({
      isEnough: true,
    });
  });

  test('nearly every single line is as recorded', () => {
    const sum = (pick: (one: Comparison) => number): number => ofGroup.reduce((total, [, one]) => total + pick(one), 0);
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
    'node-lost',
    'job-onfailure',
    'resize-deferred',
    'restart-all-containers',
  ])('%s', (name) => expect(results.get(name)?.problems).toEqual([]));
});
