/** Validation of leases. */
import { checkNonNegative, type Report } from '../core-v1/validation/report.ts';
import { invalid, type FieldError } from '../meta-v1/field-error.ts';
import { validateMetadata } from '../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../meta-v1/names.ts';
import type { Lease } from './lease.ts';

/** @source kube-apiserver v1.37 pkg/apis/coordination/validation: ValidateLease */
export function validateLease({ metadata, spec = {} }: Lease): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  const { leaseDurationSeconds, leaseTransitions } = spec;
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0)
    report.push(invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0'));
  checkNonNegative(report, { at: 'spec.leaseTransitions', value: leaseTransitions });
  return report;
}
