/** Validation of stateful sets and daemon sets. */
import { checkOneOf, type Report } from '../core-v1/validation/report.ts';
import type { FieldError } from '../meta-v1/field-error.ts';
import { validateMetadata } from '../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../meta-v1/names.ts';
import type { DaemonSet, StatefulSet } from './sets.ts';
import { checkNumbers, checkSelector } from './workload-validation.ts';

const strategies = ['OnDelete', 'RollingUpdate'];

/** @source kube-apiserver v1.37 pkg/apis/apps/validation: ValidateStatefulSet */
export function validateStatefulSet({ metadata, spec }: StatefulSet): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  checkOneOf(report, { at: 'spec.podManagementPolicy', value: spec.podManagementPolicy }, ['OrderedReady', 'Parallel']);
  checkOneOf(report, { at: 'spec.updateStrategy.type', value: spec.updateStrategy?.type }, strategies);
  checkNumbers(spec, report);
  checkSelector(spec, 'StatefulSet', report);
  return report;
}

/** @source kube-apiserver v1.37 pkg/apis/apps/validation: ValidateDaemonSet */
export function validateDaemonSet({ metadata, spec }: DaemonSet): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  checkOneOf(report, { at: 'spec.updateStrategy.type', value: spec.updateStrategy?.type }, strategies);
  checkNumbers(spec, report);
  checkSelector(spec, 'DaemonSet', report);
  return report;
}
