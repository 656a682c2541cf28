/** Resizing: what may change of a pod's resources. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../../test/pods.ts';
import type { ResourceRequirements } from '../container.ts';
import type { PodStatus } from '../pod.ts';
import { validateResize } from './resize-update.ts';

const change = (before: ResourceRequirements, after: ResourceRequirements, status: PodStatus = {}): readonly string[] =>
  validateResize(pod({ containers: [container({ resources: after })] }), {
    ...pod({ containers: [container({ resources: before })] }),
    status,
  }).map(({ field, message }) => `${field}: ${message}`);

describe('a resize', () => {
  it('more cpu is fine', () => {
    expect(change({ requests: { cpu: '100m' } }, { requests: { cpu: '200m' } })).toEqual([]);
  });

  it('the QoS class stays, and the refusal names the stored one', () => {
    const guaranteed = { requests: { cpu: '1', memory: '1Mi' }, limits: { cpu: '1', memory: '1Mi' } };
    expect(change({ requests: { cpu: '100m' } }, guaranteed)).toEqual([
      'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ]);
  });

  it('only cpu and memory can change', () => {
    expect(change({ requests: { cpu: '1' } }, { requests: { cpu: '1', 'ephemeral-storage': '1Gi' } })).toEqual([
      'spec: Forbidden: only cpu and memory resources are mutable',
    ]);
  });

  it('a running container whose status has no resources cannot be resized', () => {
    const state = { running: { startedAt: '2026-01-01T00:00:00Z' } };
    const status = { name: 'app', state, lastState: {}, ready: true, restartCount: 0, image: 'app:1.0', imageID: '' };
    expect(change({ requests: { cpu: '1' } }, { requests: { cpu: '2' } }, { containerStatuses: [status] })).toEqual([
      'spec: Forbidden: Pod running on node without support for resize',
    ]);
  });
});
