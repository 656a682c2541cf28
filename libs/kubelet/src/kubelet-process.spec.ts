/** The kubelet's process: stopped and started while pods run. */
import { describe, expect, it } from '@jest/globals';
import { block, playText, remove, type Play, type PodSketch, type Show } from '../../../test/timeline-text.ts';
import { pod } from '../test/builders.ts';
import { addPod, createWorld, runUntil, NODE } from '../test/world.ts';
import { isKubeletRunning, startKubelet, stopKubelet } from './kubelet-process.ts';

type Command = NonNullable<Play['script']>[number][1];

const fault = (kind: 'stop-kubelet' | 'start-kubelet'): Command => ({
  kind: 'fault',
  fault: kind,
  options: { node: 'node-1' },
});

const stop = fault('stop-kubelet');
const start = fault('start-kubelet');

/** What happens to the pod from `from` seconds on. */
function story(
  from: number,
  sketch: PodSketch,
  script: readonly (readonly [number, Command])[],
  ...shown: Show[]
): string {
  const lines = playText({ pod: sketch, script, until: 40 }, ...shown).split('\n');
  return lines.filter((line) => Number(/^\+([\d.]+)s/.exec(line)?.[1]) >= from).join('\n');
}

describe('a kubelet that is stopped', () => {
  it('remembers nothing of its pods', () => {
    const world = createWorld();
    addPod(world, pod());
    runUntil(world, 5);
    expect(stopKubelet(world.host, NODE)).toBe(true);
    expect([world.ctx.node.workers.size, world.host.kubelets.workers.size]).toEqual([0, 0]);
    expect(isKubeletRunning(world.host, NODE)).toBe(false);
  });

  it('cannot be stopped twice, nor started twice', () => {
    const { host } = createWorld();
    expect([startKubelet(host, NODE), stopKubelet(host, NODE), stopKubelet(host, NODE)]).toEqual([false, true, false]);
    expect([startKubelet(host, NODE), startKubelet(host, NODE), stopKubelet(host, 'none')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('starts none of the pods that come meanwhile, until it is back', () => {
    const script = [
      [0, stop],
      [20, start],
    ] as const;
    expect(story(0, { spec: {} }, script, 'calls')).toBe(
      block(`
      +20.5s  web  RunPodSandbox
      +20.6s  app  CreateContainer
      +20.6s  app  StartContainer
    `),
    );
  });
});

describe('a kubelet that is started anew', () => {
  it('leaves a running pod alone, and it stays ready', () => {
    const spec = { containers: [{ name: 'app', readinessProbe: { tcpSocket: { port: 80 } } }] };
    const behavior = { app: { ports: [{ port: 80, kind: 'tcp' }] } };
    const script = [
      [20, stop],
      [25, start],
    ] as const;
    expect(story(19, { spec, behavior }, script, 'events', 'pod', 'calls', 'signals')).toBe(
      block(`
      +25.3s  node-1  Starting                 Starting kubelet.
      +25.4s  node-1  NodeHasSufficientMemory  Node node-1 status is now: NodeHasSufficientMemory
      +25.4s  node-1  NodeHasNoDiskPressure    Node node-1 status is now: NodeHasNoDiskPressure
      +25.4s  node-1  NodeHasSufficientPID     Node node-1 status is now: NodeHasSufficientPID
    `),
    );
  });

  it('finds out what happened meanwhile', () => {
    const script = [
      [10, stop],
      [20, start],
    ] as const;
    const behavior = { app: { runs: [{ exitAfter: 15, exitCode: 3 }, {}] } };
    expect(story(9, { spec: {}, behavior }, script, 'pod', 'signals')).toBe(
      block(`
      +15.2s  app  exit      3 (exit)
      +21.0s  web  MODIFIED  app Error 3 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +21.1s  web  MODIFIED  app running ready restarts 1, Ready True, ContainersReady True
    `),
    );
  });

  it('ends a pod that was deleted meanwhile', () => {
    const script = [
      [10, stop],
      [12, remove()],
      [20, start],
    ] as const;
    expect(story(9, { spec: {} }, script, 'pod', 'signals')).toBe(
      block(`
      +12.0s  web  MODIFIED  grace 30
      +21.0s  app  SIGTERM
      +21.0s  web  MODIFIED
      +21.0s  app  exit      0 (SIGTERM)
      +21.1s  web  MODIFIED  Succeeded, app Completed 0 not ready, PodReadyToStartContainers False PodSandboxNotReady, Initialized True PodCompleted, Ready False PodCompleted, ContainersReady False PodCompleted
      +22.0s  web  MODIFIED  grace 0
      +22.0s  web  DELETED
    `),
    );
  });

  it('looks anew at what it may take: a running pod that its node does not take any more is failed and stopped', () => {
    const relabel: Command = {
      kind: 'request',
      request: {
        method: 'PATCH',
        path: '/api/v1/nodes/node-1',
        contentType: 'application/merge-patch+json',
        body: { metadata: { labels: { 'kubernetes.io/os': 'other' } } },
      },
    };
    const script = [
      [10, stop],
      [12, relabel],
      [20, start],
    ] as const;
    const spec = { nodeSelector: { 'kubernetes.io/os': 'linux' } };
    expect(story(20.5, { spec }, script, 'events', 'pod', 'calls', 'signals')).toBe(
      block(`
      +20.5s  web     NodeAffinity             Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector
      +20.5s  app     StopContainer.begin      timeout 2
      +20.5s  app     SIGTERM
      +20.5s  web     MODIFIED                 Failed, reason NodeAffinity
      +20.5s  app     exit                     0 (SIGTERM)
      +20.5s  app     StopContainer            timeout 2
      +20.5s  web     StopPodSandbox
    `),
    );
  });
});
