/** The volume wait of a pod. */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '#cluster';
import type { Volume } from '#kube-api';
import { createObject } from '#object-store';
import { block, playText } from '../../../test/timeline-text.ts';
import { container, pod } from '../test/builders.ts';
import { addIdleWorker, createWorld, eventsOf, plannedOf, type World } from '../test/world.ts';
import type { PodWorker } from './kubelet-state.ts';
import { mountVolumes, onMountRetry } from './volumes.ts';

const mounting = (...names: readonly string[]) =>
  container('app', { volumeMounts: names.map((name) => ({ name, mountPath: `/${name}` })) });

function worldWith(
  volumes: readonly Volume[],
  mounts = volumes.map(({ name }) => name),
): { world: World; worker: PodWorker } {
  const world = createWorld();
  return { world, worker: addIdleWorker(world, pod({ containers: [mounting(...mounts)], volumes })) };
}

const store = ({ host }: World, resource: 'configmaps' | 'secrets', name: string): void => {
  const kind = resource === 'secrets' ? 'Secret' : 'ConfigMap';
  createObject(host, resource, { apiVersion: 'v1', kind, metadata: { name, namespace: 'default' } });
};

describe('the volumes of a pod', () => {
  it('are set up at once when nothing is mounted', () => {
    const { world, worker } = worldWith([{ name: 'v', configMap: { name: 'nope' } }], []);
    expect(mountVolumes(world.ctx, worker)).toBe(true);
  });

  it('take one poll when everything is there', () => {
    const { world, worker } = worldWith([{ name: 'v', emptyDir: {} }]);
    expect([mountVolumes(world.ctx, worker), mountVolumes(world.ctx, worker), mountVolumes(world.ctx, worker)]).toEqual(
      [false, true, true],
    );
  });

  it.each<[string, Volume, string | undefined]>([
    ['a missing config map', { name: 'v', configMap: { name: 'nope' } }, 'configmap "nope" not found'],
    ['a missing secret', { name: 'v', secret: { secretName: 'nope' } }, 'secret "nope" not found'],
    ['a config map that is there', { name: 'v', configMap: { name: 'conf' } }, undefined],
    ['a secret that is there', { name: 'v', secret: { secretName: 'pass' } }, undefined],
    [
      'a key that a config map does not have',
      { name: 'v', configMap: { name: 'conf', items: [{ key: 'k', path: 'p' }] } },
      'configmap references non-existent config key: k',
    ],
    [
      'a key that a secret does not have',
      { name: 'v', projected: { sources: [{ secret: { name: 'pass', items: [{ key: 'k', path: 'p' }] } }] } },
      'references non-existent secret key: k',
    ],
    [
      'a key that does not have to be there',
      { name: 'v', secret: { secretName: 'pass', optional: true, items: [{ key: 'k', path: 'p' }] } },
      undefined,
    ],
    ['an optional config map', { name: 'v', configMap: { name: 'nope', optional: true } }, undefined],
    [
      'a projected config map',
      { name: 'v', projected: { sources: [{ configMap: { name: 'conf' } }, { configMap: { name: 'nope' } }] } },
      'configmap "nope" not found',
    ],
    [
      'a projected secret',
      { name: 'v', projected: { sources: [{ secret: { name: 'nope' } }] } },
      'secret "nope" not found',
    ],
    [
      'a projected token',
      { name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
      undefined,
    ],
  ])('with %s', (_what, volume, error) => {
    const { world, worker } = worldWith([volume]);
    store(world, 'configmaps', 'conf');
    store(world, 'secrets', 'pass');
    mountVolumes(world.ctx, worker);
    expect(mountVolumes(world.ctx, worker)).toBe(error === undefined);
    expect(eventsOf(world)).toEqual(
      error === undefined ? [] : [`Warning FailedMount: MountVolume.SetUp failed for volume "v" : ${error}`],
    );
  });

  it('are tried again after 0.5 s, then after twice as long each time, up to 122 s', () => {
    const { world, worker } = worldWith([{ name: 'v', configMap: { name: 'nope' } }]);
    mountVolumes(world.ctx, worker);
    mountVolumes(world.ctx, worker);
    const waits = Array.from({ length: 10 }, () => {
      const { retryMs } = worker.volumes;
      onMountRetry(world.ctx, worker);
      return retryMs / 1000;
    });
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 122, 122]);
    expect(eventsOf(world)).toEqual([
      'Warning FailedMount: MountVolume.SetUp failed for volume "v" : configmap "nope" not found (x11)',
    ]);
  });

  it('are not tried by a poll that comes before the next attempt', () => {
    const { world, worker } = worldWith([{ name: 'v', configMap: { name: 'nope' } }]);
    for (let poll = 0; poll < 5; poll++) mountVolumes(world.ctx, worker);
    expect(plannedOf(world).filter((entry) => entry.includes('mount-retry'))).toEqual(['500 kubelet/mount-retry']);
  });

  it('are not tried any more once the pod is ending', () => {
    const { world, worker } = worldWith([{ name: 'v', configMap: { name: 'nope' } }]);
    worker.state = 'terminating';
    onMountRetry(world.ctx, worker);
    expect(eventsOf(world)).toEqual([]);
  });
});

describe('a pod whose config map comes late', () => {
  const create: Command = {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/v1/namespaces/default/configmaps',
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf' } },
    },
  };
  const spec = {
    volumes: [{ name: 'v', configMap: { name: 'conf' } }],
    containers: [{ name: 'app', volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
  };

  it('starts at the first attempt after it came', () => {
    const text = playText({ pod: { spec }, script: [[5, create]], until: 9 }, 'events');
    expect(text).toBe(
      block(`
      +0.0s  web  Scheduled    Successfully assigned default/web to node-1
      +0.3s  web  FailedMount  MountVolume.SetUp failed for volume "v" : configmap "conf" not found
      +0.8s  web  FailedMount  MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x2)
      +1.8s  web  FailedMount  MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x3)
      +3.8s  web  FailedMount  MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x4)
      +7.9s  app  Pulled       Container image "app:1.0" already present on machine and can be accessed by the pod
      +7.9s  app  Created      Container created
      +8.0s  app  Started      Container started
    `),
    );
  });

  it('waits no longer than 2 min 3 s in one sync, and starts with the next one', () => {
    const script = [[125, create]] as const;
    const text = playText({ pod: { spec }, script, until: 200 }, 'events');
    expect(text.slice(text.indexOf('\n+63.8s') + 1)).toBe(
      block(`
      +63.8s   web  FailedMount  MountVolume.SetUp failed for volume "v" : configmap "conf" not found (x8)
      +134.1s  app  Pulled       Container image "app:1.0" already present on machine and can be accessed by the pod
      +134.1s  app  Created      Container created
      +134.2s  app  Started      Container started
    `),
    );
  });
});
