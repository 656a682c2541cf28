/** Pods that the kubelet ends by itself. */
import { describe, expect, it } from '@jest/globals';
import { findCondition } from '#kube-api';
import { pod } from '../test/builders.ts';
import { addPod, createWorld, eventsOf, findPod, plannedOf, runUntil, workerOf, type World } from '../test/world.ts';
import { killPod, reportKilled } from './kill-pod.ts';
import type { PodEnding } from './pod-ending.ts';

const ending: PodEnding = { reason: 'Why', message: 'because', isEviction: false };
const deaf = { annotations: { 'podlab/behavior': '{"containers":{"app":{"onTerm":{"ignore":true}}}}' } };

function running(metadata: object = {}): World {
  const world = createWorld();
  addPod(world, pod({}, metadata));
  runUntil(world, 3);
  return world;
}

const disruptionOf = (world: World): string | undefined =>
  findCondition(findPod(world)?.status?.conditions, 'DisruptionTarget')?.message;

describe('a pod that the kubelet ends', () => {
  it('#121 stops, and has failed for the given reason when nothing of it runs any more', () => {
    const world = running();
    killPod(world.ctx, workerOf(world), { ...ending, disruption: 'made room' });
    runUntil(world, 3.01);
    expect(findPod(world)?.status).toMatchObject({ phase: 'Running' });
    expect(disruptionOf(world)).toBeUndefined();
    runUntil(world, 5);
    expect(findPod(world)?.status).toMatchObject({ phase: 'Failed', reason: 'Why', message: 'because' });
    expect(disruptionOf(world)).toBe('made room');
    expect(workerOf(world).state).toBe('finished');
  });

  it.each([
    [undefined, 30],
    [10, 10],
    [0, 1],
  ])('#150 has, when it is given %s seconds, %d', (given, seconds) => {
    const world = running();
    killPod(world.ctx, workerOf(world), ending, given);
    expect(workerOf(world).graceSeconds).toBe(seconds);
  });

  it('is reported to whoever waits, once', () => {
    const world = running();
    const worker = workerOf(world);
    killPod(world.ctx, worker, ending);
    reportKilled(world.ctx, worker);
    reportKilled(world.ctx, worker);
    expect(plannedOf(world).filter((entry) => entry.includes('pod-killed'))).toEqual(['3000 kubelet/pod-killed']);
  });

  it('says nothing of it when it was being ended already, but may have less time', () => {
    const world = running(deaf);
    const worker = workerOf(world);
    killPod(world.ctx, worker, { ...ending, reason: 'First' });
    runUntil(world, 4);
    killPod(world.ctx, worker, ending, 5);
    expect([worker.graceSeconds, worker.ending?.reason]).toEqual([5, 'First']);
    runUntil(world, 60);
    expect(findPod(world)?.status?.reason).toBe('First');
  });
});

describe('a pod that was deleted before', () => {
  it('says nothing of the ending', () => {
    const world = running(deaf);
    const worker = workerOf(world);
    worker.activity = { kind: 'terminating', stage: 'kills' };
    worker.state = 'terminating';
    killPod(world.ctx, worker, ending);
    expect(worker.ending?.isTooLate).toBe(true);
  });
});

describe('a pod that has ended already', () => {
  it('is reported at once', () => {
    const world = running();
    workerOf(world).state = 'finished';
    killPod(world.ctx, workerOf(world), ending);
    expect(plannedOf(world).filter((entry) => entry.includes('kill'))).toEqual(['3000 kubelet/pod-killed']);
    expect(workerOf(world).ending).toBeUndefined();
  });
});

describe('a caller', () => {
  it('waits half as long again as the grace period, at least 10 s, and says so when that is over', () => {
    const world = running(deaf);
    killPod(world.ctx, workerOf(world), ending, 12);
    workerOf(world).kills.forEach((kill) => (kill.stages += 1)); // the runtime’s answer goes astray
    runUntil(world, 3.01);
    workerOf(world).kills.forEach((kill) => (kill.stages += 1));
    runUntil(world, 20.9);
    expect(eventsOf(world).at(-1)).not.toMatch('ExceededGracePeriod');
    runUntil(world, 21);
    expect(eventsOf(world).at(-1)).toBe(
      'Warning ExceededGracePeriod: Container runtime did not kill the pod within specified grace period.',
    );
  });
});
