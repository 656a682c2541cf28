/** The status manager: what is a change, what is written, and when the object goes. */
import { describe, expect, it } from '@jest/globals';
import type { PodCondition, PodStatus } from '#kube-api';
import { block, patch, playText } from '../../../test/timeline-text.ts';
import { endedState, pod, runningState, status, waitingState } from '../test/builders.ts';
import { addIdleWorker, changePod, createWorld, findPod, plannedOf, runUntil, type World } from '../test/world.ts';
import type { PodWorker } from './kubelet-state.ts';
import { flushStatuses, isSameStatus, mergeStatus, requestFlush, setPodStatus } from './status-manager.ts';

const condition = (type: string, value: 'True' | 'False', more: Partial<PodCondition> = {}): PodCondition => ({
  type,
  status: value,
  ...more,
});

describe('two statuses', () => {
  const base: PodStatus = {
    phase: 'Running',
    conditions: [condition('Ready', 'True', { lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1 })],
    containerStatuses: [status('app', runningState)],
  };
  const withCondition = (more: Partial<PodCondition>): PodStatus => ({
    ...base,
    conditions: [{ ...condition('Ready', 'True'), ...more }],
  });

  it.each<[string, PodStatus, boolean]>([
    ['are the same when they are', { ...base }, true],
    [
      'are the same whatever their transition times',
      withCondition({ lastTransitionTime: '2026-01-01T00:01:00Z' }),
      true,
    ],
    ['are the same whatever their conditions observed', withCondition({ observedGeneration: 2 }), true],
    ['are the same whatever they observed themselves', { ...base, observedGeneration: 2 }, true],
    ['differ in a condition', withCondition({ status: 'False' }), false],
    ['differ in a message', withCondition({ message: 'why' }), false],
    ['differ in the number of conditions', { ...base, conditions: [] }, false],
    ['differ in the phase', { ...base, phase: 'Failed' }, false],
    ['differ in a container', { ...base, containerStatuses: [status('app', waitingState())] }, false],
    ['differ in an address', { ...base, podIP: '10.64.0.2' }, false],
  ])('%s', (_situation, other, isSame) => {
    expect(isSameStatus(base, other)).toBe(isSame);
  });
});

describe('what is written', () => {
  const ready = [condition('Ready', 'True'), condition('ContainersReady', 'True')];

  it('#120 holds a terminal phase back while containers could run, conditions and containers not', () => {
    const api: PodStatus = { phase: 'Running', message: 'before' };
    const own: PodStatus = {
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      conditions: [condition('Ready', 'False', { reason: 'PodFailed' })],
      containerStatuses: [status('app', endedState(1))],
    };
    expect(mergeStatus(api, own, true)).toEqual({ ...own, phase: 'Running', reason: undefined, message: 'before' });
    expect(mergeStatus(api, own, false)).toEqual(own);
  });

  it('keeps a terminal phase that the API server has', () => {
    expect(mergeStatus({ phase: 'Failed' }, { phase: 'Failed', reason: 'Evicted' }, true)).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
    });
  });

  it('#122 keeps the conditions of others, in front', () => {
    const foreign = condition('example.com/gate', 'True');
    const merged = mergeStatus(
      { conditions: [condition('Ready', 'False'), foreign] },
      { phase: 'Running', conditions: ready },
      true,
    );
    expect(merged.conditions).toEqual([foreign, ...ready]);
  });

  it('keeps the quality-of-service class and the nominated node', () => {
    const api: PodStatus = { phase: 'Pending', qosClass: 'Guaranteed', nominatedNodeName: 'n2' };
    expect(mergeStatus(api, { phase: 'Pending' }, true)).toMatchObject({
      qosClass: 'Guaranteed',
      nominatedNodeName: 'n2',
    });
  });

  it('never shows a pod of a terminal phase as ready', () => {
    const reasons = (phase: 'Failed' | 'Succeeded'): string[] =>
      (mergeStatus({ phase: 'Running' }, { phase, conditions: ready }, false).conditions ?? []).map(
        ({ type, status: value, reason }) => `${type} ${value} ${reason}`,
      );
    expect(reasons('Failed')).toEqual(['Ready False PodFailed', 'ContainersReady False PodFailed']);
    expect(reasons('Succeeded')).toEqual(['Ready False PodCompleted', 'ContainersReady False PodCompleted']);
  });

  it('drops a reason that is over', () => {
    expect(
      mergeStatus({ phase: 'Pending', reason: 'NodeLost', message: 'gone' }, { phase: 'Running' }, true),
    ).not.toHaveProperty('reason');
  });
});

describe('the status manager', () => {
  const pending: PodStatus = { phase: 'Pending', qosClass: 'BestEffort' };

  function start(): { world: World; worker: PodWorker; set: (status: PodStatus, isForced?: boolean) => void } {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    return { world, worker, set: (next, isForced = false) => setPodStatus(world.ctx, worker, next, { isForced }) };
  }

  it('writes a status 4 ms later, once for all that changed meanwhile', () => {
    const { world, set } = start();
    set({ ...pending, phase: 'Running' });
    set({ ...pending, phase: 'Running', podIP: '10.64.0.2' });
    expect(plannedOf(world).filter((entry) => entry.includes('flush'))).toEqual(['4 kubelet/flush']);
    const before = findPod(world)?.metadata.resourceVersion;
    runUntil(world, 0.004);
    expect(findPod(world)?.status).toMatchObject({ phase: 'Running', podIP: '10.64.0.2' });
    expect(Number(findPod(world)?.metadata.resourceVersion)).toBe(Number(before) + 1);
  });

  it('#117 does not take an equal status for a change', () => {
    const { world, worker, set } = start();
    set({ ...pending, phase: 'Running' });
    runUntil(world, 0.004);
    set({ ...pending, phase: 'Running' });
    expect([worker.statusVersion, world.ctx.node.dirty.length]).toEqual([1, 0]);
  });

  it('#119 counts a forced update, but writes nothing that is already there', () => {
    const { world, worker, set } = start();
    set(pending);
    runUntil(world, 0.004);
    const before = findPod(world)?.metadata.resourceVersion;
    set({ ...pending }, true);
    flushStatuses(world.ctx);
    expect([worker.statusVersion, worker.sentVersion]).toEqual([2, 2]);
    expect(findPod(world)?.metadata.resourceVersion).toBe(before);
  });

  it('writes when only the generation that it observed is new', () => {
    const { world, set } = start();
    set({ ...pending, observedGeneration: 2 }, true);
    runUntil(world, 0.004);
    expect(findPod(world)?.status?.observedGeneration).toBe(2);
  });

  it('writes nothing for a pod that is gone, or for another one of its name', () => {
    const { world, worker, set } = start();
    changePod(world, (one) => ({ ...one, metadata: { ...one.metadata, uid: 'another' } }));
    set({ ...pending, phase: 'Running' });
    runUntil(world, 0.004);
    expect([findPod(world)?.status?.phase, worker.sentVersion]).toEqual(['Pending', 1]);
  });

  it('writes the pods of a node in the order of their names', () => {
    const { world, set } = start();
    const other = addIdleWorker(world, pod({}, { name: 'a-first', uid: 'uid-a' }));
    set({ ...pending, phase: 'Running' });
    setPodStatus(world.ctx, other, { ...pending, phase: 'Running' }, { isForced: false });
    runUntil(world, 0.004);
    const writes = world.host.timeline.entries
      .filter(({ type }) => type === 'pod.modified')
      .map(({ subject }) => subject);
    expect(writes).toEqual(['pod/default/a-first', 'pod/default/web']);
  });

  it('passes over pods that were forgotten meanwhile', () => {
    const { world, worker } = start();
    requestFlush(world.ctx, worker);
    world.ctx.node.workers.delete(worker.uid);
    expect(() => flushStatuses(world.ctx)).not.toThrow();
  });

  it('#128 deletes the object only when the pod is finished', () => {
    const { world, worker, set } = start();
    const ended: PodStatus = { ...pending, phase: 'Succeeded' };
    changePod(world, (one) => ({
      ...one,
      metadata: { ...one.metadata, deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 },
    }));
    worker.state = 'terminated';
    set(ended);
    flushStatuses(world.ctx);
    expect(findPod(world)?.status?.phase).toBe('Succeeded');
    worker.state = 'finished';
    set(ended, true);
    flushStatuses(world.ctx);
    expect(findPod(world)).toBeUndefined();
  });

  it('keeps the object of a finished pod that nobody deletes', () => {
    const { world, worker, set } = start();
    worker.state = 'finished';
    set({ ...pending, phase: 'Succeeded' }, true);
    flushStatuses(world.ctx);
    expect(findPod(world)?.status?.phase).toBe('Succeeded');
  });
});

describe('a readiness gate', () => {
  it('that turns True makes the pod Ready, and stays in front of the conditions of the kubelet', () => {
    const gate = (value: 'True' | 'False') =>
      patch({ status: { conditions: [{ type: 'example.com/lb', status: value }] } }, 'web', 'status');
    const spec = { readinessGates: [{ conditionType: 'example.com/lb' }] };
    const script = [
      [2, gate('True')],
      [3, gate('False')],
    ] as const;
    const text = playText({ pod: { spec }, script, until: 4 }, 'pod');
    expect(text.slice(text.indexOf('+0.2s'))).toBe(
      block(`
      +0.2s  web  MODIFIED  Running, app running ready, Ready False ReadinessGatesNotReady, ContainersReady True
      +2.0s  web  MODIFIED  example.com/lb True
      +2.0s  web  MODIFIED  Ready True
      +3.0s  web  MODIFIED  example.com/lb False
      +3.0s  web  MODIFIED  Ready False ReadinessGatesNotReady
    `),
    );
  });
});
