/** The end of a sync: when the pod is synced next, and how much grace its end gets. */
import { describe, expect, it } from '@jest/globals';
import { plannedEntries } from '#kernel';
import { pod, runningState, status, waitingState } from '../test/builders.ts';
import { addIdleWorker, createWorld, plannedOf, type World } from '../test/world.ts';
import type { StartResult, Step, SyncActivity } from './activity.ts';
import type { PodWorker } from './kubelet-state.ts';
import { emptyView } from './pod-view.ts';
import { enterTerminating, finishSync, requeue, shortenGrace } from './sync-result.ts';

const NOW = 100_500;

function worldAt(now = NOW): { world: World; worker: PodWorker } {
  const world = createWorld();
  world.host.now = now;
  return { world, worker: addIdleWorker(world, pod()) };
}

const start: Step = { do: 'start', group: 'regular', name: 'app' };

const activityOf = (results: readonly StartResult[], more: Partial<SyncActivity> = {}): SyncActivity => ({
  kind: 'sync',
  view: emptyView,
  stage: 'steps',
  steps: [],
  index: 0,
  start: undefined,
  results: [...results],
  hasFailed: false,
  ...more,
});

/** What is planned for the pod when a sync ends so at 100.5 s; the work queue is polled at whole seconds. */
function after(results: readonly StartResult[], more: Partial<SyncActivity> = {}): string[] {
  const { world, worker } = worldAt();
  worker.activity = activityOf(results, more);
  finishSync(world.ctx, worker, { isTerminal: false });
  return plannedOf(world).filter((entry) => entry.includes('kubelet/sync-due') || entry.includes('relist-pod'));
}

const blocked = (seconds: number): StartResult => ({
  name: 'app',
  reason: 'CrashLoopBackOff',
  backOffUntil: NOW + seconds * 1000,
});
const failed: StartResult = { name: 'log', reason: 'ErrImagePull', message: 'not found' };

describe('the next sync of a pod', () => {
  it.each<[string, readonly StartResult[], string]>([
    ['#154 comes after a minute when all went well', [], '161000 kubelet/sync-due'],
    ['#154 comes after 10 s when something failed', [failed], '111000 kubelet/sync-due'],
    ['#154 comes when the back-off is over', [blocked(5)], '106000 kubelet/sync-due'],
    [
      '#154 comes when the first of several back-offs is over, whatever else failed',
      [blocked(10), blocked(3), failed],
      '104000 kubelet/sync-due',
    ],
    ['#154 comes at once when the back-off is over already', [blocked(-3)], '101000 kubelet/sync-due'],
    ['#154 comes after a minute when the back-off lasts longer', [blocked(300)], '161000 kubelet/sync-due'],
  ])('%s', (_situation, results, expected) => {
    expect(after(results)).toEqual([expected]);
  });

  it('comes after 10 s when the sandbox could not be created', () => {
    expect(after([], { hasFailed: true })).toEqual(['111000 kubelet/sync-due']);
  });

  it('is preceded by a relist of the pod when the sync did something without an error', () => {
    expect(after([{ name: 'app' }], { steps: [start] })).toEqual([
      '100505 kubelet/relist-pod',
      '161000 kubelet/sync-due',
    ]);
    expect(after([failed], { steps: [start] })).toEqual(['111000 kubelet/sync-due']);
    expect(after([], { steps: [{ do: 'prune-init-containers' }] })).toEqual(['161000 kubelet/sync-due']);
  });

  it('is not planned for a pod that runs and is ready: whatever changes wakes it', () => {
    const { world, worker } = worldAt();
    worker.status = { phase: 'Running', containerStatuses: [status('app', runningState)] };
    worker.activity = activityOf([]);
    finishSync(world.ctx, worker, { isTerminal: false });
    expect(plannedOf(world).filter((entry) => entry.includes('sync-due'))).toEqual([]);
  });

  it('is planned for a running pod with a container that waits', () => {
    const { world, worker } = worldAt();
    worker.status = { phase: 'Running', containerStatuses: [status('app', waitingState())] };
    worker.activity = activityOf([]);
    finishSync(world.ctx, worker, { isTerminal: false });
    expect(plannedOf(world).filter((entry) => entry.includes('sync-due'))).toHaveLength(1);
  });

  it('voids the one that was planned before', () => {
    const { world, worker } = worldAt();
    requeue(world.ctx, worker, undefined);
    const token = worker.requeueToken;
    requeue(world.ctx, worker, 'default');
    expect(worker.requeueToken).toBe(token + 1);
  });

  it('#154 is lengthened by up to half where there is jitter', () => {
    const world = createWorld({ kubelet: { requeueJitter: 0.5 } });
    const worker = addIdleWorker(world, pod());
    for (let i = 0; i < 50; i++) requeue(world.ctx, worker, 'default');
    const dues = plannedEntries(world.host.agenda)
      .filter(({ kind }) => kind === 'sync-due')
      .map(({ at }) => at);
    expect(Math.min(...dues)).toBeGreaterThan(10_000);
    expect(Math.max(...dues)).toBeLessThanOrEqual(16_000);
    expect(Math.max(...dues)).toBeGreaterThan(13_000);
  });
});

describe('the reason cache', () => {
  it('remembers why a container could not start, until it could', () => {
    const { world, worker } = worldAt();
    worker.activity = activityOf([failed, { name: 'app' }]);
    worker.reasons = new Map([['app', { reason: 'CrashLoopBackOff', message: '' }]]);
    finishSync(world.ctx, worker, { isTerminal: false });
    expect([...worker.reasons]).toEqual([['log', { reason: 'ErrImagePull', message: 'not found' }]]);
  });
});

describe('the grace period of a pod', () => {
  it.each<[string, { spec?: number; deletion?: number; current?: number }, number]>([
    ["#150 is the spec's", { spec: 30 }, 30],
    ['is 1 s when nobody gives one', {}, 1],
    ["#150 is the deletion's before the spec's", { spec: 30, deletion: 5 }, 5],
    ['may be longer than that of the spec', { spec: 30, deletion: 60 }, 60],
    ['#150 is at least 1 s', { spec: 30, deletion: 0 }, 1],
    ['is at least 1 s when the spec says 0', { spec: 0 }, 1],
    ['shrinks', { spec: 30, deletion: 5, current: 20 }, 5],
    ['never grows', { spec: 30, deletion: 60, current: 20 }, 20],
    ['stays when nobody asks for another', { spec: 30, current: 20 }, 20],
  ])('%s', (_situation, { spec, deletion, current = 0 }, expected) => {
    const { worker } = worldAt();
    const metadata = deletion === undefined ? {} : { deletionGracePeriodSeconds: deletion };
    const { terminationGracePeriodSeconds: _grace, ...rest } = pod().spec;
    worker.pod = {
      ...pod({}, metadata),
      spec: spec === undefined ? rest : { ...rest, terminationGracePeriodSeconds: spec },
    };
    worker.graceSeconds = current;
    shortenGrace(worker);
    expect(worker.graceSeconds).toBe(expected);
  });
});

describe('the termination of a pod', () => {
  it('cuts a wait for volumes short', () => {
    const { world, worker } = worldAt();
    worker.activity = activityOf([], { stage: 'volumes' });
    enterTerminating(world.ctx, worker);
    expect(worker).toMatchObject({ state: 'terminating', activity: undefined, graceSeconds: 30 });
  });

  it('lets a sync that acts run to its end', () => {
    const { world, worker } = worldAt();
    const activity = activityOf([]);
    worker.activity = activity;
    enterTerminating(world.ctx, worker);
    expect(worker).toMatchObject({ state: 'terminating', isUpdatePending: true });
    expect(worker.activity).toBe(activity);
  });

  it('begins when a sync finds the phase terminal', () => {
    const { world, worker } = worldAt();
    worker.activity = activityOf([]);
    finishSync(world.ctx, worker, { isTerminal: true });
    expect(worker).toMatchObject({ state: 'terminating', activity: undefined });
    expect(plannedOf(world)).toContain(`${NOW} kubelet/run`);
  });
});
