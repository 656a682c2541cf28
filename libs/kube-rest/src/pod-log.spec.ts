/** Logs: which instance, which lines. */
import { describe, expect, test } from '@jest/globals';
import { createCluster, createSimulation, runUntil, parseCondition, type Simulation } from '#cluster';
import { findLog, formatLog, linesOf } from './pod-log.ts';

const cluster = createCluster();
const log = { kind: 'log', namespace: 'default', pod: 'web', container: 'main' } as const;

function simulationWith(script: string, until: string): Simulation {
  const simulation = createSimulation({ nodes: 1 });
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'main', image: 'busybox', command: ['sh', '-c', script] }] },
  };
  cluster.apply(simulation, {
    kind: 'request',
    request: { method: 'POST', path: '/api/v1/namespaces/default/pods', body },
  });
  const parsed = parseCondition(until);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  runUntil(cluster, simulation, { condition: parsed.condition, until: 600_000 });
  return simulation;
}

describe('the log of a container', () => {
  test('is that of the running instance', () => {
    const simulation = simulationWith('echo hello; sleep 3600', 'web Ready');
    const lines = linesOf(simulation, findLog(simulation, log, {}), simulation.now);
    expect(lines.map(({ line }) => line)).toEqual(['hello']);
  });

  test('of a crashing container is that of its last instance', () => {
    const simulation = simulationWith('echo hello; exit 1', 'event=BackOff');
    cluster.advance(simulation, simulation.now + 1000);
    const last = findLog(simulation, log, {});
    expect(linesOf(simulation, last, simulation.now).map(({ line }) => line)).toEqual(['hello']);
  });

  test.each([
    [log, { previous: 'true' }, 'previous terminated container "main" in pod "web" not found'],
    [{ ...log, pod: 'gone' }, {}, 'container "main" in pod "gone" is not available'],
    [{ ...log, container: 'side' }, {}, 'container "side" in pod "web" is not available'],
  ])('of %j with %j is refused', (connection, query, message) => {
    const simulation = simulationWith('sleep 3600', 'web Ready');
    expect(() => findLog(simulation, connection, query)).toThrow(message);
  });

  test('of a container that waits is refused with the reason', () => {
    const simulation = simulationWith('sleep 3600', 'event=Pulling');
    cluster.advance(simulation, simulation.now + 100);
    expect(() => findLog(simulation, log, {})).toThrow(
      'container "main" in pod "web" is waiting to start: ContainerCreating',
    );
  });
});

describe('lines of a log', () => {
  const lines = [1000, 2000, 3000].map((at) => ({ at, line: `at ${at}` }));
  const time = { epoch: Date.UTC(2026, 0, 1), now: 3500 };

  test.each([
    [{}, 'at 1000\nat 2000\nat 3000\n'],
    [{ tailLines: '1' }, 'at 3000\n'],
    [{ tailLines: '0' }, ''],
    [{ tailLines: '99' }, 'at 1000\nat 2000\nat 3000\n'],
    [{ sinceSeconds: '2' }, 'at 2000\nat 3000\n'],
    [{ sinceTime: '2026-01-01T00:00:03Z' }, 'at 3000\n'],
    [{ limitBytes: '3' }, 'at '],
    [{ tailLines: '1', timestamps: 'true' }, '2026-01-01T00:00:03.000000000Z at 3000\n'],
  ])('%j gives %j', (query, text) => {
    expect(formatLog(lines, query, time)).toBe(text);
  });
});
