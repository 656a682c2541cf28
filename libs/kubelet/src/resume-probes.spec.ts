/** What is kept of a container whose kubelet was started anew. */
import { describe, expect, it } from '@jest/globals';
import { workersOf } from '#probe-engine';
import { container, pod, runningState, status, waitingState } from '../test/builders.ts';
import { addIdleWorker, createWorld, placeOf, plannedOf, type World } from '../test/world.ts';
import { isKept, resumeProbes } from './resume-probes.ts';

/** The kubelet of the world's node was started at this instant. */
function restarted(startedAt: number): World {
  const world = createWorld();
  Object.assign(world.ctx.node.process, { starts: 1, startedAt });
  return world;
}

describe('a container that started at 1 s', () => {
  it.each([
    ['long before its kubelet', 11_001, true],
    ['shortly before its kubelet', 11_000, false],
  ])('%s keeps its readiness: %s', (_name, startedAt, kept) => {
    expect(isKept(restarted(startedAt).ctx, status('app', runningState))).toBe(kept);
  });

  it('keeps nothing under a kubelet that was never stopped, nor when it does not run', () => {
    expect(isKept(createWorld().ctx, status('app', runningState))).toBe(false);
    expect(isKept(restarted(60_000).ctx, status('app', waitingState()))).toBe(false);
  });
});

describe('probes of a pod', () => {
  const probed = (world: World): string[] => {
    const spec = { containers: [container('app', { livenessProbe: { periodSeconds: 2, tcpSocket: { port: 80 } } })] };
    const worker = addIdleWorker(world, pod(spec));
    resumeProbes(world.ctx, worker, placeOf(world, worker));
    expect(workersOf(world.host, worker.uid)).toHaveLength(1);
    return plannedOf(world).filter((entry) => entry.includes(' probe/'));
  };

  it('begin at once without jitter, shortly after the start of the kubelet', () => {
    const world = restarted(0);
    world.host.now = 1000;
    expect(probed(world)).toEqual(['1000 probe/tick']);
  });

  it('begin after a part of their period with it', () => {
    const world = createWorld({ kubelet: { requeueJitter: 0.5 } });
    Object.assign(world.ctx.node.process, { starts: 1, startedAt: 0 });
    const at = Number(probed(world)[0]?.split(' ', 1)[0]);
    expect(at).toBeLessThan(2000);
  });

  it('have their first tick after a period when the kubelet started longer ago than that', () => {
    const world = restarted(0);
    world.host.now = 5000;
    expect(probed(world)).toEqual(['7000 probe/tick']);
  });
});
