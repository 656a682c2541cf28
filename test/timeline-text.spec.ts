/** Timelines as text. */
import { describe, expect, it } from '@jest/globals';
import { block, patch, play, playText, podOf, remove, timelineText } from './timeline-text.ts';

const probed = {
  spec: { containers: [{ name: 'app', livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 2 } }] },
  behavior: { app: { exitAfter: 3, exitCode: 3, ports: [{ port: 80, kind: 'tcp' }] } },
};

describe('the timeline of a pod as text', () => {
  it('tells events by container or pod, repeated ones with their count', () => {
    const text = playText({ pod: probed, until: 4.5 }, 'events');
    expect(text).toBe(
      block(`
      +0.0s  web  Scheduled  Successfully assigned default/web to node-1
      +0.1s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod
      +0.1s  app  Created    Container created
      +0.2s  app  Started    Container started
      +4.0s  app  Pulled     Container image "app:1.0" already present on machine and can be accessed by the pod (x2)
      +4.1s  app  Created    Container created (x2)
      +4.1s  app  Started    Container started (x2)
    `),
    );
  });

  it('tells versions of the pod by what changed', () => {
    const text = playText({ pod: probed, until: 4.5 }, 'pod');
    expect(text).toBe(
      block(`
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED  on node-1, PodScheduled True
      +0.0s  web  MODIFIED  app waiting ContainerCreating, PodReadyToStartContainers False PodSandboxNotReady, Initialized True, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +0.1s  web  MODIFIED  PodReadyToStartContainers True
      +0.2s  web  MODIFIED  Running, app running ready, Ready True, ContainersReady True
      +4.0s  web  MODIFIED  app Error 3 not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
      +4.1s  web  MODIFIED  app running ready restarts 1, Ready True, ContainersReady True
    `),
    );
  });

  it('tells runtime calls, signals, requests and probe results in one column each', () => {
    const script = [[2.5, remove('web', 5)]] as const;
    const text = playText({ pod: probed, script, until: 10 }, 'calls', 'signals', 'requests', 'results');
    expect(text).toBe(
      block(`
      +0.0s  web  RunPodSandbox
      +0.1s  app  CreateContainer
      +0.1s  app  StartContainer
      +2.0s  app  liveness             Success
      +2.0s  app  tcp                  :80 connected
      +2.5s  app  StopContainer.begin  timeout 5
      +2.5s  app  SIGTERM
      +2.5s  app  exit                 0 (SIGTERM)
      +2.5s  app  StopContainer        timeout 5
      +2.5s  web  StopPodSandbox
      +3.0s  app  RemoveContainer
    `),
    );
  });

  it('is empty when nothing of that kind happened', () => {
    expect(timelineText(play({ pod: probed, until: 0.1 }), 'signals')).toBe('');
  });

  it('stops at a command that the API refuses', () => {
    const script = [[1, patch({ spec: { hostNetwork: true } })]] as const;
    expect(() => play({ pod: probed, script, until: 2 })).toThrow('Forbidden');
  });
});

describe('a sketch of a pod', () => {
  it('becomes a pod with images and behavior', () => {
    const { metadata, spec } = podOf({ name: 'kiada', spec: {}, behavior: { app: { exitAfter: 1 } } });
    expect(metadata).toEqual({
      name: 'kiada',
      annotations: { 'podlab/behavior': '{"containers":{"app":{"exitAfter":1}}}' },
    });
    expect(spec.containers).toEqual([{ name: 'app', image: 'app:1.0' }]);
  });
});

describe('a block', () => {
  it('loses the indentation of the spec around it', () => {
    expect(
      block(`
        one
          two
      `),
    ).toBe('one\n  two');
  });
});
