/** Hooks of a container, as the kubelet puts them to the hook engine. */
import { describe, expect, it } from '@jest/globals';
import type { HookEngine, HookRun } from '#hook-engine';
import type { Address } from '#kernel';
import { container, pod, sandbox } from '../test/builders.ts';
import { addIdleWorker, createWorld, NODE } from '../test/world.ts';
import { runHook } from './container-hook.ts';

/** What the hook engine is asked. */
function asked(
  options: { readonly ip?: string; readonly cachedIP?: string } = {},
): { run: HookRun; reply: Address } | undefined {
  const world = createWorld();
  const ports = [{ name: 'web', containerPort: 8080 }, { containerPort: 9090 }];
  const worker = addIdleWorker(world, pod({ containers: [container('app', { ports })] }));
  worker.view = { ...worker.view, podIP: options.cachedIP ?? '' };
  if (options.ip)
    world.host.runtime.nodes.get(NODE)?.pods.set(worker.uid, {
      uid: worker.uid,
      subject: 'pod/default/web',
      namespace: 'default',
      name: 'web',
      sandboxes: [sandbox({ ip: options.ip })],
      containers: [],
    });
  let call: { run: HookRun; reply: Address } | undefined;
  const hooks: HookEngine = {
    run: (_host, run, reply) => {
      call = { run, reply };
    },
    handle: () => undefined,
  };
  const hook = { httpGet: { port: 'web', path: '/stop' } };
  const reply = { owner: 'kubelet', kind: 'pre-stop-done', payload: {} };
  runHook({ ...world.ctx, hooks }, worker, { hook, container: 'app', containerId: 'app-0' }, reply);
  return call;
}

describe('a hook', () => {
  it('knows its container, its pod, the named ports and whom to answer', () => {
    expect(asked({ ip: '10.64.0.2' })).toEqual({
      run: {
        hook: { httpGet: { port: 'web', path: '/stop' } },
        target: { container: 'app', podText: 'web_default(uid-web)', podIP: '10.64.0.2', namedPorts: { web: 8080 } },
        asking: { node: 'n1', uid: 'uid-web', containerId: 'app-0', userAgent: 'kube-lifecycle/1.37' },
      },
      reply: { owner: 'kubelet', kind: 'pre-stop-done', payload: {} },
    });
  });

  it('uses the address of the runtime, which may be newer than the cache', () => {
    expect(asked({ ip: '10.64.0.3', cachedIP: '10.64.0.2' })?.run.target.podIP).toBe('10.64.0.3');
    expect(asked({ cachedIP: '10.64.0.2' })?.run.target.podIP).toBe('10.64.0.2');
  });
});
