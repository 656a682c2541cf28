/** The end of a pod, from DELETE to the object's last version, as timelines. */
import { describe, expect, it } from '@jest/globals';
import type { ContainerState, PodStatus } from '#kube-api';
import { block, playText, remove, type PodSketch } from '../../../test/timeline-text.ts';
import { containers, endedState, pod, runningState, sidecar, status, waitingState } from '../test/builders.ts';
import { addIdleWorker, createWorld } from '../test/world.ts';
import { finalStatus } from './sync-terminating.ts';

/** The pod's versions and what else is shown, from its deletion on. */
function endOf(sketch: PodSketch, at: number, until: number, graceSeconds?: number): string {
  const text = playText(
    { pod: sketch, script: [[at, remove('web', graceSeconds)]], until },
    'events',
    'pod',
    'signals',
  );
  const lines = text.split('\n');
  return lines.slice(lines.findIndex((line) => line.includes('  grace '))).join('\n');
}

describe('a pod that is deleted', () => {
  it('stays Running while it is stopped, then gets its last status, then goes at the next relist', () => {
    expect(endOf({ spec: {} }, 3.5, 6)).toBe(
      block(`
      +3.5s  web  MODIFIED   grace 30
      +3.5s  app  Killing    Stopping container app
      +3.5s  app  SIGTERM
      +3.5s  web  MODIFIED
      +3.5s  app  exit       0 (SIGTERM)
      +3.6s  web  MODIFIED   Succeeded, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +4.0s  web  MODIFIED   grace 0
      +4.0s  web  DELETED
    `),
    );
  });

  it('has failed when a container did not end with 0', () => {
    const sketch = {
      spec: { containers: [{ name: 'app' }, { name: 'log' }] },
      behavior: { app: { onTerm: { exitCode: 143, exitAfter: 0.5 } } },
    };
    expect(endOf(sketch, 3.5, 6)).toBe(
      block(`
      +3.5s  web  MODIFIED   grace 30
      +3.5s  log  Killing    Stopping container log
      +3.5s  log  SIGTERM
      +3.5s  app  Killing    Stopping container app
      +3.5s  app  SIGTERM
      +3.5s  web  MODIFIED
      +3.5s  log  exit       0 (SIGTERM)
      +4.0s  app  exit       143 (SIGTERM)
      +4.1s  web  MODIFIED   Failed, app Error 143 not ready, log Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
      +5.0s  web  MODIFIED   grace 0
      +5.0s  web  DELETED
    `),
    );
  });

  it('by force goes at once; its container is stopped all the same, within 2 s', () => {
    expect(endOf({ spec: {}, behavior: { app: { onTerm: { ignore: true } } } }, 3.5, 8, 0)).toBe(
      block(`
      +3.5s  web  MODIFIED   grace 0
      +3.5s  web  DELETED
      +3.5s  app  Killing    Stopping container app
      +3.5s  app  SIGTERM
      +5.5s  app  SIGKILL
      +5.5s  app  exit       137 (SIGKILL)
    `),
    );
  });

  it('before any container started fails without a Killing event', () => {
    const sketch = { spec: { containers: [{ name: 'app', image: 'no:1', imagePullPolicy: 'Never' as const }] } };
    const settings = { profile: 'textbook' as const, runtime: { areImagesPresent: false } };
    const text = playText({ pod: sketch, script: [[5.5, remove()]], settings, until: 8 }, 'events', 'pod');
    expect(text.slice(text.indexOf('+5.5s'))).toBe(
      block(`
      +5.5s  web  MODIFIED           grace 30
      +5.5s  web  MODIFIED           app waiting ContainerCreating
      +5.6s  web  MODIFIED           PodReadyToStartContainers False PodSandboxNotReady
      +6.0s  web  MODIFIED           Failed, app ContainerStatusUnknown 137
      +6.0s  web  MODIFIED           grace 0
      +6.0s  web  DELETED
    `),
    );
  });

  it('during initialisation ends Failed, its main containers never started', () => {
    const sketch = { spec: { initContainers: [{ name: 'init' }] } };
    expect(endOf(sketch, 3.5, 6)).toBe(
      block(`
      +3.5s  web   MODIFIED   grace 30
      +3.5s  init  Killing    Stopping container init
      +3.5s  init  SIGTERM
      +3.5s  web   MODIFIED
      +3.5s  init  exit       0 (SIGTERM)
      +3.6s  web   MODIFIED   init Completed 0 ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True
      +4.0s  web   MODIFIED   Failed
      +4.0s  web   MODIFIED   grace 0
      +4.0s  web   DELETED
    `),
    );
  });

  it('while it waits for a volume ends at the next relist', () => {
    const volumes = [{ name: 'v', configMap: { name: 'nope' } }];
    const sketch = { spec: { volumes, containers: [{ name: 'app', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] } };
    expect(endOf(sketch, 3.5, 6)).toBe(
      block(`
      +3.5s  web  MODIFIED     grace 30
      +4.0s  web  MODIFIED
      +5.0s  web  MODIFIED     Failed, app ContainerStatusUnknown 137
      +5.0s  web  MODIFIED     grace 0
      +5.0s  web  DELETED
    `),
    );
  });

  it('in a crash back-off shows how its container ended, not why it waited', () => {
    expect(endOf({ spec: {}, behavior: { app: { exitAfter: 0.5, exitCode: 2 } } }, 8.5, 11)).toBe(
      block(`
      +8.5s  web  MODIFIED   grace 30
      +8.5s  web  MODIFIED
      +8.6s  web  MODIFIED   Failed, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
      +9.0s  web  MODIFIED   grace 0
      +9.0s  web  DELETED
    `),
    );
  });
});

describe('a pod that completes', () => {
  it('is Succeeded one relist after its container was seen to end', () => {
    const spec = { restartPolicy: 'Never' as const };
    expect(playText({ pod: { spec, behavior: { app: { exitAfter: 1 } } }, until: 5 }, 'pod', 'signals')).toBe(
      block(`
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED  on node-1, PodScheduled True
      +0.0s  web  MODIFIED  app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  web  MODIFIED  PodReadyToStartContainers True
      +0.2s  web  MODIFIED  Running, app running ready, Ready True, ContainersReady True
      +1.2s  app  exit      0 (exit)
      +2.0s  web  MODIFIED  app Completed 0 not ready, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +3.1s  web  MODIFIED  Succeeded, PodReadyToStartContainers False PodSandboxNotReady
    `),
    );
  });

  it('has its sidecars stopped and does not care how they end', () => {
    const spec = {
      restartPolicy: 'Never' as const,
      initContainers: [{ name: 'side', restartPolicy: 'Always' as const }],
    };
    const behavior = { app: { exitAfter: 1 }, side: { onTerm: { exitAfter: 0.2, exitCode: 1 } } };
    expect(playText({ pod: { spec, behavior }, until: 6 }, 'events', 'pod', 'signals')).toBe(
      block(`
      +0.0s  web   ADDED
      +0.0s  web   MODIFIED   on node-1, PodScheduled True
      +0.0s  web   Scheduled  Successfully assigned default/web to node-1
      +0.0s  web   MODIFIED   side waiting PodInitializing, app waiting PodInitializing, PodReadyToStartContainers False PodSandboxNotReady, Initialized False ContainersNotInitialized, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  side  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  web   MODIFIED   PodReadyToStartContainers True
      +0.1s  side  Created    Container created
      +0.2s  side  Started    Container started
      +0.2s  app   Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.2s  web   MODIFIED   side running ready, Initialized True
      +0.2s  app   Created    Container created
      +0.3s  app   Started    Container started
      +0.3s  web   MODIFIED   Running, app running ready, Ready True, ContainersReady True
      +1.3s  app   exit       0 (exit)
      +2.0s  side  Killing    Stopping container side
      +2.0s  side  SIGTERM
      +2.0s  web   MODIFIED   app Completed 0 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +2.2s  side  exit       1 (SIGTERM)
      +2.3s  web   MODIFIED   side Error 1 not ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +4.0s  web   MODIFIED   Succeeded
    `),
    );
  });
});

describe('the last status of a pod', () => {
  const lost = 'ContainerStatusUnknown';
  const states = (list: PodStatus['containerStatuses']): string[] =>
    (list ?? []).map(({ state }) => state.terminated?.reason ?? (state.running ? 'running' : 'waiting'));

  /** What becomes of init containers and of `app`, as `<init...> | <app>`. */
  function last(inits: readonly ContainerState[], app: ContainerState, options: { isSidecar?: boolean } = {}): string {
    const names = inits.map((_state, index) => `init-${index}`);
    const initContainers = options.isSidecar ? names.map((name) => sidecar(name)) : containers(...names);
    const world = createWorld();
    const worker = addIdleWorker(world, pod({ initContainers }));
    const before: PodStatus = {
      phase: 'Pending',
      initContainerStatuses: inits.map((state, index) => status(`init-${index}`, state)),
      containerStatuses: [status('app', app)],
    };
    worker.statusAtUpdate = before;
    const after = finalStatus(worker, before);
    return [states(after.initContainerStatuses).join(' '), states(after.containerStatuses).join(' ')].join(' | ');
  }

  const waits = waitingState();

  it.each(['Pending', 'Running', 'Unknown'] as const)('#123 is Failed after %s', (phase) => {
    expect(finalStatus(addIdleWorker(createWorld(), pod()), { phase }).phase).toBe('Failed');
  });

  it.each(['Succeeded', 'Failed'] as const)('#123 stays %s', (phase) => {
    expect(finalStatus(addIdleWorker(createWorld(), pod()), { phase }).phase).toBe(phase);
  });

  it.each<[string, string, string]>([
    ['marks containers whose end nobody saw', last([], runningState), ` | ${lost}`],
    ['leaves ends that were seen', last([], endedState(0)), ' | Completed'],
    ['marks a container that never started, without init containers', last([], waits), ` | ${lost}`],
    [
      '#124 marks the first init container when none was seen to start',
      last([waits, waits], waits),
      `${lost} waiting | waiting`,
    ],
    [
      '#125 marks init containers up to the one that was seen to start',
      last([waits, waits, endedState(1), waits], waits),
      `${lost} ${lost} Error waiting | waiting`,
    ],
    [
      '#126 marks main containers once the last init container succeeded',
      last([endedState(0), endedState(0)], waits),
      `Completed Completed | ${lost}`,
    ],
    [
      'marks main containers once the last sidecar had started',
      last([runningState], waits, { isSidecar: true }),
      `${lost} | ${lost}`,
    ],
  ])('%s', (_situation, found, expected) => {
    expect(found).toBe(expected);
  });
});
