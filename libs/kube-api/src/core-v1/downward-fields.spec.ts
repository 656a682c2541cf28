/** The downward API's texts. */
import { describe, expect, it } from '@jest/globals';
import { podField, resourceField } from './downward-fields.ts';
import type { Pod } from './pod.ts';

const app = { name: 'app', resources: { limits: { cpu: '1500m' }, requests: { memory: '100Mi' } } };
const pod: Pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', labels: { b: '2', a: 'x"y' } },
  spec: { containers: [app], nodeName: 'n1' },
};
const place = { pod, podIP: '10.64.0.2', hostIP: '172.18.0.2' };

describe('a field of a pod', () => {
  it.each([
    ['metadata.name', 'web'],
    ['metadata.labels', 'a="x\\"y"\nb="2"'],
    ["metadata.labels['b']", '2'],
    ["metadata.annotations['none']", ''],
    ['metadata.uid', ''],
    ['spec.nodeName', 'n1'],
    ['status.podIP', '10.64.0.2'],
    ['status.hostIP', '172.18.0.2'],
    ['spec.nothing', undefined],
    ['constructor', undefined],
  ])('%s reads %j', (path, text) => {
    expect(podField(path, place)).toBe(text);
  });
});

describe('a resource of a container', () => {
  it.each([
    ['limits.cpu', '1', '2'],
    ['limits.cpu', '1m', '1500'],
    ['limits.cpu', '0', '2'],
    ['requests.memory', '1Mi', '100'],
    ['requests.cpu', '1', '0'],
    ['limits.memory', '1Gi', '8'],
    ['limits.ephemeral-storage', '1', '5'],
  ])('%s in units of %s is %s', (resource, divisor, text) => {
    const allocatable = { memory: '8Gi', 'ephemeral-storage': '5' };
    expect(resourceField({ resource, divisor }, { pod, container: app, allocatable })).toBe(text);
    expect(resourceField({ resource, divisor, containerName: 'app' }, { pod, allocatable })).toBe(text);
  });
});
