/** Images: pull policies, back-off, bad names, and pulls one after another. */
import { describe, expect, it } from '@jest/globals';
import { SECOND } from '#kernel';
import type { Command } from '#cluster';
import type { PullPolicy } from '#kube-api';
import { block, playText, post } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf, type World } from '../test/world.ts';
import { ensureImage, onPullFinished, startNextPull, type ImageOutcome } from './image-manager.ts';
import type { PodWorker } from './kubelet-state.ts';

const absent = { profile: 'textbook' as const, runtime: { areImagesPresent: false, pullMs: 1234 } };

/** The events about images of a pod whose container is restarted twice. */
function imageEvents(imagePullPolicy: PullPolicy, isPresent: boolean, until = 14): string {
  const spec = { containers: [{ name: 'app', imagePullPolicy }] };
  const play = {
    pod: { spec, behavior: { app: { exitAfter: 0.1 } } },
    until,
    ...(isPresent ? {} : { settings: absent }),
  };
  const lines = playText(play, 'events').split('\n');
  return lines.filter((line) => /Pull|Image|Failed/.test(line)).join('\n');
}

describe('an image', () => {
  it('#156 that is missing is pulled once under IfNotPresent, then it is there', () => {
    expect(imageEvents('IfNotPresent', false)).toBe(
      block(`
      +0.1s   app  Pulling    Pulling image "app:1.0"
      +1.3s   app  Pulled     Successfully pulled image "app:1.0" in 1.234s (1.234s including waiting). Image size: 73400320 bytes.
      +2.0s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +13.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
    `),
    );
  });

  it('#157 that is present is not pulled', () => {
    expect(imageEvents('IfNotPresent', true)).toBe(
      block(`
      +0.1s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +1.0s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +12.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x3)
    `),
    );
  });

  it('#158 is pulled for every start under Always, present or not', () => {
    expect(imageEvents('Always', true)).toBe(
      block(`
      +0.1s   app  Pulling    Pulling image "app:1.0"
      +0.3s   app  Pulled     Successfully pulled image "app:1.0" in 200ms (200ms including waiting). Image size: 73400320 bytes.
      +1.0s   app  Pulling    Pulling image "app:1.0" (x2)
      +1.2s   app  Pulled     Successfully pulled image "app:1.0" in 200ms (200ms including waiting). Image size: 73400320 bytes. (x2)
      +12.0s  app  Pulling    Pulling image "app:1.0" (x3)
      +12.2s  app  Pulled     Successfully pulled image "app:1.0" in 200ms (200ms including waiting). Image size: 73400320 bytes. (x3)
    `),
    );
  });

  it('#159 that is missing under Never is an error each time', () => {
    expect(imageEvents('Never', false)).toBe(
      block(`
      +0.1s   app  ErrImageNeverPull  Container image "app:1.0" is not present with pull policy of Never
      +0.1s   app  Failed             Error: ErrImageNeverPull
      +1.0s   app  ErrImageNeverPull  Container image "app:1.0" is not present with pull policy of Never (x2)
      +1.0s   app  Failed             Error: ErrImageNeverPull (x2)
      +12.0s  app  ErrImageNeverPull  Container image "app:1.0" is not present with pull policy of Never (x3)
      +12.0s  app  Failed             Error: ErrImageNeverPull (x3)
    `),
    );
  });

  it('that the registry does not have is pulled again and again, with BackOff in between', () => {
    const missing: Command = {
      kind: 'fault',
      fault: 'set-image',
      options: { name: 'app:1.0', failTimes: -1, failure: 'notfound' },
    };
    const text = playText({ pod: { spec: {} }, script: [[0, missing]], settings: absent, until: 40 }, 'events');
    const short = text.replaceAll(/: rpc error.*?(?=( \(x\d+\))?$)/gm, ': …');
    expect(short.split('\n').slice(1).join('\n')).toBe(
      block(`
      +0.1s   app  Pulling    Pulling image "app:1.0"
      +0.5s   app  Failed     Failed to pull image "app:1.0": …
      +0.5s   app  Failed     Error: ErrImagePull
      +1.0s   app  BackOff    Back-off pulling image "app:1.0"
      +1.0s   app  Failed     Error: ImagePullBackOff
      +12.0s  app  Pulling    Pulling image "app:1.0" (x2)
      +12.4s  app  Failed     Failed to pull image "app:1.0": … (x2)
      +12.4s  app  Failed     Error: ErrImagePull (x2)
      +23.0s  app  BackOff    Back-off pulling image "app:1.0" (x2)
      +23.0s  app  Failed     Error: ImagePullBackOff (x2)
      +34.0s  app  Pulling    Pulling image "app:1.0" (x3)
      +34.4s  app  Failed     Failed to pull image "app:1.0": … (x3)
      +34.4s  app  Failed     Error: ErrImagePull (x3)
    `),
    );
  });

  it('shows in turn the failed pull and the back-off, each one sync later', () => {
    const missing: Command = {
      kind: 'fault',
      fault: 'set-image',
      options: { name: 'app:1.0', failTimes: 2, failure: 'notfound' },
    };
    const text = playText({ pod: { spec: {} }, script: [[0, missing]], settings: absent, until: 40 }, 'pod');
    expect(text.split('\n').slice(4).join('\n')).toBe(
      block(`
      +1.0s   web  MODIFIED  app waiting ErrImagePull
      +12.0s  web  MODIFIED  app waiting ImagePullBackOff
      +23.0s  web  MODIFIED  app waiting ErrImagePull
      +34.0s  web  MODIFIED  app waiting ImagePullBackOff
      +35.3s  web  MODIFIED  Running, app running ready, Ready True, ContainersReady True
    `),
    );
  });
});

describe('an image name', () => {
  it.each(['FAILED_IMAGE', 'http://registry.example/app', 'a'.repeat(64), 'app:1:2', ' app'])(
    '#163 %s cannot be used',
    (image) => {
      const world = createWorld();
      const worker = addIdleWorker(world, pod());
      expect(ensureImage(world.ctx, worker, container('app', { image }))).toMatchObject({
        kind: 'failed',
        reason: 'InvalidImageName',
      });
      expect(eventsOf(world)).toEqual([
        `Warning InspectFailed: Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
        'Warning Failed: Error: InvalidImageName',
      ]);
    },
  );
});

/** A pull of `typo:1` fails at `now` seconds. */
function fail(
  { ctx, host }: World,
  worker: PodWorker,
  now: number,
  message = 'rpc error: code = Unknown desc = gone',
): ImageOutcome {
  host.now = now * SECOND;
  const pull = { worker, token: 0, image: 'typo:1', queuedAt: host.now, startedAt: host.now };
  return onPullFinished(ctx, worker, { ...pull, result: { kind: 'failed', message } }, 'app');
}

describe('the image back-off', () => {
  const typo = container('app', { image: 'typo:1', imagePullPolicy: 'Always' });

  function start(): { world: World; worker: PodWorker; ask: (now: number) => ImageOutcome } {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    const ask = (now: number): ImageOutcome => {
      world.host.now = now * SECOND;
      return ensureImage(world.ctx, worker, typo);
    };
    return { world, worker, ask };
  }

  it('waits 10 s after the first failure, with the failure in its message', () => {
    const { world, worker, ask } = start();
    expect(fail(world, worker, 1)).toEqual({ kind: 'failed', reason: 'ErrImagePull', message: 'gone' });
    expect(ask(10.9)).toEqual({
      kind: 'failed',
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image "typo:1": ErrImagePull: gone',
    });
    expect(ask(11)).toEqual({ kind: 'pulling' });
    expect(eventsOf(world)).toEqual([
      'Warning Failed: Failed to pull image "typo:1": gone',
      'Warning Failed: Error: ErrImagePull',
      'Normal BackOff: Back-off pulling image "typo:1"',
      'Warning Failed: Error: ImagePullBackOff',
      'Normal Pulling: Pulling image "typo:1"',
    ]);
  });

  it('doubles with every failure up to 300 s', () => {
    const { world, worker } = start();
    const waits = Array.from({ length: 7 }, (_, index) => {
      fail(world, worker, index * 300);
      return (worker.imageBackOffs.get('typo:1')?.backOffMs ?? 0) / SECOND;
    });
    expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300]);
  });

  it('is forgotten 600 s after the last failure', () => {
    const { world, worker } = start();
    fail(world, worker, 0);
    fail(world, worker, 600);
    expect(worker.imageBackOffs.get('typo:1')?.backOffMs).toBe(20_000);
    fail(world, worker, 1201);
    expect(worker.imageBackOffs.get('typo:1')?.backOffMs).toBe(10_000);
  });

  it('ends with a pull that succeeds', () => {
    const { world, worker } = start();
    fail(world, worker, 0);
    const pull = { worker, token: 0, image: 'typo:1', queuedAt: 0, startedAt: 0 };
    expect(onPullFinished(world.ctx, worker, { ...pull, result: { kind: 'pulled', sizeBytes: 5 } }, 'app')).toEqual({
      kind: 'present',
    });
    expect(worker.imageBackOffs.size).toBe(0);
  });

  it('keeps every error code but Unknown in its texts', () => {
    const { world, worker } = start();
    expect(fail(world, worker, 0, 'rpc error: code = NotFound desc = gone')).toMatchObject({
      message: 'rpc error: code = NotFound desc = gone',
    });
  });
});

describe('pulls of one node', () => {
  const second = { name: 'two', spec: { containers: [{ name: 'app', image: 'app:2.0' }] } };
  const pulled = (serializeImagePulls: boolean): string => {
    const settings = { ...absent, kubelet: { serializeImagePulls } };
    const text = playText(
      { pod: { name: 'one', spec: {} }, script: [[0, post(second)]], settings, until: 4 },
      'events',
    );
    return text
      .split('\n')
      .filter((line) => line.includes('Pull'))
      .join('\n');
  };

  it('#203 come one after another; the second one tells how long it waited', () => {
    expect(pulled(true)).toBe(
      block(`
      +0.1s  app  Pulling    Pulling image "app:1.0"
      +0.1s  app  Pulling    Pulling image "app:2.0"
      +1.3s  app  Pulled     Successfully pulled image "app:1.0" in 1.234s (1.234s including waiting). Image size: 73400320 bytes.
      +2.5s  app  Pulled     Successfully pulled image "app:2.0" in 1.234s (2.467s including waiting). Image size: 73400320 bytes.
    `),
    );
  });

  it('come side by side when they are not serialized', () => {
    expect(pulled(false)).toBe(
      block(`
      +0.1s  app  Pulling    Pulling image "app:1.0"
      +0.1s  app  Pulling    Pulling image "app:2.0"
      +1.3s  app  Pulled     Successfully pulled image "app:1.0" in 1.234s (1.234s including waiting). Image size: 73400320 bytes.
      +1.3s  app  Pulled     Successfully pulled image "app:2.0" in 1.234s (1.234s including waiting). Image size: 73400320 bytes.
    `),
    );
  });

  it('pass over pods that are gone', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    worker.isForgotten = true;
    world.ctx.node.pullQueue.push({ worker, token: 0, image: 'app:1.0', queuedAt: 0, causes: [] });
    startNextPull(world.ctx);
    expect(world.ctx.node).toMatchObject({ isPulling: false, pullQueue: [] });
  });
});
