/** Effective pod requests. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Container, Pod } from '#kube-api';
import { podOf } from '../test/cluster.ts';
import { podRequest } from './pod-request.ts';

const MIB = 2 ** 20;

const asking = (cpu: string, more: Partial<Container> = {}): Container => ({
  name: `c${cpu}`,
  resources: { requests: { cpu } },
  ...more,
});
const sidecar = (cpu: string): Container => asking(cpu, { restartPolicy: 'Always' });

function cpuOf(containers: Container[], initContainers: Container[] = [], more: Partial<Pod['spec']> = {}): number {
  return podRequest(podOf('p', { spec: { containers, initContainers, ...more } })).cpu;
}

describe('the request of the usual pod', () => {
  it('is what the long way gives, which a list of init containers leads to', () => {
    const requests = fc.option(
      fc.record(
        { cpu: fc.constantFrom('100m', '0', '1500u'), memory: fc.constantFrom('1Mi', '0') },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(requests, { minLength: 1, maxLength: 4 }), (list) => {
        const containers = list.map((one, index) => ({
          name: `c${index}`,
          ...(one && { resources: { requests: one } }),
        }));
        const short = podRequest(podOf('p', { spec: { containers } }));
        expect(short).toEqual(podRequest(podOf('p', { spec: { containers, initContainers: [] } })));
      }),
    );
  });
});

describe('effective request', () => {
  it.each([
    ['the highest init container', [asking('200m'), asking('300m')], [asking('1000m')], {}, 1000],
    [
      'a sidecar beside a later init container',
      [asking('200m'), asking('300m')],
      [sidecar('100m'), asking('1000m')],
      {},
      1100,
    ],
    [
      'an init container before a sidecar',
      [asking('200m'), asking('300m')],
      [asking('1000m'), sidecar('100m')],
      {},
      1000,
    ],
    ['sidecars and overhead', [asking('200m')], [sidecar('100m'), sidecar('100m')], { overhead: { cpu: '250m' } }, 650],
    [
      'pod-level cpu and overhead',
      [asking('200m')],
      [],
      { resources: { requests: { cpu: '800m' } }, overhead: { cpu: '250m' } },
      1050,
    ],
  ])('is made of %s', (_, containers, init, more, cpu) => {
    expect(cpuOf(containers, init, more)).toBe(cpu);
  });

  it('rounds fractions of a milli-CPU and of a byte up', () => {
    expect(podRequest(podOf('p', { requests: { cpu: '0.0001', memory: '100m' } }))).toMatchObject({
      cpu: 1,
      memory: 1,
    });
  });

  it('counts 100m and 200Mi for a container that names none when nodes are scored', () => {
    expect(podRequest(podOf('p'))).toMatchObject({
      cpu: 0,
      memory: 0,
      nonZeroCpu: 100,
      nonZeroMemory: 200 * MIB,
      nothing: true,
    });
  });

  it('leaves an explicit zero alone when nodes are scored', () => {
    expect(podRequest(podOf('p', { requests: { cpu: '0' } }))).toMatchObject({
      nonZeroCpu: 0,
      nonZeroMemory: 200 * MIB,
    });
  });

  it('lists extended resources by name', () => {
    const { scalars } = podRequest(podOf('p', { requests: { 'ex.com/b': '2', cpu: '1', 'ex.com/a': '1' } }));
    expect(scalars).toEqual([
      ['ex.com/a', 1],
      ['ex.com/b', 2],
    ]);
  });

  it('lists host ports of containers and sidecars with their defaults', () => {
    const port = { containerPort: 80, hostPort: 8080 };
    const spec = {
      containers: [asking('1', { ports: [port] })],
      initContainers: [{ ...sidecar('1'), ports: [{ ...port, hostPort: 81 }] }],
    };
    expect(podRequest(podOf('p', { spec })).hostPorts).toEqual([
      { protocol: 'TCP', port: 8080, ip: '0.0.0.0' },
      { protocol: 'TCP', port: 81, ip: '0.0.0.0' },
    ]);
  });
});

describe('a pod that is being resized', () => {
  const resized = (conditions: NonNullable<Pod['status']>['conditions'] = []): Pod => {
    const status = {
      name: 'app',
      ready: true,
      restartCount: 0,
      image: 'app:1.0',
      imageID: '',
      state: {},
      lastState: {},
    };
    const containerStatuses = [{ ...status, allocatedResources: { cpu: '2' }, resources: { requests: { cpu: '2' } } }];
    return podOf('p', { requests: { cpu: '3' }, status: { phase: 'Running', conditions, containerStatuses } });
  };

  it('asks for the larger of what it wants and what it has', () => {
    expect(podRequest(resized()).cpu).toBe(3000);
  });

  it('asks for what it has when the resize is infeasible', () => {
    expect(podRequest(resized([{ type: 'PodResizePending', status: 'True', reason: 'Infeasible' }])).cpu).toBe(2000);
  });
});
