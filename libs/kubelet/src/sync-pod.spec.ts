/** A pod's syncs, from nothing to running containers, as timelines. */
import { describe, expect, it } from '@jest/globals';
import { block, patch, playText, remove } from '../../../test/timeline-text.ts';
import { sandbox, instance } from '../test/builders.ts';
import type { PodPlan } from './pod-plan.ts';
import { stepsOf } from './sync-pod.ts';

describe('a pod', () => {
  it('gets its sandbox, then its containers one after another, and its status before and after', () => {
    const pod = { spec: { containers: [{ name: 'app' }, { name: 'log' }] } };
    expect(playText({ pod, until: 3 }, 'events', 'pod', 'calls')).toBe(
      block(`
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED         on node-1, PodScheduled True
      +0.0s  web  Scheduled        Successfully assigned default/web to node-1
      +0.0s  web  RunPodSandbox
      +0.0s  web  MODIFIED         app waiting ContainerCreating, log waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  app  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  CreateContainer
      +0.1s  web  MODIFIED         PodReadyToStartContainers True
      +0.1s  app  Created          Container created
      +0.1s  app  StartContainer
      +0.2s  app  Started          Container started
      +0.2s  log  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  log  CreateContainer
      +0.2s  log  Created          Container created
      +0.2s  log  StartContainer
      +0.3s  log  Started          Container started
      +0.3s  web  MODIFIED         Running, app running ready, log running ready, Ready True, ContainersReady True
    `),
    );
  });

  it('#25 in the steady state writes nothing and reports nothing', () => {
    const pod = { spec: {} };
    const short = playText({ pod, until: 2 }, 'events', 'pod', 'calls');
    expect(playText({ pod, until: 600 }, 'events', 'pod', 'calls')).toBe(short);
  });

  it('runs its init containers one by one, each seen to end by a relist before the next starts', () => {
    const pod = {
      spec: { initContainers: [{ name: 'one' }, { name: 'two' }] },
      behavior: { one: { exitAfter: 0.5 }, two: { exitAfter: 0.5 } },
    };
    expect(playText({ pod, until: 4 }, 'pod', 'signals')).toBe(
      block(`
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED  on node-1, PodScheduled True
      +0.0s  web  MODIFIED  one waiting PodInitializing, two waiting PodInitializing, app waiting PodInitializing, PodReadyToStartContainers False PodSandboxNotReady, Initialized False ContainersNotInitialized, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  web  MODIFIED  PodReadyToStartContainers True
      +0.2s  web  MODIFIED  one running
      +0.7s  one  exit      0 (exit)
      +1.0s  web  MODIFIED  one Completed 0 ready
      +1.1s  web  MODIFIED  two running
      +1.6s  two  exit      0 (exit)
      +2.0s  web  MODIFIED  two Completed 0 ready, Initialized True
      +2.1s  web  MODIFIED  Running, app running ready, Ready True, ContainersReady True
    `),
    );
  });

  it('starts a sidecar and goes on as soon as it runs', () => {
    const pod = { spec: { initContainers: [{ name: 'side', restartPolicy: 'Always' as const }] } };
    expect(playText({ pod, until: 3 }, 'events')).toBe(
      block(`
      +0.0s  web   Scheduled  Successfully assigned default/web to node-1
      +0.1s  side  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  side  Created    Container created
      +0.2s  side  Started    Container started
      +0.2s  app   Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  app   Created    Container created
      +0.3s  app   Started    Container started
    `),
    );
  });

  it('gets no further containers when a regular init container cannot start', () => {
    const pod = { spec: { initContainers: [{ name: 'init' }] }, behavior: { init: { createError: 'no space left' } } };
    expect(playText({ pod, until: 2 }, 'events', 'pod')).toBe(
      block(`
      +0.0s  web   ADDED
      +0.0s  web   MODIFIED   on node-1, PodScheduled True
      +0.0s  web   Scheduled  Successfully assigned default/web to node-1
      +0.0s  web   MODIFIED   init waiting PodInitializing, app waiting PodInitializing, PodReadyToStartContainers False PodSandboxNotReady, Initialized False ContainersNotInitialized, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  init  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  web   MODIFIED   PodReadyToStartContainers True
      +0.1s  init  Failed     Error: no space left
      +1.0s  init  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.0s  web   MODIFIED   init waiting CreateContainerError
      +1.1s  init  Failed     Error: no space left (x2)
    `),
    );
  });

  it('starts the other containers when one cannot start', () => {
    const pod = {
      spec: { containers: [{ name: 'app' }, { name: 'log' }] },
      behavior: { app: { createError: 'no space left' } },
    };
    expect(playText({ pod, until: 2 }, 'events')).toBe(
      block(`
      +0.0s  web  Scheduled  Successfully assigned default/web to node-1
      +0.1s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  Failed     Error: no space left
      +0.1s  log  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  log  Created    Container created
      +0.2s  log  Started    Container started
      +1.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +1.1s  app  Failed     Error: no space left (x2)
    `),
    );
  });

  it('is restarted at once when its image changes', () => {
    const script = [[3, patch({ spec: { containers: [{ name: 'app', image: 'app:2.0' }] } })]] as const;
    expect(playText({ pod: { spec: {} }, script, until: 4 }, 'events', 'signals')).toBe(
      block(`
      +0.0s  web  Scheduled  Successfully assigned default/web to node-1
      +0.1s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  Created    Container created
      +0.2s  app  Started    Container started
      +3.0s  app  Killing    Container app definition changed, will be restarted
      +3.0s  app  SIGTERM
      +3.0s  app  exit       0 (SIGTERM)
      +3.0s  app  Pulled     Container image "app:2.0" already present on machine and can be accessed by the pod
      +3.1s  app  Created    Container created (x2)
      +3.1s  app  Started    Container started (x2)
    `),
    );
  });
});

describe('a sandbox', () => {
  it('that dies takes its containers with it and is replaced, init containers first', () => {
    const pod = { spec: { initContainers: [{ name: 'init' }] }, behavior: { init: { exitAfter: 0 } } };
    const kill = { kind: 'fault', fault: 'kill-sandbox', options: { namespace: 'default', pod: 'web' } } as const;
    expect(playText({ pod, script: [[3.5, kill]], until: 7 }, 'events', 'calls', 'pod')).toBe(
      block(`
      +0.0s  web   ADDED
      +0.0s  web   MODIFIED         on node-1, PodScheduled True
      +0.0s  web   Scheduled        Successfully assigned default/web to node-1
      +0.0s  web   RunPodSandbox
      +0.0s  web   MODIFIED         init waiting PodInitializing, app waiting PodInitializing, PodReadyToStartContainers False PodSandboxNotReady, Initialized False ContainersNotInitialized, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  init  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  init  CreateContainer
      +0.1s  web   MODIFIED         PodReadyToStartContainers True
      +0.1s  init  Created          Container created
      +0.1s  init  StartContainer
      +0.2s  init  Started          Container started
      +0.2s  app   Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  app   CreateContainer
      +0.2s  web   MODIFIED         init Completed 0 ready, Initialized True
      +0.2s  app   Created          Container created
      +0.2s  app   StartContainer
      +0.3s  app   Started          Container started
      +0.3s  web   MODIFIED         Running, app running ready, Ready True, ContainersReady True
      +4.0s  web   SandboxChanged   Pod sandbox changed, it will be killed and re-created.
      +4.0s  init  RemoveContainer
      +4.0s  web   RunPodSandbox
      +4.0s  web   MODIFIED         app Error 137 not ready, PodReadyToStartContainers False PodSandboxNotReady, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +4.1s  init  Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +4.1s  init  CreateContainer
      +4.1s  web   MODIFIED         PodReadyToStartContainers True
      +4.1s  init  Created          Container created (x2)
      +4.1s  init  StartContainer
      +4.2s  init  Started          Container started (x2)
      +4.2s  app   Pulled           Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +4.2s  app   CreateContainer
      +4.2s  web   MODIFIED         init Completed 0 restarts 1
      +4.2s  app   Created          Container created (x2)
      +4.2s  app   StartContainer
      +4.3s  app   Started          Container started (x2)
      +4.3s  web   MODIFIED         app running ready restarts 1, Ready True, ContainersReady True
    `),
    );
  });

  const failing = (times: number) =>
    ({
      kind: 'fault',
      fault: 'fail-sandbox',
      options: { namespace: 'default', pod: 'web', times, message: 'no network' },
    }) as const;

  it('that cannot be created is tried again after 10 s, as the same attempt', () => {
    const script = [[0, failing(2)]] as const;
    expect(playText({ pod: { spec: {} }, script, until: 24 }, 'events', 'calls')).toBe(
      block(`
      +0.0s   web  Scheduled               Successfully assigned default/web to node-1
      +0.0s   web  RunPodSandbox           no network
      +0.1s   web  FailedCreatePodSandBox  Failed to create pod sandbox: no network
      +11.0s  web  RunPodSandbox           no network
      +11.1s  web  FailedCreatePodSandBox  Failed to create pod sandbox: no network (x2)
      +22.0s  web  RunPodSandbox
      +22.1s  app  Pulled                  Container image "app:1.0" already present on machine and can be accessed by the pod
      +22.1s  app  CreateContainer
      +22.1s  app  Created                 Container created
      +22.1s  app  StartContainer
      +22.2s  app  Started                 Container started
    `),
    );
  });

  it('#26 that cannot be created because its pod is being deleted is not reported', () => {
    const script = [
      [0, failing(1)],
      [0.03, remove()],
    ] as const;
    expect(playText({ pod: { spec: {} }, script, until: 5 }, 'events', 'pod')).toBe(
      block(`
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED   on node-1, PodScheduled True
      +0.0s  web  Scheduled  Successfully assigned default/web to node-1
      +0.0s  web  MODIFIED   app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.0s  web  MODIFIED   grace 30
      +0.1s  web  MODIFIED
      +1.0s  web  MODIFIED   Failed, app ContainerStatusUnknown 137
      +1.0s  web  MODIFIED   grace 0
      +1.0s  web  DELETED
    `),
    );
  });
});

describe('the steps of a plan', () => {
  const nothing: PodPlan = {
    killPod: false,
    createSandbox: false,
    sandbox: { isNewNeeded: false, attempt: 0, replacedId: '', message: '' },
    ephemeralToStart: [],
    initToStart: [],
    toStart: [],
    toKill: [],
  };
  const told = (plan: Partial<PodPlan>): string[] =>
    stepsOf({ ...nothing, ...plan }).map((step) =>
      [step.do, 'name' in step ? step.name : '', 'id' in step ? step.id : ''].filter(Boolean).join(' '),
    );

  it('stop what must go, then start ephemeral, init and regular containers', () => {
    const toKill = [{ container: instance('app'), message: '', reason: 'Other' as const }];
    expect(told({ toKill, ephemeralToStart: ['debug'], initToStart: ['init'], toStart: ['app', 'log'] })).toEqual([
      'kill app-0',
      'prune-init-containers',
      'start debug',
      'start init',
      'start app',
      'start log',
    ]);
  });

  it('replace a sandbox with all that is in it', () => {
    const plan = {
      killPod: true,
      createSandbox: true,
      sandbox: { ...nothing.sandbox, attempt: sandbox().attempt + 1 },
      initToStart: ['init'],
    };
    expect(told(plan)).toEqual(['kill-pod', 'stop-sandbox', 'remove-init-containers', 'create-sandbox', 'start init']);
  });

  it('end a pod without a new sandbox', () => {
    expect(told({ killPod: true })).toEqual(['kill-pod', 'stop-sandbox']);
  });
});
