/** The serial worker of a pod. */
import { describe, expect, it } from '@jest/globals';
import { block, patch, playText, remove } from '../../../test/timeline-text.ts';
import { pod } from '../test/builders.ts';
import {
  addIdleWorker,
  addPod,
  changePod,
  createWorld,
  dropPod,
  findPod,
  plannedOf,
  runUntil,
  workerOf,
} from '../test/world.ts';
import { killRemovedPod, runWorker, updatePod } from './pod-worker.ts';

const ignoring = { app: { onTerm: { ignore: true } } };

describe('a pod worker', () => {
  it('syncs a pod that it has never synced without waiting for a relist', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    runWorker(world.ctx, worker);
    expect(worker.activity?.kind).toBe('sync');
  });

  it('waits for a relist newer than its last sync', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    world.host.now = 1500;
    worker.lastSyncAt = 1400;
    runWorker(world.ctx, worker);
    expect(worker).toMatchObject({ activity: undefined, isAwaitingRelist: true });
    expect(plannedOf(world)).toContain('2000 kubelet/relist');
  });

  it('does not wait when a relist came after its last sync', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    world.host.now = 1500;
    worker.lastSyncAt = 900;
    runWorker(world.ctx, worker);
    expect(worker.activity?.kind).toBe('sync');
  });

  it('#167 does one thing at a time: what comes meanwhile is done after, once and as of the newest version', () => {
    const script = [1, 2, 3].map(
      (second) => [second, patch({ spec: { containers: [{ name: 'app', image: `app:v${second}` }] } })] as const,
    );
    const slow = { app: { onTerm: { exitAfter: 4 } } };
    const text = playText({ pod: { spec: {}, behavior: slow }, script, until: 12 }, 'events', 'signals');
    expect(text.slice(text.indexOf('+1.0s'))).toBe(
      block(`
      +1.0s  app  Killing    Container app definition changed, will be restarted
      +1.0s  app  SIGTERM
      +5.0s  app  exit       0 (SIGTERM)
      +5.0s  app  Pulled     Container image "app:v1" already present on machine and can be accessed by the pod
      +5.1s  app  Created    Container created (x2)
      +5.1s  app  Started    Container started (x2)
      +5.1s  app  Killing    Container app definition changed, will be restarted (x2)
      +5.1s  app  SIGTERM
      +9.1s  app  exit       0 (SIGTERM)
      +9.1s  app  Pulled     Container image "app:v3" already present on machine and can be accessed by the pod
      +9.2s  app  Created    Container created (x3)
      +9.2s  app  Started    Container started (x3)
    `),
    );
  });

  it('does nothing more when it is finished', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    worker.state = 'finished';
    updatePod(world.ctx, worker, { ...worker.pod, metadata: { ...worker.pod.metadata, labels: { a: 'b' } } });
    runWorker(world.ctx, worker);
    expect([worker.activity, plannedOf(world).filter((entry) => entry.includes('run'))]).toEqual([undefined, []]);
  });

  it('ends a pod whose phase somebody else made terminal', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 2);
    changePod(world, (one) => ({ ...one, spec: { ...one.spec }, status: { ...one.status, phase: 'Failed' } }));
    runUntil(world, 4);
    expect(workerOf(world).state).toBe('finished');
    expect(findPod(world)?.status).toMatchObject({ phase: 'Failed' });
  });

  it('ends a pod whose object is gone, with the grace period of its spec', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 2);
    dropPod(world);
    runUntil(world, 2.01);
    expect(workerOf(world)).toMatchObject({ state: 'terminating', graceSeconds: 30 });
    runUntil(world, 4);
    expect([world.ctx.node.workers.size, world.host.runtime.nodes.get('n1')?.pods.size]).toEqual([0, 0]);
  });

  it('hears once that its object is gone', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    killRemovedPod(world.ctx, worker);
    worker.graceSeconds = 3;
    killRemovedPod(world.ctx, worker);
    expect(worker).toMatchObject({ state: 'terminating', graceSeconds: 3 });
  });
});

describe('a second deletion with a shorter grace period', () => {
  it('does not shorten the stop that is under way', () => {
    const script = [
      [3, remove('web', 9)],
      [4, remove('web', 1)],
    ] as const;
    const text = playText({ pod: { spec: {}, behavior: ignoring }, script, until: 15 }, 'pod', 'signals', 'calls');
    expect(text.slice(text.indexOf('+3.0s'))).toBe(
      block(`
      +3.0s   web  MODIFIED             grace 9
      +3.0s   app  StopContainer.begin  timeout 9
      +3.0s   app  SIGTERM
      +3.0s   web  MODIFIED
      +4.0s   web  MODIFIED             grace 1
      +12.0s  app  SIGKILL
      +12.0s  app  exit                 137 (SIGKILL)
      +12.0s  app  StopContainer        timeout 9
      +12.0s  web  StopPodSandbox
      +12.1s  web  MODIFIED             Failed, app Error 137 not ready, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
      +13.0s  app  RemoveContainer
      +13.0s  web  MODIFIED             grace 0
      +13.0s  web  DELETED
    `),
    );
  });
});

describe('a deletion while an image is pulled', () => {
  it('waits for the pull; the container starts and is stopped at once', () => {
    const settings = { profile: 'textbook' as const, runtime: { areImagesPresent: false, pullMs: 5000 } };
    const text = playText(
      { pod: { spec: {} }, script: [[2, remove()]], settings, until: 8 },
      'events',
      'pod',
      'signals',
    );
    expect(text.slice(text.indexOf('+2.0s'))).toBe(
      block(`
      +2.0s  web  MODIFIED   grace 30
      +5.1s  app  Pulled     Successfully pulled image "app:1.0" in 5s (5s including waiting). Image size: 73400320 bytes.
      +5.1s  app  Created    Container created
      +5.2s  app  Started    Container started
      +5.2s  app  Killing    Stopping container app
      +5.2s  app  SIGTERM
      +5.2s  web  MODIFIED   Running, app running ready, Ready True, ContainersReady True
      +5.2s  app  exit       0 (SIGTERM)
      +5.2s  web  MODIFIED   Succeeded, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +6.0s  web  MODIFIED   grace 0
      +6.0s  web  DELETED
    `),
    );
  });
});
