/** Nodes: ready from the start, as large and labelled as asked for. */
import { describe, expect, test } from '@jest/globals';
import type { Node } from '#kube-api';
import { getObject } from '#object-store';
import type { NodeSpec } from './nodes.ts';
import { createSimulation } from './simulation.ts';

const nodeOf = (spec: NodeSpec): Node =>
  getObject(createSimulation({ nodes: [spec] }).store, 'nodes', spec.name) as Node;

describe('a node', () => {
  test('is ready, with room and an address', () => {
    const { status, metadata } = nodeOf({ name: 'alpha' });
    expect(status?.conditions?.find(({ type }) => type === 'Ready')).toMatchObject({
      status: 'True',
      reason: 'KubeletReady',
    });
    expect(status?.allocatable).toMatchObject({ cpu: '4', memory: '8Gi', pods: '110' });
    expect(status?.addresses).toContainEqual({ type: 'InternalIP', address: '172.18.0.2' });
    expect(metadata.labels).toMatchObject({ 'kubernetes.io/hostname': 'alpha', 'kubernetes.io/os': 'linux' });
  });

  test('is as large, tainted, cordoned and labelled as asked for', () => {
    const taints = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' as const }];
    const node = nodeOf({
      name: 'big',
      cpu: '64',
      memory: '256Gi',
      labels: { zone: 'a' },
      taints,
      unschedulable: true,
      extra: { 'example.com/gpu': '2' },
    });
    expect(node.status?.capacity).toMatchObject({ cpu: '64', memory: '256Gi', 'example.com/gpu': '2' });
    expect(node.spec).toMatchObject({ taints, unschedulable: true });
    expect(node.metadata.labels).toMatchObject({ zone: 'a' });
  });

  test('without a kubelet takes pods and starts none', () => {
    const simulation = createSimulation({ nodes: [{ name: 'mute', hasKubelet: false }] });
    expect([...simulation.kubelets.nodes.keys()]).toEqual([]);
    expect(getObject(simulation.store, 'nodes', 'mute')).toBeDefined();
  });
});
