/** Starting containers: back-off, creation, start and postStart hooks, as timelines. */
import { describe, expect, it } from '@jest/globals';
import { block, playText } from '../../../test/timeline-text.ts';
import { exited, instance, pod, status, endedState, runningState, view, waitingState } from '../test/builders.ts';
import { addIdleWorker, createWorld } from '../test/world.ts';
import type { SyncActivity } from './activity.ts';
import { beginStart, continueStart } from './start-container.ts';

const crashing = { app: { exitAfter: 1, exitCode: 2 } };

describe('a container that exits again and again', () => {
  it('is restarted at once, then after 10, 20 and 40 s from its end, one BackOff event each', () => {
    const text = playText({ pod: { spec: {}, behavior: crashing }, until: 90 }, 'events', 'signals');
    const lines = text.split('\n').filter((line) => /BackOff|Started|exit/.test(line));
    expect(lines.join('\n')).toBe(
      block(`
      +0.2s   app  Started    Container started
      +1.2s   app  exit       2 (exit)
      +2.1s   app  Started    Container started (x2)
      +3.1s   app  exit       2 (exit)
      +4.0s   app  BackOff    Back-off restarting failed container app in pod web_default(<uid>)
      +14.1s  app  Started    Container started (x3)
      +15.1s  app  exit       2 (exit)
      +16.0s  app  BackOff    Back-off restarting failed container app in pod web_default(<uid>) (x2)
      +36.1s  app  Started    Container started (x4)
      +37.1s  app  exit       2 (exit)
      +38.0s  app  BackOff    Back-off restarting failed container app in pod web_default(<uid>) (x3)
      +78.1s  app  Started    Container started (x5)
      +79.1s  app  exit       2 (exit)
      +80.0s  app  BackOff    Back-off restarting failed container app in pod web_default(<uid>) (x4)
    `),
    );
  });

  it('shows its end during the wait, and CrashLoopBackOff only while the next one starts', () => {
    const text = playText({ pod: { spec: {}, behavior: crashing }, until: 17 }, 'pod');
    const states = text
      .split('\n')
      .map((line) => line.split(', ').slice(0, 1).join(''))
      .slice(3);
    expect(states.join('\n')).toBe(
      block(`
      +0.1s   web  MODIFIED  PodReadyToStartContainers True
      +0.2s   web  MODIFIED  Running
      +2.0s   web  MODIFIED  app Error 2 not ready
      +2.1s   web  MODIFIED  app running ready restarts 1
      +4.0s   web  MODIFIED  app Error 2 not ready
      +14.0s  web  MODIFIED  app waiting CrashLoopBackOff
      +14.1s  web  MODIFIED  app running ready restarts 2
      +16.0s  web  MODIFIED  app Error 2 not ready
    `),
    );
  });

  it('tells the container and the pod it belongs to', () => {
    const text = playText({ pod: { name: 'kiada', spec: {}, behavior: crashing }, until: 10 }, 'events');
    expect(text).toContain('Back-off restarting failed container app in pod kiada_default(<uid>)');
  });

  it('that a probe kills is backed off by the end of the run before', () => {
    const probe = { tcpSocket: { port: 80 }, periodSeconds: 10, failureThreshold: 3, successThreshold: 1 };
    const spec = { containers: [{ name: 'app', livenessProbe: probe }] };
    const text = playText({ pod: { spec }, until: 200 }, 'events');
    const lines = text.split('\n').filter((line) => /BackOff|Started|Killing/.test(line));
    expect(
      lines.map((line) => line.slice(0, line.indexOf('(') < 0 ? undefined : line.indexOf('(')).trim()).join('\n'),
    ).toBe(
      block(`
      +0.2s    app  Started    Container started
      +30.0s   app  Killing    Container app failed liveness probe, will be restarted
      +30.1s   app  Started    Container started
      +60.0s   app  Killing    Container app failed liveness probe, will be restarted
      +60.1s   app  Started    Container started
      +90.0s   app  Killing    Container app failed liveness probe, will be restarted
      +90.1s   app  Started    Container started
      +120.0s  app  Killing    Container app failed liveness probe, will be restarted
      +120.1s  app  Started    Container started
      +150.0s  app  Killing    Container app failed liveness probe, will be restarted
      +150.0s  app  BackOff    Back-off restarting failed container app in pod web_default
      +151.0s  app  BackOff    Back-off restarting failed container app in pod web_default
      +191.1s  app  Started    Container started
    `),
    );
  });
});

describe('a container that cannot be created', () => {
  it('waits with CreateContainerError, and is tried again every 10 s', () => {
    const text = playText(
      { pod: { spec: {}, behavior: { app: { createError: 'no space left' } } }, until: 14 },
      'events',
      'pod',
    );
    expect(text.slice(text.indexOf('+0.1s'))).toBe(
      block(`
      +0.1s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s   web  MODIFIED   PodReadyToStartContainers True
      +0.1s   app  Failed     Error: no space left
      +1.0s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.0s   web  MODIFIED   app waiting CreateContainerError
      +1.1s   app  Failed     Error: no space left (x2)
      +12.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x3)
      +12.1s  app  Failed     Error: no space left (x3)
    `),
    );
  });
});

describe('a container whose process cannot start', () => {
  it('waits with RunContainerError, restarted at once and then backed off', () => {
    const startError = 'exec: "foo": executable file not found in $PATH';
    const text = playText({ pod: { spec: {}, behavior: { app: { startError } } }, until: 14 }, 'events', 'pod');
    expect(text.slice(text.indexOf('+0.1s')).replaceAll(/in pod .*$/gm, 'in pod …')).toBe(
      block(`
      +0.1s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s   web  MODIFIED   PodReadyToStartContainers True
      +0.1s   app  Created    Container created
      +0.2s   app  Failed     Error: exec: "foo": executable file not found in $PATH
      +1.0s   app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.0s   web  MODIFIED   Running, app waiting RunContainerError
      +1.1s   app  Created    Container created (x2)
      +1.1s   app  Failed     Error: exec: "foo": executable file not found in $PATH (x2)
      +2.0s   app  BackOff    Back-off restarting failed container app in pod …
      +2.0s   web  MODIFIED   app waiting RunContainerError restarts 1
      +12.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x3)
      +12.0s  web  MODIFIED   app waiting CrashLoopBackOff
      +12.1s  app  Created    Container created (x3)
      +12.1s  app  Failed     Error: exec: "foo": executable file not found in $PATH (x3)
      +13.0s  app  BackOff    Back-off restarting failed container app in pod …
      +13.0s  web  MODIFIED   app waiting RunContainerError restarts 2
    `),
    );
  });
});

describe('a postStart hook', () => {
  const lifecycle = { postStart: { exec: { command: ['warm'] } } };
  const spec = { containers: [{ name: 'app', lifecycle }, { name: 'log' }] };
  const hook = (reply: object): Readonly<Record<string, unknown>> => ({
    app: { exec: [{ match: 'warm', timeline: [{ at: 0, ...reply }] }] },
  });

  it('holds up the next container and every status of the pod', () => {
    const text = playText({ pod: { spec, behavior: hook({ latency: 3 }) }, until: 6 }, 'events', 'pod', 'calls');
    expect(text.slice(text.indexOf('+0.1s'))).toBe(
      block(`
      +0.1s  app  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  CreateContainer
      +0.1s  web  MODIFIED         PodReadyToStartContainers True
      +0.1s  app  Created          Container created
      +0.1s  app  StartContainer
      +0.2s  app  Started          Container started
      +0.2s  app  ExecSync         warm
      +3.2s  log  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +3.2s  log  CreateContainer
      +3.2s  log  Created          Container created
      +3.2s  log  StartContainer
      +3.3s  log  Started          Container started
      +3.3s  web  MODIFIED         Running, app running ready, log running ready, Ready True, ContainersReady True
    `),
    );
  });

  it('that fails has its container stopped; the next one starts all the same', () => {
    const text = playText(
      { pod: { spec, behavior: hook({ code: 1, stderr: 'cold' }) }, until: 2.5 },
      'events',
      'pod',
      'signals',
    );
    expect(text.slice(text.indexOf('+0.1s'))).toBe(
      block(`
      +0.1s  app  Pulled               Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  web  MODIFIED             PodReadyToStartContainers True
      +0.1s  app  Created              Container created
      +0.2s  app  Started              Container started
      +0.2s  app  FailedPostStartHook  PostStartHook failed
      +0.2s  app  Killing              FailedPostStartHook
      +0.2s  app  SIGTERM
      +0.2s  app  exit                 0 (SIGTERM)
      +0.2s  log  Pulled               Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  log  Created              Container created
      +0.3s  log  Started              Container started
      +1.0s  app  Pulled               Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.0s  web  MODIFIED             Running, app waiting PostStartHookError, log running ready
      +1.1s  app  Created              Container created (x2)
      +1.1s  app  Started              Container started (x2)
      +1.1s  app  FailedPostStartHook  PostStartHook failed (x2)
      +1.1s  app  Killing              FailedPostStartHook (x2)
      +1.1s  app  SIGTERM
      +1.1s  app  exit                 0 (SIGTERM)
      +2.0s  app  BackOff              Back-off restarting failed container app in pod web_default(<uid>)
      +2.0s  web  MODIFIED             app waiting PostStartHookError restarts 1
    `),
    );
  });

  it('that fails under Never leaves the pod Failed or Succeeded by the exit codes', () => {
    const one = { restartPolicy: 'Never' as const, containers: [{ name: 'app', lifecycle }] };
    const text = playText({ pod: { spec: one, behavior: hook({ code: 1 }) }, until: 5 }, 'pod');
    expect(text.slice(text.indexOf('+1.0s'))).toBe(
      block(`
      +1.0s  web  MODIFIED  app Completed 0, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +2.1s  web  MODIFIED  Succeeded, PodReadyToStartContainers False PodSandboxNotReady
    `),
    );
  });

  it('waits for the end of a container that it stops, preStop hook included', () => {
    const both = { ...lifecycle, preStop: { sleep: { seconds: 2 } } };
    const one = { restartPolicy: 'Never' as const, containers: [{ name: 'app', lifecycle: both }] };
    const text = playText({ pod: { spec: one, behavior: hook({ code: 1 }) }, until: 5 }, 'events', 'signals');
    expect(text.slice(text.indexOf('+0.2s'))).toBe(
      block(`
      +0.2s  app  Started              Container started
      +0.2s  app  FailedPostStartHook  PostStartHook failed
      +0.2s  app  Killing              FailedPostStartHook
      +2.2s  app  SIGTERM
      +2.2s  app  exit                 0 (SIGTERM)
    `),
    );
  });
});

describe('the restart count of a container that starts', () => {
  /** Which run a start is, by the runtime's instances and the status before. */
  function attempt(known: Parameters<typeof view>[0], before?: ReturnType<typeof status>): number {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    if (before) worker.status = { containerStatuses: [before] };
    const activity: SyncActivity = {
      kind: 'sync',
      view: view(known),
      stage: 'steps',
      steps: [],
      index: 0,
      start: undefined,
      results: [],
      hasFailed: false,
    };
    world.host.runtime.nodes.get('n1')?.pods.set('uid-web', {
      uid: 'uid-web',
      subject: 'pod/default/web',
      namespace: 'default',
      name: 'web',
      sandboxes: [],
      containers: [],
    });
    beginStart(world.ctx, worker, activity, { do: 'start', group: 'regular', name: 'app' });
    return activity.start?.restartCount ?? -1;
  }

  it.each([
    ['0 for a first run', [], undefined, 0],
    ['one more than that of the newest instance', [instance('app', exited(1, { attempt: 2 }))], undefined, 3],
    [
      'one more than reported when the ended instance is gone',
      [],
      status('app', endedState(1), { restartCount: 4 }),
      5,
    ],
    [
      'as reported when the status counted the lost instance already',
      [],
      status('app', waitingState(), { restartCount: 5, lastState: endedState(137) }),
      5,
    ],
    ['as reported for a container that never ran', [], status('app', waitingState('ErrImagePull')), 0],
    ['as reported for one that seems to run', [], status('app', runningState, { restartCount: 1 }), 1],
  ])('is %s', (_situation, known, before, expected) => {
    expect(attempt(known, before)).toBe(expected);
  });
});

describe('a start', () => {
  const activity: SyncActivity = {
    kind: 'sync',
    view: view(),
    stage: 'steps',
    steps: [],
    index: 0,
    start: undefined,
    results: [],
    hasFailed: false,
  };

  it('of a container that is not in the spec any more is over at once', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    expect(beginStart(world.ctx, worker, activity, { do: 'start', group: 'regular', name: 'gone' })).toEqual({
      name: 'gone',
    });
  });

  it('that is not under way takes no answer', () => {
    const world = createWorld();
    const worker = addIdleWorker(world, pod());
    expect(continueStart(world.ctx, worker, activity, { kind: 'container-created', result: {} })).toBe('waiting');
  });
});
