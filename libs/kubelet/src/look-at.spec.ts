/** Looking at a pod in the runtime. */
import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '#runtime';
import { instance, pod, sandbox } from '../test/builders.ts';
import { addIdleWorker, createWorld, NODE } from '../test/world.ts';
import { lookAt } from './look-at.ts';

function look(sandboxes: readonly Sandbox[] | undefined, cachedIP = ''): ReturnType<typeof lookAt> {
  const world = createWorld();
  world.host.now = 7000;
  const worker = addIdleWorker(world, pod());
  worker.view = { ...worker.view, podIP: cachedIP };
  if (sandboxes)
    world.host.runtime.nodes.get(NODE)?.pods.set(worker.uid, {
      uid: worker.uid,
      subject: 'pod/default/web',
      namespace: 'default',
      name: 'web',
      sandboxes,
      containers: [instance('app')],
    });
  return lookAt(world.ctx, worker);
}

describe('a look at a pod', () => {
  it('shows what the runtime has, and since when', () => {
    expect(look([sandbox()])).toEqual({
      at: 7000,
      sandboxes: [sandbox()],
      containers: [instance('app')],
      podIP: '10.64.0.2',
    });
  });

  it('shows nothing of a pod that the runtime does not know', () => {
    expect(look(undefined)).toEqual({ at: 7000, sandboxes: [], containers: [], podIP: '' });
  });

  it('keeps the address of a sandbox that died, until another one has its own', () => {
    const dead = sandbox({ state: 'notready' });
    expect(look([dead], '10.64.0.2').podIP).toBe('10.64.0.2');
    expect(look([dead, sandbox({ id: 's1', ip: '10.64.0.3' })], '10.64.0.2').podIP).toBe('10.64.0.3');
  });
});
