/** Small measures: a crash loop, the creation of a simulation, what an idle one keeps. */
import { createCluster, createSimulation, type Simulation } from '#cluster';

const MINUTE = 60_000;

export interface CrashLoop {
  readonly ms: number;
  readonly entries: number;
}

/** Twenty simulated minutes of one pod that exits at once, again and again. */
export function runCrashLoop(): CrashLoop {
  const cluster = createCluster();
  const simulation = createSimulation({ settings: { runtime: { areImagesPresent: true } } });
  const annotations = { 'podlab/behavior': '{"containers":{"app":{"exitAfter":1,"exitCode":1}}}' };
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'crash', annotations },
    spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
  };
  cluster.advance(simulation, 1000);
  const steps = simulation.steps;
  const begin = performance.now();
  cluster.apply(simulation, {
    kind: 'request',
    request: { method: 'POST', path: '/api/v1/namespaces/default/pods', body },
  });
  cluster.advance(simulation, 20 * MINUTE);
  return { ms: performance.now() - begin, entries: simulation.steps - steps };
}

/** Milliseconds to create a simulation with three nodes. */
export function createOne(): number {
  const begin = performance.now();
  createSimulation();
  return performance.now() - begin;
}

/** Kilobytes that each of `count` idle simulations keeps on the heap. */
export function idleKilobytes(count: number): number {
  const cluster = createCluster();
  const collect = globalThis.gc ?? (() => undefined);
  const kept: Simulation[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < count; index++) {
    const simulation = createSimulation({ seed: `idle-${index}` });
    cluster.advance(simulation, 10_000);
    kept.push(simulation);
  }
  collect();
  return (process.memoryUsage().heapUsed - before) / kept.length / 1024;
}
