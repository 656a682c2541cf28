/** Validation of leases. */
import { expect, it } from '@jest/globals';
import { validateLease } from './lease-validation.ts';

const lease = (spec: object) => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'a' },
  spec,
});

it('a lease lasts for some time', () => {
  expect(validateLease(lease({ leaseDurationSeconds: 15 }))).toEqual([]);
  const errors = validateLease(lease({ leaseDurationSeconds: 0, leaseTransitions: -1 }));
  expect(errors.map(({ field, message }) => `${field}: ${message}`)).toEqual([
    'spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
    'spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
  ]);
});
