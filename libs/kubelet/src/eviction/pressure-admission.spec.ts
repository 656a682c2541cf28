/** Admission to a node under pressure. */
import { expect, it } from '@jest/globals';
import type { PodSpec, QosClass } from '#kube-api';
import { pod } from '../../test/builders.ts';
import { pressureRejection } from './pressure-admission.ts';
import type { Pressure } from './signals.ts';

const tolerant = {
  tolerations: [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' }],
} as const;

it.each<[readonly Pressure[], QosClass, Partial<PodSpec>, string | undefined]>([
  [[], 'BestEffort', {}, undefined],
  [['MemoryPressure'], 'BestEffort', {}, 'The node had condition: [MemoryPressure]. '],
  [['MemoryPressure'], 'BestEffort', tolerant, undefined],
  [['MemoryPressure'], 'Burstable', {}, undefined],
  [['DiskPressure'], 'Guaranteed', {}, 'The node had condition: [DiskPressure]. '],
  [['MemoryPressure', 'PIDPressure'], 'Burstable', tolerant, 'The node had condition: [MemoryPressure PIDPressure]. '],
  [['DiskPressure'], 'BestEffort', { priority: 2_000_000_000 }, undefined],
])('%j, a %s pod with %j: %s', (conditions, qosClass, spec, message) => {
  const rejection = message === undefined ? undefined : { reason: 'Evicted', message };
  expect(pressureRejection(conditions, { ...pod(spec), status: { qosClass } })).toEqual(rejection);
});
