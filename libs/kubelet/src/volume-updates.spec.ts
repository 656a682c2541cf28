/** When files of volumes follow their objects. */
import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '#kube-api';
import { createObject, updateObject } from '#object-store';
import { container, pod } from '../test/builders.ts';
import { addPod, changePod, createWorld, NODE, plannedOf, runUntil, workerOf, type World } from '../test/world.ts';
import { volumeSubscriptions } from './volume-updates.ts';

const config = (text: string): KubeObject => {
  const metadata = { name: 'conf', namespace: 'default' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { key: text } } as KubeObject; // a ConfigMap
};

/** A running pod whose process has looked at the file of a config map. */
function runningPod(jitter = 0): World {
  const world = createWorld({ kubelet: { requeueJitter: jitter } });
  world.host.store.subscriptions.push(...volumeSubscriptions(world.host.kubelets.settings));
  createObject(world.host, 'configmaps', config('old'));
  const volumeMounts = [{ name: 'v', mountPath: '/v' }];
  const app = container('app', { image: 'busybox', command: ['sleep', '1000'], volumeMounts });
  addPod(world, pod({ containers: [app], volumes: [{ name: 'v', configMap: { name: 'conf' } }] }));
  runUntil(world, 10);
  return world;
}

function textOf({ host }: World): string | undefined {
  const node = host.runtime.nodes.get(NODE)?.volumes.get('uid-web')?.trees.get('v')?.get('/key');
  return node?.kind === 'file' ? node.text : undefined;
}

describe('the files of a running pod', () => {
  it('are brought up to date with the next regular sync after a change', () => {
    const world = runningPod();
    const { lastSyncAt } = workerOf(world);
    updateObject(world.host, 'configmaps', config('new'));
    updateObject(world.host, 'configmaps', config('newer'));
    const due = (lastSyncAt + 60_000 + 200) / 1000;
    runUntil(world, due - 0.01);
    expect(textOf(world)).toBe('old');
    runUntil(world, due);
    expect(textOf(world)).toBe('newer');
  });

  it('are due somewhere in a period when syncs have jitter', () => {
    const world = runningPod(0.5);
    updateObject(world.host, 'configmaps', config('new'));
    runUntil(world, 10 + 90.3);
    expect(textOf(world)).toBe('new');
  });

  it('are due at once when the pod itself is synced', () => {
    const world = runningPod();
    updateObject(world.host, 'configmaps', config('new'));
    changePod(world, (one) => ({ ...one, metadata: { ...one.metadata, annotations: { touched: 'yes' } } }));
    runUntil(world, 11.5);
    expect(textOf(world)).toBe('new');
  });

  it('are left alone by changes of other objects', () => {
    const world = runningPod();
    const before = plannedOf(world);
    createObject(world.host, 'configmaps', { ...config('x'), metadata: { name: 'other', namespace: 'default' } });
    createObject(world.host, 'secrets', { ...config('x'), kind: 'Secret' });
    runUntil(world, 10.1);
    expect(plannedOf(world)).toEqual(before);
  });
});
