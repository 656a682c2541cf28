/** The resources of a pod as a whole. */
import { describe, expect, it } from '@jest/globals';
import type { Container, PodSpec, ResourceRequirements } from '#kube-api';
import { container, pod, sidecar } from '../test/builders.ts';
import { podResources } from './pod-resources.ts';

const asking = (name: string, requests: NonNullable<ResourceRequirements['requests']>): Container =>
  container(name, { resources: { requests } });

const sumsOf = (spec: Partial<PodSpec>): unknown => {
  const { allocated, resources } = podResources(pod(spec), undefined);
  return { allocated, resources };
};

describe('the resources of a pod', () => {
  it('are none when no container has any', () => {
    expect(sumsOf({})).toEqual({ allocated: undefined, resources: {} });
  });

  it('are the sums of its containers, in order of their names', () => {
    const containers = [asking('a', { memory: '64Mi', cpu: '750m' }), asking('b', { cpu: '250m' })];
    expect(JSON.stringify(sumsOf({ containers }))).toBe(
      '{"allocated":{"cpu":"1","memory":"64Mi"},"resources":{"requests":{"cpu":"1","memory":"64Mi"}}}',
    );
  });

  it('have limits where a container has one', () => {
    const resources = { limits: { cpu: '2' }, requests: { cpu: '1' } };
    expect(sumsOf({ containers: [container('a', { resources }), asking('b', { cpu: '1' })] })).toEqual({
      allocated: { cpu: '2' },
      resources: { limits: { cpu: '2' }, requests: { cpu: '2' } },
    });
  });

  it('count an init container alone, beside the sidecars before it', () => {
    const initContainers = [sidecar('side', { resources: { requests: { cpu: '1' } } }), asking('init', { cpu: '3' })];
    expect(sumsOf({ containers: [asking('app', { cpu: '2' })], initContainers })).toMatchObject({
      allocated: { cpu: '4' },
    });
    expect(sumsOf({ containers: [asking('app', { cpu: '5' })], initContainers })).toMatchObject({
      allocated: { cpu: '6' },
    });
  });

  it('are what the pod says of itself, where it does', () => {
    const spec = { containers: [asking('app', { cpu: '2' })], resources: { requests: { cpu: '8' } } };
    expect(sumsOf(spec)).toMatchObject({ allocated: { cpu: '8' } });
  });

  it('are summed up once for a spec', () => {
    const subject = pod({ containers: [asking('app', { cpu: '2' })] });
    const sums = podResources(subject, undefined);
    expect(podResources({ ...subject }, sums)).toBe(sums);
  });
});
