/** The hook engine: one answer per hook, at once or later. */
import { describe, expect, it } from '@jest/globals';
import { createKernel, SECOND, takeEntry } from '#kernel';
import type { RunBehavior } from '#image-catalogue';
import type { LifecycleHandler } from '#kube-api';
import { createStore } from '#object-store';
import { addNodeRuntime, createRuntime, createRuntimeState, type RuntimeHost } from '#runtime';
import type { HookHandler } from './handlers/handler.ts';
import { createHookEngine, type HookEngine } from './hook-engine.ts';

const NODE = 'n1';

/** A node on which the container `app-0` of that behavior runs since 0 s. */
function hostOf(behavior: RunBehavior): RuntimeHost {
  const kernel = createKernel({ seed: 'seed', epoch: 0, timelineLimit: 1000 });
  const latencies = { runPodSandbox: 0, createContainer: 0, startContainer: 0, stopPodSandbox: 0 };
  const host: RuntimeHost = {
    ...kernel,
    store: createStore(),
    runtime: createRuntimeState({ latencies, areImagesPresent: true, pullMs: 0 }),
  };
  const node = addNodeRuntime(host, NODE, '172.18.0.2');
  const sandbox = { id: 's0', attempt: 0, state: 'ready', hostNetwork: false, ip: '10.64.0.2', createdAt: 0 } as const;
  const app = {
    id: 'app-0',
    name: 'app',
    subject: 'pod/default/web/app',
    attempt: 0,
    sandboxId: 's0',
    state: 'running',
  } as const;
  const image = { image: 'app:1.0', imageName: '', imageId: '', createdAt: 0, startedAt: 0, behavior };
  const pod = {
    uid: 'uid-web',
    subject: 'pod/default/web',
    namespace: 'default',
    name: 'web',
    sandboxes: [sandbox],
    containers: [{ ...app, ...image }],
  };
  node.pods.set(pod.uid, pod);
  node.processes.set('app-0', { isTermSent: false, stops: [], execs: [] });
  host.runtime.addresses.set('10.64.0.2', { node, pod });
  return host;
}

/** `+<s> <result>`: how a hook is answered. */
function answers(
  hook: LifecycleHandler,
  behavior: RunBehavior = {},
  engine: HookEngine = createHookEngine(),
): string[] {
  const host = hostOf(behavior);
  const runtime = createRuntime();
  const target = { container: 'app', podText: 'web_default(uid-web)', podIP: '10.64.0.2', namedPorts: {} };
  const asking = { node: NODE, uid: 'uid-web', containerId: 'app-0' };
  engine.run(host, { hook, target, asking }, { owner: 'kubelet', kind: 'done', payload: { id: 'x' } });
  const told: string[] = [];
  for (let entry = takeEntry(host.agenda); entry; entry = takeEntry(host.agenda)) {
    host.now = entry.at;
    if (entry.owner === 'runtime') runtime.handle(host, entry);
    else if (entry.owner === 'hook') engine.handle(host, entry);
    else told.push(`+${entry.at / SECOND}s ${entry.kind} ${JSON.stringify(entry.payload)}`);
  }
  return told;
}

const ok = 'done {"id":"x","result":{"kind":"ok"}}';
const exec = { exec: { command: ['drain'] } };
const taking = (reply: object): RunBehavior => ({ exec: [{ match: 'drain', timeline: [{ at: 0, ...reply }] }] });

describe('a hook', () => {
  it('that is done at once is answered at once', () => {
    expect(answers(exec)).toEqual([`+0s ${ok}`]);
  });

  it('that takes its time is answered then', () => {
    expect(answers(exec, taking({ latency: 3.9 }))).toEqual([`+3.9s ${ok}`]);
    expect(answers({ sleep: { seconds: 5 } })).toEqual([`+5s ${ok}`]);
  });

  it('that hangs is never answered', () => {
    expect(answers(exec, taking({ hang: true }))).toEqual([]);
  });

  it('that fails says why', () => {
    expect(answers(exec, taking({ code: 2, latency: 1 }))[0]).toContain(
      '+1s done {"id":"x","result":{"kind":"failed","message":"Exec lifecycle hook ([drain])',
    );
  });

  it('that reaches nobody fails at once', () => {
    expect(answers({ httpGet: { port: 80 } })[0]).toContain('connection refused');
  });

  it('that cannot be run fails at once', () => {
    expect(answers({ tcpSocket: { port: 80 } })[0]).toContain(
      '+0s done {"id":"x","result":{"kind":"failed","message":"Cannot run handler',
    );
  });

  it('without a handler is a mistake of ours', () => {
    expect(() => answers({})).toThrow('a lifecycle hook without a handler');
  });
});

describe('a handler from outside', () => {
  it('is asked before our own', () => {
    const patient: HookHandler<unknown> = {
      select: (hook) => hook.exec,
      act: () => ({ kind: 'wait', seconds: 7 }),
      judge: () => ({ kind: 'ok' }),
    };
    expect(answers(exec, {}, createHookEngine([patient]))).toEqual([`+7s ${ok}`]);
  });
});
