/** A node that goes down in good order. */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '#cluster';
import type { Node } from '#kube-api';
import { getObject } from '#object-store';
import { block, play, playText, post, type Play } from '../../../test/timeline-text.ts';

const settings: NonNullable<Play['settings']> = {
  profile: 'textbook',
  runtime: { areImagesPresent: true },
  kubelet: { shutdownGraceMs: 30_000, shutdownGraceCriticalPodsMs: 10_000 },
};
const signal = (cancel = false): Command => ({
  kind: 'fault',
  fault: 'shutdown-node',
  options: { node: 'node-1', cancel },
});
const after = (text: string, second: string): string => text.slice(text.indexOf(`\n+${second}s`) + 1);
const slow = (exitAfter: number) => ({ app: { onTerm: { exitAfter, exitCode: 0 } } });
const vital = (behavior: object = {}): Command =>
  post({ name: 'vital', spec: { priorityClassName: 'system-node-critical' }, behavior: { app: behavior } });
const lines = (text: string, ...what: readonly string[]): readonly string[] =>
  text.split('\n').filter((line) => what.some((word) => line.includes(word)));

describe('a node that goes down', () => {
  it('is not ready at once, ends its pods with the time of their group, and says why', () => {
    const text = playText(
      { pod: { spec: {}, behavior: slow(2) }, script: [[5, signal()]], settings, until: 10 },
      'events',
      'pod',
      'calls',
    );
    expect(after(text, '5.0')).toBe(
      block(`
      +5.0s  node-1  Shutdown             Shutdown manager detected shutdown event
      +5.0s  node-1  NodeNotReady         Node node-1 status is now: NodeNotReady
      +5.0s  app     Killing              Stopping container app
      +5.0s  app     StopContainer.begin  timeout 20
      +7.0s  app     StopContainer        timeout 20
      +7.0s  web     StopPodSandbox
      +7.1s  web     MODIFIED             Failed, reason Terminated, app Completed 0 not ready, DisruptionTarget True TerminationByKubelet, PodReadyToStartContainers False PodSandboxNotReady, Ready False PodFailed, ContainersReady False PodFailed
    `),
    );
  });

  it('#204 ends critical pods when all others have gone', () => {
    const script = [
      [1, vital()],
      [5, signal()],
    ] as const;
    const text = playText({ pod: { spec: {}, behavior: slow(3) }, script, settings, until: 20 }, 'pod');
    expect(lines(text, 'Failed')).toEqual([
      expect.stringMatching(/^\+8\.1s +web +MODIFIED +Failed, reason Terminated/),
      expect.stringMatching(/^\+8\.1s +vital +MODIFIED +Failed, reason Terminated/),
    ]);
  });

  it('does not wait for a group longer than its time, nor for a pod longer than its own', () => {
    const deaf = { onTerm: { ignore: true } };
    const script = [
      [1, vital(deaf)],
      [5, signal()],
    ] as const;
    const pod = { spec: { terminationGracePeriodSeconds: 60 }, behavior: { app: deaf } };
    const text = playText({ pod, script, settings, until: 60 }, 'calls');
    expect(lines(text, 'StopContainer.begin')).toEqual([
      expect.stringMatching(/^\+5\.0s .*timeout 20$/),
      expect.stringMatching(/^\+25\.0s .*timeout 10$/),
    ]);
  });

  it('leaves a pod that has succeeded as it is', () => {
    const once = { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app:1.0' }] } as const;
    const script = [[5, signal()]] as const;
    const text = playText(
      { pod: { spec: once, behavior: { app: { exitAfter: 1, exitCode: 0 } } }, script, settings, until: 10 },
      'pod',
    );
    expect(lines(text, 'Terminated')).toEqual([]);
  });

  it('takes no pod any more', () => {
    const late = post({ name: 'late', spec: { nodeName: 'node-1' } });
    const text = playText(
      {
        pod: { spec: {} },
        script: [
          [5, signal()],
          [6, late],
        ],
        settings,
        until: 8,
      },
      'events',
      'pod',
    );
    expect(lines(text, 'late')).toEqual([
      expect.stringMatching('ADDED'),
      expect.stringMatching(/NodeShutdown +Pod was rejected as the node is shutting down\.$/),
      expect.stringMatching(/MODIFIED +Failed, reason NodeShutdown$/),
    ]);
  });
});

describe('a shutdown that is called off', () => {
  it('is over when the pods that were being ended have ended', () => {
    const script = [
      [5, signal()],
      [6, signal(true)],
    ] as const;
    const what = { pod: { spec: {}, behavior: slow(3) }, script, settings, until: 20 };
    expect(lines(playText(what, 'events'), ' Shutdown ', ' NodeReady ', ' NodeNotReady ')).toEqual([
      '+5.0s   node-1  Shutdown      Shutdown manager detected shutdown event',
      '+5.0s   node-1  NodeNotReady  Node node-1 status is now: NodeNotReady',
      '+8.1s   node-1  Shutdown      Shutdown manager detected shutdown cancellation',
      '+12.8s  node-1  NodeReady     Node node-1 status is now: NodeReady',
    ]);
    const node = getObject(play(what).store, 'nodes', 'node-1') as Node; // nodes holds Nodes
    expect(node.status?.conditions?.at(-1)).toMatchObject({ type: 'Ready', status: 'True', reason: 'KubeletReady' });
  });

  it('is over at once where nothing is to be ended', () => {
    const script = [
      [5, signal()],
      [7, signal(true)],
    ] as const;
    const once = { restartPolicy: 'Never' } as const;
    const what = { pod: { spec: once, behavior: { app: { exitAfter: 1, exitCode: 0 } } }, script, settings, until: 20 };
    expect(lines(playText(what, 'events'), 'cancellation')).toEqual([expect.stringMatching(/^\+7\.0s/)]);
  });
});
