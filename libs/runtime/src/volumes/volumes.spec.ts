/** Volumes as trees of files, and what else the kubelet puts among a container's files. */
import { describe, expect, it } from '@jest/globals';
import type { Container, Pod, PodSpec, Volume } from '#kube-api';
import { createObject, getObject, updateObject } from '#object-store';
import { createTrial, NODE, startPod, WEB, type Trial } from '../../test/trial.ts';
import type { NodeRuntime } from '../runtime-state.ts';
import { containerFiles, podIPOf } from './container-files.ts';
import { hostnameOf, hostsText, resolverText } from './host-files.ts';
import { payloadOf, type VolumePlace } from './payload.ts';
import { refreshVolumes, volumeFilesOf, volumeTree } from './pod-volumes.ts';

const podWith = (spec: Partial<PodSpec>, name = 'web'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', uid: 'uid-web', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { containers: [], nodeName: NODE, ...spec },
});

function newTrial(): Trial {
  const trial = createTrial();
  const metadata = { name: 'conf', namespace: 'default' };
  createObject(trial.host, 'configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { a: '1', b: '2' },
  } as never); // a ConfigMap
  createObject(trial.host, 'secrets', { apiVersion: 'v1', kind: 'Secret', metadata, data: { key: '/w==' } } as never); // a Secret
  return trial;
}

const placeOf = ({ host }: Trial, pod = podWith({})): VolumePlace => ({
  host,
  pod,
  podIP: '10.64.0.2',
  hostIP: '172.18.0.2',
});

function nodeOf({ host }: Trial): NodeRuntime {
  const node = host.runtime.nodes.get(NODE);
  if (!node) throw new Error('no node');
  return node;
}

describe('the files of a volume', () => {
  const shown = (volume: Omit<Volume, 'name'>): string[] | undefined =>
    payloadOf(placeOf(newTrial()), { name: 'v', ...volume })?.map(
      ({ path, text, mode }) => `${path}=${text} ${mode.toString(8)}`,
    );

  it.each<[string, Omit<Volume, 'name'>, string[] | undefined]>([
    ['all keys', { configMap: { name: 'conf' } }, ['a=1 644', 'b=2 644']],
    ['a mode for all', { configMap: { name: 'conf', defaultMode: 0o400 } }, ['a=1 400', 'b=2 400']],
    ['some keys', { configMap: { name: 'conf', items: [{ key: 'b', path: 'x/y', mode: 0o600 }] } }, ['x/y=2 600']],
    ['a key that is not there', { configMap: { name: 'conf', items: [{ key: 'c', path: 'c' }] } }, undefined],
    [
      'one that need not be there',
      { configMap: { name: 'conf', optional: true, items: [{ key: 'c', path: 'c' }] } },
      [],
    ],
    ['an object that is not there', { secret: { secretName: 'none' } }, undefined],
    ['one that need not be there', { secret: { secretName: 'none', optional: true } }, []],
    ['bytes that are no text', { secret: { secretName: 'conf' } }, ['key=\u00ff 644']],
    [
      'several sources',
      { projected: { defaultMode: 0o440, sources: [{ configMap: { name: 'conf' } }, { secret: { name: 'conf' } }] } },
      ['a=1 440', 'b=2 440', 'key=\u00ff 440'],
    ],
    ['a source that is not there', { projected: { sources: [{ configMap: { name: 'none' } }] } }, undefined],
    ['a volume of its own', { emptyDir: {} }, undefined],
  ])('%s', (_what, volume, files) => {
    expect(shown(volume)).toEqual(files);
  });

  it('a token stays until four fifths of its time are over', () => {
    const trial = newTrial();
    const tokenAt = (now: number): string | undefined => {
      trial.host.now = now;
      const sources = [{ serviceAccountToken: { path: 'token', expirationSeconds: 1000 } }];
      return payloadOf(placeOf(trial), { name: 'v', projected: { sources } })?.[0]?.text;
    };
    expect(tokenAt(799_000)).toBe(tokenAt(0));
    expect(tokenAt(800_000)).not.toBe(tokenAt(0));
  });
});

describe('volumes of a pod', () => {
  it('follow their objects when they are brought up to date, and keep what is gone', () => {
    const trial = newTrial();
    const pod = podWith({ volumes: [{ name: 'v', configMap: { name: 'conf' } }] });
    const { tree } = volumeTree(placeOf(trial, pod), nodeOf(trial), { name: 'v', configMap: { name: 'conf' } });
    trial.host.now = 5000;
    const map = getObject(trial.host.store, 'configmaps', 'default/conf');
    if (map) updateObject(trial.host, 'configmaps', { ...map, data: { b: '2', c: '3' } } as typeof map); // with data
    refreshVolumes(trial.host, { node: NODE, pod, podIP: '' });
    expect([...tree].map(([path, { at }]) => `${path} ${at}`)).toEqual(['/ 0', '/b 0', '/c 5000']);
    trial.host.store.objects.get('configmaps')?.clear();
    refreshVolumes(trial.host, { node: NODE, pod, podIP: '' });
    expect(tree.size).toBe(3);
    expect(volumeFilesOf(trial.host, NODE, 'uid-web')?.trees.size).toBe(1);
    expect(volumeFilesOf(trial.host, NODE, 'other')).toBeUndefined();
  });

  it('of the node and of claims are there before and after the pod', () => {
    const trial = newTrial();
    const at = (volume: Omit<Volume, 'name'>) => volumeTree(placeOf(trial), nodeOf(trial), { name: 'v', ...volume });
    expect(at({ hostPath: { path: '/var/run/x.sock', type: 'Socket' } }).at).toBe('/var/run/x.sock');
    expect(nodeOf(trial).disk.get('/var/run/x.sock')?.kind).toBe('file');
    expect(at({ hostPath: { path: '/data/' } })).toEqual({ tree: nodeOf(trial).disk, at: '/data' });
    expect(at({ persistentVolumeClaim: { claimName: 'c' } }).tree).toBe(trial.host.runtime.claims.get('default/c'));
  });
});

describe('the files of a container', () => {
  const filesOf = (container: Omit<Container, 'name'>, spec: Partial<PodSpec> = {}) => {
    const trial = newTrial();
    startPod(trial);
    const own = { name: 'app', ...container };
    const pod = podWith({ containers: [own], ...spec });
    return containerFiles(trial.host, { ...WEB, id: '' }, { env: new Map(), pod, container: own });
  };

  it('are mounts, in parts where the spec says so', () => {
    const { mounts } = filesOf(
      {
        volumeMounts: [
          { name: 'e', mountPath: '/e', subPath: 'in/it' },
          { name: 'c', mountPath: '/c', subPath: 'a' },
          { name: 'none', mountPath: '/none' },
        ],
        terminationMessagePath: '/last',
      },
      {
        volumes: [
          { name: 'e', emptyDir: {} },
          { name: 'c', configMap: { name: 'conf' } },
        ],
      },
    );
    expect(mounts.map(({ path, at, isReadOnly, tree }) => [path, at, isReadOnly, tree.get(at)?.kind])).toEqual([
      ['/e', '/in/it', false, 'folder'],
      ['/c', '/', true, 'file'],
      ['/last', '/', false, 'file'],
    ]);
  });

  it("tell the pod's address, or its node's", () => {
    const trial = createTrial();
    startPod(trial);
    startPod(trial, { name: 'host', hostNetwork: true });
    expect([
      podIPOf(trial.host, { ...WEB, id: '' }),
      podIPOf(trial.host, { node: NODE, uid: 'uid-host', id: '' }),
    ]).toEqual(['10.64.0.2', '172.18.0.2']);
    expect(filesOf({}).texts.get('/etc/hosts')).toContain('10.64.0.2\tweb\n');
  });
});

describe('the name of a container', () => {
  it.each<[string, Partial<PodSpec>]>([
    ['web', {}],
    ['box', { hostname: 'box' }],
    ['box.sub.default.svc.cluster.local', { hostname: 'box', subdomain: 'sub', setHostnameAsFQDN: true }],
    [NODE, { hostNetwork: true }],
    ['own', { hostnameOverride: 'own' }],
  ])('is %s', (name, spec) => {
    expect(hostnameOf(podWith(spec))).toBe(name);
  });

  it('is short enough for a label', () => {
    expect(hostnameOf(podWith({}, `${'a'.repeat(62)}.bcd`))).toBe('a'.repeat(62));
  });

  it('is among the hosts, and aliases are behind it', () => {
    expect(hostsText(podWith({ hostAliases: [{ ip: '1.2.3.4', hostnames: ['a', 'b'] }] }), '10.64.0.2')).toBe(
      [
        '# Kubernetes-managed hosts file.',
        '127.0.0.1\tlocalhost',
        '::1\tlocalhost ip6-localhost ip6-loopback',
        'fe00::0\tip6-localnet',
        'fe00::0\tip6-mcastprefix',
        'fe00::1\tip6-allnodes',
        'fe00::2\tip6-allrouters',
        '10.64.0.2\tweb',
        '',
        '# Entries added by HostAliases.',
        '1.2.3.4\ta\tb',
        '',
      ].join('\n'),
    );
    expect(hostsText(podWith({ hostNetwork: true }), '172.18.0.2')).toContain('(host network).');
  });
});

describe('the resolver of a pod', () => {
  const cluster =
    'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';

  it.each<[string, string, Partial<PodSpec>]>([
    ["is the cluster's", cluster, {}],
    ["is the node's for a pod in its network", 'nameserver 172.18.0.1\n', { hostNetwork: true }],
    [
      "is the cluster's all the same when asked for",
      cluster,
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
    ],
    ["is the node's when asked for", 'nameserver 172.18.0.1\n', { dnsPolicy: 'Default' }],
    ['is none', '', { dnsPolicy: 'None' }],
    [
      'is what the pod says',
      'search x.y\nnameserver 9.9.9.9\noptions ndots:1 debug\n',
      {
        dnsPolicy: 'None',
        dnsConfig: {
          nameservers: ['9.9.9.9', '9.9.9.9'],
          searches: ['x.y'],
          options: [{ name: 'ndots', value: '1' }, { name: 'debug' }],
        },
      },
    ],
  ])('%s', (_what, text, spec) => {
    expect(resolverText(podWith(spec))).toBe(text);
  });
});
