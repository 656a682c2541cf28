/** activeDeadlineSeconds, alone and in the life of a pod. */
import { describe, expect, it } from '@jest/globals';
import { block, patch, playText } from '../../../test/timeline-text.ts';
import { pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf, plannedOf } from '../test/world.ts';
import { deadlineOf, exceedsDeadline, planDeadline } from './active-deadline.ts';

const START = '2026-01-01T00:00:01Z';

function started(
  activeDeadlineSeconds?: number,
): ReturnType<typeof addIdleWorker> & { readonly world: ReturnType<typeof createWorld> } {
  const world = createWorld();
  const spec = activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds };
  const worker = addIdleWorker(world, { ...pod(spec), status: { startTime: START } });
  return Object.assign(worker, { world });
}

describe('the end of the active time', () => {
  it('is counted from the start time, which has whole seconds', () => {
    const worker = started(8);
    expect(deadlineOf(worker.world.ctx, worker)).toBe(9000);
  });

  it('does not exist without a deadline, nor before the pod has started', () => {
    const free = started();
    expect(deadlineOf(free.world.ctx, free)).toBeUndefined();
    const world = createWorld();
    expect(deadlineOf(world.ctx, addIdleWorker(world, pod({ activeDeadlineSeconds: 8 })))).toBeUndefined();
  });

  it('is reported each time that it is found to be over', () => {
    const worker = started(8);
    const { world } = worker;
    world.host.now = 8999;
    expect(exceedsDeadline(world.ctx, worker)).toBe(false);
    world.host.now = 9000;
    expect(exceedsDeadline(world.ctx, worker)).toBe(true);
    expect(exceedsDeadline(world.ctx, worker)).toBe(true);
    expect(eventsOf(world)).toEqual([
      'Normal DeadlineExceeded: Pod was active on the node longer than the specified deadline (x2)',
    ]);
  });

  it('makes the pod sync at the next tick of its node, once', () => {
    const worker = started(8);
    const { world } = worker;
    const before = plannedOf(world).length;
    planDeadline(world.ctx, worker);
    planDeadline(world.ctx, worker);
    expect(plannedOf(world).slice(before)).toEqual(['9000 kubelet/deadline-over']);
  });
});

describe('a pod with activeDeadlineSeconds', () => {
  it('is ended with its own grace period, and is Failed when all has stopped', () => {
    const spec = { activeDeadlineSeconds: 8 };
    const app = { app: { onTerm: { exitAfter: 2, exitCode: 0 } } };
    const text = playText({ pod: { spec, behavior: app }, until: 15 }, 'events', 'pod', 'calls');
    expect(text.slice(text.indexOf('\n+8.0s') + 1)).toBe(
      block(`
      +8.0s   web  DeadlineExceeded     Pod was active on the node longer than the specified deadline
      +8.0s   web  MODIFIED             Ready False PodFailed, ContainersReady False PodFailed
      +9.0s   web  DeadlineExceeded     Pod was active on the node longer than the specified deadline (x2)
      +9.0s   app  Killing              Stopping container app
      +9.0s   app  StopContainer.begin  timeout 30
      +11.0s  app  StopContainer        timeout 30
      +11.0s  web  StopPodSandbox
      +11.1s  web  DeadlineExceeded     Pod was active on the node longer than the specified deadline (x3)
      +11.1s  web  MODIFIED             Failed, reason DeadlineExceeded, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady
      +12.0s  web  DeadlineExceeded     Pod was active on the node longer than the specified deadline (x4)
    `),
    );
  });

  it('takes a deadline that is set while it runs', () => {
    const script = [[5, patch({ spec: { activeDeadlineSeconds: 10 } })]] as const;
    const text = playText({ pod: { spec: {} }, script, until: 15 }, 'events');
    expect(text).toMatch(/\+10\.0s +web +DeadlineExceeded/);
  });

  it('fails while its image is pulled in vain, and its container is lost at last', () => {
    const spec = {
      activeDeadlineSeconds: 5,
      containers: [{ name: 'app', image: 'none:1', imagePullPolicy: 'Never' as const }],
    };
    const settings = { profile: 'textbook', runtime: { areImagesPresent: false } } as const;
    const text = playText({ pod: { spec }, settings, until: 10 }, 'events', 'pod');
    expect(text.slice(text.indexOf('\n+5.0s') + 1)).toBe(
      block(`
      +5.0s  web  DeadlineExceeded   Pod was active on the node longer than the specified deadline
      +5.0s  web  MODIFIED           Ready False PodFailed, ContainersReady False PodFailed
      +6.0s  web  DeadlineExceeded   Pod was active on the node longer than the specified deadline (x2)
      +6.1s  web  DeadlineExceeded   Pod was active on the node longer than the specified deadline (x3)
      +6.1s  web  MODIFIED           Failed, reason DeadlineExceeded, PodReadyToStartContainers False PodSandboxNotReady
      +7.0s  web  DeadlineExceeded   Pod was active on the node longer than the specified deadline (x4)
      +7.0s  web  MODIFIED           app ContainerStatusUnknown 137
    `),
    );
  });
});
