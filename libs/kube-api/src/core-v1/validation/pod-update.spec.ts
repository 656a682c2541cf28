/** Changes to pods: what is let through and what is refused. */
import { describe, expect, it } from '@jest/globals';
import { container, pod } from '../../../test/pods.ts';
import { defaultPod } from '../pod-defaults.ts';
import type { PodSpec } from '../pod.ts';
import { validatePodUpdate } from './pod-update.ts';

const change = (before: Partial<PodSpec>, after: Partial<PodSpec>): readonly string[] =>
  validatePodUpdate(defaultPod(pod(after)), defaultPod(pod(before))).map(
    ({ field, message }) => `${field}: ${message}`,
  );

describe('updates of a pod', () => {
  it('an image may change', () => {
    expect(change({}, { containers: [container({ image: 'app:2.0' })] })).toEqual([]);
  });

  it('containers may not come or go, and nothing else is looked at then', () => {
    expect(change({}, { containers: [container(), container({ name: 'b' })], restartPolicy: 'Never' })).toEqual([
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ]);
  });

  it('a deadline may be set and lowered, not raised or taken away', () => {
    const raised = 'spec.activeDeadlineSeconds: Invalid value: 60: must be less than or equal to previous value';
    const removed =
      'spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value';
    expect(change({}, { activeDeadlineSeconds: 50 })).toEqual([]);
    expect(change({ activeDeadlineSeconds: 50 }, { activeDeadlineSeconds: 40 })).toEqual([]);
    expect(change({ activeDeadlineSeconds: 50 }, { activeDeadlineSeconds: 60 })).toEqual([raised]);
    expect(change({ activeDeadlineSeconds: 50 }, {})).toEqual([removed]);
  });

  it('tolerations may be added and retimed, not removed', () => {
    const [a, b] = [{ key: 'a', operator: 'Exists' } as const, { key: 'b', operator: 'Exists' } as const];
    expect(change({ tolerations: [a] }, { tolerations: [a, b] })).toEqual([]);
    expect(change({ tolerations: [a] }, { tolerations: [b] })).toEqual([
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ]);
  });

  it('a gate may be removed, not added', () => {
    expect(change({ schedulingGates: [{ name: 'g' }] }, {})).toEqual([]);
    expect(change({}, { schedulingGates: [{ name: 'g9' }] })).toEqual([
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g9'",
    ]);
  });

  it('a gated pod may be narrowed to fewer nodes', () => {
    const schedulingGates = [{ name: 'g' }];
    expect(change({ schedulingGates }, { schedulingGates, nodeSelector: { disk: 'ssd' } })).toEqual([]);
    expect(
      change({ schedulingGates, nodeSelector: { disk: 'ssd' } }, { schedulingGates, nodeSelector: { disk: 'hdd' } }),
    ).toEqual([
      'spec.nodeSelector: Invalid value: {"disk":"hdd"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ]);
  });

  it('any other change is refused with a diff of what would change', () => {
    const [refusal = ''] = change({}, { restartPolicy: 'Never' });
    expect(refusal).toContain(
      'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`',
    );
    expect(refusal).toContain('- "RestartPolicy": "Always",\n+ "RestartPolicy": "Never",\n');
  });
});
