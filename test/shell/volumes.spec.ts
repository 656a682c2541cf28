/** Volumes as the processes of a pod see them. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, fork, hashOf, restore, snapshot } from '#cluster';
import type { Volume, VolumeMount } from '#kube-api';
import { getObject } from '#object-store';
import { configMap, scripts, stage, type Stage } from './manifest-run.ts';

const CONFIG = '/api/v1/namespaces/default/configmaps/conf';

/** What a script in the only container of a pod writes in its first seconds. */
function outputOf(
  text: string,
  volume: Omit<Volume, 'name'>,
  mount: Partial<VolumeMount> = {},
  prepare: (stage: Stage) => void = () => undefined,
): string[] {
  const one = stage();
  prepare(one);
  const mounts = [{ name: 'v', mountPath: '/v', ...mount }];
  one.create(scripts('web', { app: text }, { mounts, volumes: [{ name: 'v', ...volume }], restartPolicy: 'Never' }));
  one.until(10);
  return one.log('web').map((line) => line.replace(/^\S+ /, ''));
}

const withMap = (data: Readonly<Record<string, string>>) => (one: Stage) => one.create(configMap('conf', data));

describe('an emptyDir', () => {
  const shared = {
    mounts: [{ name: 'v', mountPath: '/v' }],
    volumes: [{ name: 'v', emptyDir: {} }],
  };

  it('is shared by the containers of a pod, write by write', () => {
    const one = stage();
    const writer = 'i=0; while :; do i=$((i+1)); echo $i >> /v/log; sleep 2; done';
    const reader = 'sleep 1; while :; do tail -n 1 /v/log; sleep 2; done';
    one.create(scripts('web', { writer, reader }, shared));
    one.until(9);
    expect(one.log('web', 'reader').map((line) => line.split(' ')[1])).toEqual(['1', '2', '3', '4']);
  });

  it('outlives its containers, and goes with the pod', () => {
    const one = stage();
    one.create(scripts('web', { app: 'echo x >> /v/starts; echo own > /tmp/own; cat /v/starts; sleep 3' }, shared));
    one.until(7);
    expect(one.log('web').length).toBe(2);
    one.request('DELETE', '/api/v1/namespaces/default/pods/web');
    one.until(60);
    one.create(scripts('web', { app: 'cat /v/starts || ls /v; sleep 100' }, shared));
    one.until(70);
    expect(one.log('web').map((line) => line.replace(/^\S+ /, ''))).toEqual([
      "cat: can't open '/v/starts': No such file or directory",
    ]);
  });

  it('is the same after a snapshot and in a fork', () => {
    const one = stage();
    const writer = 'i=0; while :; do i=$((i+1)); echo $i > /v/i; sleep 1; done';
    one.create(scripts('web', { writer, reader: 'while :; do cat /v/i; sleep 3; done' }, shared));
    one.until(5);
    const all = [one.simulation, fork(one.simulation), restore(snapshot(one.simulation))];
    const ends = all.map((simulation) => {
      createCluster().advance(simulation, 30_000);
      return hashOf(simulation);
    });
    expect(new Set(ends).size).toBe(1);
  });

  it('can be seen in parts', () => {
    expect(outputOf('echo a > /v/f; ls /v /w 2>&1', { emptyDir: {} }, { subPath: 'deep/er' })).toContain('f');
  });
});

describe('the files of a config map', () => {
  it('are its keys, and nobody can write them', () => {
    const text =
      'ls /v; cat /v/color; echo >> /v/color; touch /v/x; rm /v/color; [ -w /v/color ] || echo no; mkdir /v/d';
    expect(outputOf(text, { configMap: { name: 'conf' } }, {}, withMap({ color: 'red\n', size: 'XL' }))).toEqual([
      'color',
      'size',
      'red',
      "sh: can't create /v/color: Read-only file system",
      'touch: /v/x: Read-only file system',
      "rm: can't remove '/v/color': Read-only file system",
      'no',
      "mkdir: can't create directory '/v/d': Read-only file system",
    ]);
  });

  it('are those that are asked for, where and how they are asked for', () => {
    const items = [{ key: 'color', path: 'a/b.txt', mode: 0o400 }];
    const text = 'ls -R /v 2>/dev/null || ls /v; ls -l /v/a | tail -n 1 | cut -c1-10; cat /v/a/b.txt';
    const volume = { configMap: { name: 'conf', items, defaultMode: 0o600 } };
    expect(outputOf(text, volume, {}, withMap({ color: 'red\n', size: 'XL' })).slice(-2)).toEqual([
      '-r--------',
      'red',
    ]);
  });

  it('are none when it may be missing and is', () => {
    expect(outputOf('ls /v; echo end', { configMap: { name: 'none', optional: true } })).toEqual(['end']);
  });

  it('change with the next sync of the pod; parts that were mounted alone do not', () => {
    const one = stage();
    one.create(configMap('conf', { color: 'red' }));
    const volumes = [{ name: 'v', configMap: { name: 'conf' } }];
    const mounts = [
      { name: 'v', mountPath: '/v' },
      { name: 'v', mountPath: '/etc/color', subPath: 'color' },
    ];
    one.create(
      scripts(
        'web',
        { app: 'while :; do echo $(cat /v/color) $(cat /etc/color); sleep 10; done' },
        { mounts, volumes },
      ),
    );
    one.until(15);
    one.request('PATCH', CONFIG, { data: { color: 'blue' } });
    one.until(100);
    const colors = one.log('web').map((line) => line.split(' ').slice(1).join(' '));
    expect([colors.filter((line) => line === 'red red').length, colors.at(-1)]).toEqual([7, 'blue red']);
  });

  it('change at once when the pod is changed as well', () => {
    const one = stage();
    one.create(configMap('conf', { color: 'red' }));
    const volumes = [{ name: 'v', configMap: { name: 'conf' } }];
    const mounts = [{ name: 'v', mountPath: '/v' }];
    one.create(scripts('web', { app: 'while :; do cat /v/color; echo; sleep 1; done' }, { mounts, volumes }));
    one.until(15.5);
    one.request('PATCH', CONFIG, { data: { color: 'blue' } });
    one.request('PATCH', '/api/v1/namespaces/default/pods/web', { metadata: { annotations: { touched: 'yes' } } });
    one.until(18);
    expect(
      one
        .log('web')
        .slice(-2)
        .map((line) => line.split(' ')[1]),
    ).toEqual(['blue', 'blue']);
  });
});

describe('other volumes', () => {
  it('hold secrets in the clear', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { key: 'sécret' } };
    const prepare = (one: Stage): void => one.create(secret);
    expect(outputOf('cat /v/key', { secret: { secretName: 's' } }, {}, prepare)).toEqual(['sécret']);
  });

  it('hold fields of the pod, which follow the pod', () => {
    const one = stage();
    const items = [
      { path: 'notes', fieldRef: { fieldPath: 'metadata.annotations' } },
      { path: 'cpu', resourceFieldRef: { containerName: 'app', resource: 'limits.cpu' } },
    ];
    const more = { mounts: [{ name: 'v', mountPath: '/v' }], volumes: [{ name: 'v', downwardAPI: { items } }] };
    one.create(scripts('web', { app: 'while :; do cat /v/notes; echo; cat /v/cpu; echo; sleep 5; done' }, more));
    one.until(2);
    one.request('PATCH', '/api/v1/namespaces/default/pods/web', { metadata: { annotations: { b: 'x"y', a: '1' } } });
    one.until(7);
    expect(one.log('web').map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      '',
      '4',
      'a="1"',
      'b="x\\"y"',
      '4',
    ]);
  });

  it('are projected into one folder, as the account of a pod is', () => {
    const where = '/var/run/secrets/kubernetes.io/serviceaccount';
    const text = `cd ${where}; ls; cat namespace; echo; head -n 1 ca.crt; cut -d. -f1 token`;
    const lines = outputOf(text, { emptyDir: {} });
    expect(lines.slice(0, 5)).toEqual(['ca.crt', 'namespace', 'token', 'default', '-----BEGIN CERTIFICATE-----']);
    expect(lines[5]).toMatch(/^eyJhbGciOiJSUzI1NiIs/);
  });

  it('of the node are seen by every pod on it', () => {
    const one = stage(1);
    const more = {
      mounts: [{ name: 'v', mountPath: '/v' }],
      volumes: [{ name: 'v', hostPath: { path: '/var/data', type: 'DirectoryOrCreate' } }],
    };
    one.create(scripts('a', { app: 'echo hi > /v/f; sleep 1000' }, more));
    one.until(5);
    one.create(scripts('b', { app: 'cat /v/f; sleep 1000' }, more));
    one.until(10);
    expect(one.log('b')).toEqual([expect.stringContaining('hi')]);
  });

  it('of a claim outlive pods', () => {
    const one = stage();
    const more = {
      mounts: [{ name: 'v', mountPath: '/data/db' }],
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'db' } }],
      restartPolicy: 'Never' as const,
      nodeName: 'node-1',
    };
    one.create(scripts('a', { app: 'echo kept > /data/db/f' }, more));
    one.until(5);
    one.create(scripts('b', { app: 'cat /data/db/f' }, more));
    one.until(10);
    expect(one.log('b')).toEqual([expect.stringContaining('kept')]);
  });
});

describe('a container', () => {
  it('knows its name, its neighbours and its resolver', () => {
    const one = stage();
    const more = {
      hostname: 'box',
      subdomain: 'sub',
      hostAliases: [{ ip: '10.1.2.3', hostnames: ['foo.local', 'bar'] }],
      dnsConfig: { options: [{ name: 'ndots', value: '2' }], searches: ['example.com'] },
      restartPolicy: 'Never' as const,
    };
    one.create(
      scripts('web', { app: 'hostname; cat /etc/hostname; tail -n 4 /etc/hosts; cat /etc/resolv.conf' }, more),
    );
    one.until(5);
    expect(one.log('web').map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'box',
      'box',
      '10.64.0.2\tbox.sub.default.svc.cluster.local\tbox',
      '',
      '# Entries added by HostAliases.',
      '10.1.2.3\tfoo.local\tbar',
      'search default.svc.cluster.local svc.cluster.local cluster.local example.com',
      'nameserver 10.96.0.10',
      'options ndots:2',
    ]);
  });

  it('may have a root that cannot be written, and writes its last message all the same', () => {
    const one = stage();
    const pod = scripts(
      'web',
      { app: 'echo x > /f; echo y > /v/f; echo bye > /run/last; exit 3' },
      {
        mounts: [{ name: 'v', mountPath: '/v' }],
        volumes: [{ name: 'v', emptyDir: {} }],
        restartPolicy: 'Never',
      },
    );
    const containers = pod.spec.containers.map((container) => ({
      ...container,
      terminationMessagePath: '/run/last',
      securityContext: { readOnlyRootFilesystem: true },
    }));
    one.create({ ...pod, spec: { ...pod.spec, containers } });
    one.until(5);
    expect(one.log('web')).toEqual([expect.stringContaining("sh: can't create /f: Read-only file system")]);
    const [status] = podStatuses(one);
    expect(status?.state.terminated).toMatchObject({ exitCode: 3, message: 'bye\n' });
  });
});

function podStatuses({ simulation }: Stage): readonly { readonly state: { readonly terminated?: object } }[] {
  const pod = getObject(simulation.store, 'pods', 'default/web') as
    { status?: { containerStatuses?: readonly { readonly state: { readonly terminated?: object } }[] } } | undefined; // a Pod
  return pod?.status?.containerStatuses ?? [];
}
