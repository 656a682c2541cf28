/** Validation of disruption budgets. */
import { checkIntOrPercent } from '../apps-v1/workload-validation.ts';
import { checkOneOf, type Report } from '../core-v1/validation/report.ts';
import { invalid, type FieldError } from '../meta-v1/field-error.ts';
import { validateMetadata } from '../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../meta-v1/names.ts';
import type { PodDisruptionBudget } from './disruption-budget.ts';

/** @source kube-apiserver v1.37 pkg/apis/policy/validation: ValidatePodDisruptionBudget */
export function validateDisruptionBudget({ metadata, spec }: PodDisruptionBudget): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    report.push(invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set'));
  checkAmount('spec.minAvailable', minAvailable, report);
  checkAmount('spec.maxUnavailable', maxUnavailable, report);
  checkOneOf(report, { at: 'spec.unhealthyPodEvictionPolicy', value: unhealthyPodEvictionPolicy }, [
    'AlwaysAllow',
    'IfHealthyBudget',
  ]);
  return report;
}

function checkAmount(at: string, value: number | string | undefined, report: Report): void {
  checkIntOrPercent(at, value, report);
  const [, percent] = typeof value === 'string' ? (/^(\d+)%$/.exec(value) ?? []) : [];
  if (Number(percent ?? 0) > 100) report.push(invalid(at, value, 'must not be greater than 100%'));
}
