/** Variables of containers. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { container, pod } from '../test/builders.ts';
import { createWorld } from '../test/world.ts';
import { environmentOf, expandCommand, expandReferences, setupOf } from './container-environment.ts';

function inputOf(more: Parameters<typeof container>[1]): Parameters<typeof environmentOf>[0] {
  const { host } = createWorld();
  const metadata = { name: 'conf', namespace: 'default' };
  createObject(host, 'configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { color: 'red' } } as never); // a ConfigMap
  createObject(host, 'secrets', { apiVersion: 'v1', kind: 'Secret', metadata, data: { key: 'c8OpY3JldA==' } } as never); // a Secret
  const spec = { clusterIP: '10.96.3.4', ports: [{ port: 5432 }] };
  const db = { ...metadata, name: 'db' };
  createObject(host, 'services', { apiVersion: 'v1', kind: 'Service', metadata: db, spec } as never); // a Service
  const web = pod({ nodeName: 'n1' }, { labels: { app: 'web' } });
  return { store: host.store, pod: web, container: container('app', more), podIP: '10.64.0.2', hostIP: '172.18.0.2' };
}

describe('the variables of a container', () => {
  it('come from the spec and from what it names', () => {
    const input = inputOf({
      envFrom: [{ prefix: 'C_', configMapRef: { name: 'conf' } }, { secretRef: { name: 'conf' } }],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '$(A)2 $$(A) $(NONE)' },
        { name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'conf', key: 'color' } } },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'conf', key: 'key' } } },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
        { name: 'NO', valueFrom: { configMapKeyRef: { name: 'none', key: 'x', optional: true } } },
      ],
    });
    expect(Object.fromEntries(environmentOf(input))).toEqual({
      C_color: 'red',
      key: 'sécret',
      A: '1',
      B: '12 $(A) $(NONE)',
      COLOR: 'red',
      KEY: 'sécret',
      POD: 'web',
      IP: '10.64.0.2',
      APP: 'web',
    });
  });

  it('are replaced in the command', () => {
    expect(expandReferences('echo $(A) $(date)', new Map([['A', 'x']]))).toBe('echo x $(date)');
  });

  it('of services can be named in the command', () => {
    const input = inputOf({});
    const words = ['psql', '$(DB_SERVICE_HOST):$(DB_SERVICE_PORT)', '$$x'];
    expect(expandCommand(input, words, new Map())).toEqual(['psql', '10.96.3.4:5432', '$x']);
  });

  it('come with the parts of volumes that they name', () => {
    const input = inputOf({ volumeMounts: [{ name: 'v', mountPath: '/v', subPathExpr: '$(A)/x' }] });
    const { container: named, env } = setupOf(input, new Map([['A', 'a']]));
    expect([named.volumeMounts?.[0]?.subPath, env.get('A')]).toEqual(['a/x', 'a']);
  });

  it('tell resources of the container, or what the node can give', () => {
    const resources = { requests: { memory: '64Mi' }, limits: { cpu: '1500m' } };
    const of = (resource: string, divisor = '1') => ({ valueFrom: { resourceFieldRef: { resource, divisor } } });
    const env = [
      { name: 'CPU', ...of('limits.cpu') },
      { name: 'MILLI', ...of('limits.cpu', '1m') },
      { name: 'MEMORY', ...of('requests.memory', '1Mi') },
    ];
    expect(Object.fromEntries(environmentOf(inputOf({ resources, env })))).toEqual({
      CPU: '2',
      MILLI: '1500',
      MEMORY: '64',
    });
  });
});
