/** Admission by the kubelet: predicates, their order and their texts. */
import { describe, expect, it } from '@jest/globals';
import type { Node, PodSpec } from '#kube-api';
import { container, pod } from '../test/builders.ts';
import { NODE } from '../test/world.ts';
import { askedBy, rejectionOf, type Asked } from './pod-admission.ts';

const asking = (cpu: string, memory?: string): Partial<PodSpec> => ({
  containers: [container('app', { resources: { requests: { cpu, ...(memory && { memory }) } } })],
});

const node = (spec: Node['spec'] = {}, extra: Readonly<Record<string, string>> = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: NODE, labels: { zone: 'a' } },
  spec,
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '2', ...extra } },
});

function rejection(spec: Partial<PodSpec>, held: readonly Asked[] = [], on: Node = node()): string {
  const subject = pod({ nodeName: NODE, ...spec });
  const found = rejectionOf({
    pod: subject,
    asked: askedBy(subject),
    node: on,
    others: () => held,
    atMost: { pods: held.length, cpu: sum(held, 'cpu'), memory: sum(held, 'memory') },
  });
  return found ? `${found.reason}: ${found.message}` : 'admitted';
}

const sum = (held: readonly Asked[], name: 'cpu' | 'memory'): number =>
  held.reduce((total, one) => total + one[name], 0);

const held = (spec: Partial<PodSpec>): Asked => askedBy(pod(spec));

describe('a pod on a node with 4 CPUs, 8Gi and room for 2 pods', () => {
  it.each([
    ['nothing', {}, [], 'admitted'],
    ['all of it', asking('4', '8Gi'), [], 'admitted'],
    [
      'more CPU than is left',
      asking('2'),
      [held(asking('3'))],
      "OutOfcpu: Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000",
    ],
    [
      'more memory than there is',
      asking('1', '9Gi'),
      [],
      "OutOfmemory: Node didn't have enough resource: memory, requested: 9663676416, used: 0, capacity: 8589934592",
    ],
    [
      'a third place',
      {},
      [held({}), held({})],
      "OutOfpods: Node didn't have enough resource: pods, requested: 1, used: 2, capacity: 2",
    ],
  ] as const)('that asks for %s', (_name, spec, others, text) => {
    expect(rejection(spec, others)).toBe(text);
  });

  it('counts extended resources only where the node has them', () => {
    const spec = { containers: [container('app', { resources: { requests: { 'x.io/gpu': '2' } } })] };
    expect(rejection(spec)).toBe('admitted');
    expect(rejection(spec, [], node({}, { 'x.io/gpu': '1' }))).toBe(
      "OutOfx.io/gpu: Node didn't have enough resource: x.io/gpu, requested: 2, used: 0, capacity: 1",
    );
  });

  it.each([
    [
      { nodeSelector: { zone: 'b' } },
      "NodeAffinity: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ],
    [{ nodeSelector: { zone: 'a' } }, 'admitted'],
    [{ nodeName: 'other' }, "NodeName: Predicate NodeName failed: node(s) didn't match the requested node name"],
  ])('must be one that its spec admits: %j', (spec, text) => {
    expect(rejection(spec)).toBe(text);
  });

  it('has each of its host ports once', () => {
    const spec = { containers: [container('app', { ports: [{ containerPort: 80, hostPort: 80 }] })] };
    expect(rejection(spec, [held(spec)])).toBe(
      "NodePorts: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    );
    expect(rejection(spec, [held({})])).toBe('admitted');
  });

  it('keeps away who does not tolerate a NoExecute taint', () => {
    const taints = (effect: 'NoExecute' | 'NoSchedule'): Node => node({ taints: [{ key: 'k', effect }] });
    expect(rejection({}, [], taints('NoSchedule'))).toBe('admitted');
    expect(rejection({ tolerations: [{ operator: 'Exists' }] }, [], taints('NoExecute'))).toBe('admitted');
    expect(rejection({}, [], taints('NoExecute'))).toBe(
      "TaintToleration: Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
    );
  });
});

describe('the request of a pod', () => {
  it('is the sum of its containers, milli-CPUs and bytes', () => {
    const containers = ['a', 'b'].map((name) =>
      container(name, { resources: { requests: { cpu: '250m', memory: '1Ki' } } }),
    );
    expect(askedBy(pod({ containers }))).toMatchObject({ cpu: 500, memory: 2048 });
  });

  it('is that of an init container that asks for more than they do', () => {
    const init = container('init', { resources: { requests: { cpu: '3' } } });
    expect(askedBy(pod({ ...asking('1'), initContainers: [init] }))).toMatchObject({ cpu: 3000 });
  });
});
