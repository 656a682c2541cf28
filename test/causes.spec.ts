/** Why something happened: the chain from an entry of the timeline back to a command, a fault or the probes that failed. */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '#cluster';
import type { TimelineEntry } from '#kernel';
import { chainText } from './cause-chain.ts';
import { block, play, remove, type Play } from './timeline-text.ts';

const why = (what: Play, type: string, data: object = {}): string =>
  chainText(
    play(what),
    (entry: TimelineEntry) =>
      entry.type === type &&
      Object.entries(data).every(([key, value]) => (entry.data as Record<string, unknown>)[key] === value),
  ); // data is an object

describe('the causes', () => {
  it('of a restart by a liveness probe', () => {
    const pod = {
      spec: {
        containers: [{ name: 'app', livenessProbe: { httpGet: { path: '/healthz', port: 80 }, periodSeconds: 2 } }],
      },
      behavior: {
        app: {
          runs: [
            {
              ports: [
                {
                  port: 80,
                  paths: {
                    '/healthz': [
                      { at: 0, status: 200 },
                      { at: 3, status: 500 },
                    ],
                  },
                },
              ],
            },
            {},
          ],
        },
      },
    };
    expect(why({ pod, until: 15 }, 'runtime.StartContainer', { attempt: 1 })).toBe(
      block(`
      +0.0s  -    POST                 /api/v1/namespaces/default/pods
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED             on node-1, PodScheduled True
      +4.0s  app  http                 :80/healthz 500
      +6.0s  app  http                 :80/healthz 500
      +8.0s  app  http                 :80/healthz 500
      +8.0s  app  liveness             Failure
      +8.0s  app  StopContainer.begin  timeout 30
      +8.0s  app  SIGTERM
      +8.0s  app  exit                 0 (SIGTERM)
      +8.0s  app  StopContainer        timeout 30
      +8.0s  app  CreateContainer
      +8.1s  app  StartContainer
    `),
    );
  });

  it('of a restart after a back-off', () => {
    const pod = { spec: {}, behavior: { app: { exitAfter: 1, exitCode: 1 } } };
    expect(why({ pod, until: 16 }, 'runtime.StartContainer', { attempt: 2 })).toBe(
      block(`
      +0.0s   -    POST             /api/v1/namespaces/default/pods
      +0.0s   web  ADDED
      +0.0s   web  MODIFIED         on node-1, PodScheduled True
      +0.0s   web  RunPodSandbox
      +0.1s   app  CreateContainer
      +0.1s   app  StartContainer
      +1.2s   app  exit             1 (exit)
      +2.0s   app  CreateContainer
      +2.1s   app  StartContainer
      +3.1s   app  exit             1 (exit)
      +14.0s  app  CreateContainer
      +14.1s  app  StartContainer
    `),
    );
  });

  it('of a pull that is tried again', () => {
    const pod = { spec: { containers: [{ name: 'app', image: 'typo:1' }] } };
    const options = { name: 'typo:1', present: false, failTimes: 1 } as const;
    const missing: Command = { kind: 'fault', fault: 'set-image', options };
    expect(why({ pod, script: [[0, missing]], until: 60 }, 'runtime.PullImage')).toBe(
      block(`
      +0.0s   -    POST           /api/v1/namespaces/default/pods
      +0.0s   web  ADDED
      +0.0s   web  MODIFIED       on node-1, PodScheduled True
      +0.0s   web  RunPodSandbox
      +0.1s   web  PullImage      typo:1, rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/typo:1": failed to resolve reference "docker.io/library/typo:1": docker.io/library/typo:1: not found
      +12.0s  web  PullImage      typo:1
    `),
    );
  });

  it('of a pod that is not ready any more', () => {
    const pod = {
      spec: {
        containers: [{ name: 'app', readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1, failureThreshold: 2 } }],
      },
      behavior: {
        app: {
          ports: [
            {
              port: 80,
              paths: {
                '/': [
                  { at: 0, status: 200 },
                  { at: 3, status: 503 },
                ],
              },
            },
          ],
        },
      },
    };
    expect(why({ pod, until: 9 }, 'pod.modified')).toBe(
      block(`
      +0.0s  -    POST             /api/v1/namespaces/default/pods
      +0.0s  web  ADDED
      +0.0s  web  MODIFIED         on node-1, PodScheduled True
      +0.0s  web  RunPodSandbox
      +0.1s  app  CreateContainer
      +0.1s  app  StartContainer
      +3.2s  app  http             :80/ 503
      +4.2s  app  http             :80/ 503
      +4.2s  app  readiness        Failure
      +4.2s  web  MODIFIED         app not ready, Ready False ContainersNotReady, ContainersReady False ContainersNotReady
    `),
    );
  });

  it('of an eviction by a taint', () => {
    const taint: Command = {
      kind: 'request',
      request: {
        method: 'PATCH',
        path: '/api/v1/nodes/node-1',
        contentType: 'application/strategic-merge-patch+json',
        body: { spec: { taints: [{ key: 'gone', effect: 'NoExecute' }] } },
      },
    };
    expect(why({ pod: { spec: {} }, script: [[3, taint]], until: 40 }, 'pod.deleted')).toBe(
      block(`
      +3.0s  -       PATCH                /api/v1/nodes/node-1
      +3.0s  node-1  MODIFIED             gone:NoExecute
      +3.0s  web     MODIFIED             grace 30
      +3.0s  app     StopContainer.begin  timeout 30
      +3.0s  app     SIGTERM
      +3.0s  app     exit                 0 (SIGTERM)
      +3.0s  app     StopContainer        timeout 30
      +3.0s  web     StopPodSandbox
      +4.0s  web     MODIFIED             grace 0
      +4.0s  web     DELETED
    `),
    );
  });

  it('of the end of a pod with a preStop hook', () => {
    const pod = { spec: { containers: [{ name: 'app', lifecycle: { preStop: { sleep: { seconds: 2 } } } }] } };
    expect(why({ pod, script: [[3, remove()]], until: 40 }, 'pod.deleted')).toBe(
      block(`
      +3.0s  -    DELETE               /api/v1/namespaces/default/pods/web
      +3.0s  web  MODIFIED             grace 30
      +5.0s  app  StopContainer.begin  timeout 28
      +5.0s  app  SIGTERM
      +5.0s  app  exit                 0 (SIGTERM)
      +5.0s  app  StopContainer        timeout 28
      +5.0s  web  StopPodSandbox
      +6.0s  web  MODIFIED             grace 0
      +6.0s  web  DELETED
    `),
    );
  });
});
