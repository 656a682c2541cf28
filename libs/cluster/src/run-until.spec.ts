/** Running until a condition holds, or a bound has passed. */
import { describe, expect, test } from '@jest/globals';
import { postPod } from '../test/post-pod.ts';
import { createCluster } from './cluster.ts';
import { parseCondition, type Condition } from './condition.ts';
import { runUntil } from './run-until.ts';
import { createSimulation, type Simulation } from './simulation.ts';

const cluster = createCluster();
const read = (text: string): Condition => {
  const parsed = parseCondition(text);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  return parsed.condition;
};

function withPod(): Simulation {
  const simulation = createSimulation({ settings: { runtime: { areImagesPresent: true } } });
  postPod(cluster, simulation);
  return simulation;
}

describe('running until', () => {
  test('the clock stands where the condition began to hold', () => {
    const simulation = withPod();
    expect(runUntil(cluster, simulation, { condition: read('web Ready'), until: 60_000 })).toBe('met');
    expect(simulation.now).toBeGreaterThan(300);
    expect(simulation.now).toBeLessThan(1500);
  });

  test('a condition that holds already takes no time', () => {
    const simulation = withPod();
    expect(runUntil(cluster, simulation, { condition: read('ghost deleted'), until: 60_000 })).toBe('met');
    expect(simulation.now).toBe(0);
  });

  test('the bound passes when it never holds', () => {
    const simulation = withPod();
    expect(runUntil(cluster, simulation, { condition: read('web phase=Failed'), until: 60_000 })).toBe('passed');
    expect(simulation.now).toBe(60_000);
  });

  test('a budget ends the call early', () => {
    expect(runUntil(cluster, withPod(), { condition: read('web Ready'), until: 60_000, budget: 3 })).toBe(
      'out-of-steps',
    );
  });
});
