/** Validation of deployments and replica sets. */
import { validateTemplate } from '../core-v1/validation/template.ts';
import { checkNonNegative, type Report } from '../core-v1/validation/report.ts';
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../meta-v1/field-error.ts';
import { validateMetadata, validateMetadataUpdate } from '../meta-v1/metadata-validation.ts';
import { checkSubdomain } from '../meta-v1/names.ts';
import { matchesLabelSelector } from '../selectors/label-selector.ts';
import type { Deployment, DeploymentSpec, IntOrPercent, ReplicaSet, ReplicaSetSpec } from './workloads.ts';

/** @source kube-apiserver v1.37 pkg/apis/apps/validation: ValidateReplicaSet */
export function validateReplicaSet({ metadata, spec }: ReplicaSet): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  checkNumbers(spec, report);
  checkSelector(spec, 'ReplicaSet', report);
  return report;
}

/** @source kube-apiserver v1.37 pkg/apis/apps/validation: ValidateDeployment */
export function validateDeployment({ metadata, spec }: Deployment): readonly FieldError[] {
  const report: Report = [...validateMetadata(metadata, checkSubdomain)];
  checkNumbers(spec, report);
  checkSelector(spec, 'Deployment', report);
  checkStrategy(spec, report);
  checkNonNegative(report, { at: 'spec.revisionHistoryLimit', value: spec.revisionHistoryLimit });
  checkNonNegative(report, { at: 'spec.progressDeadlineSeconds', value: spec.progressDeadlineSeconds });
  const { progressDeadlineSeconds: deadline = 0, minReadySeconds = 0 } = spec;
  if (deadline >= 0 && deadline <= minReadySeconds)
    report.push(invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'));
  return report;
}

/** Counts are not negative. */
export function checkNumbers({ replicas, minReadySeconds }: ReplicaSetSpec, report: Report): void {
  checkNonNegative(report, { at: 'spec.replicas', value: replicas });
  checkNonNegative(report, { at: 'spec.minReadySeconds', value: minReadySeconds });
}

/** The selector selects the pods of the template, and those restart always. */
export function checkSelector({ selector, template }: ReplicaSetSpec, kind: string, report: Report): void {
  if (!selector) report.push(required('spec.selector'));
  else if (Object.keys(selector.matchLabels ?? {}).length === 0 && !selector.matchExpressions?.length)
    report.push(invalid('spec.selector', selector, `empty selector is invalid for ${kind.toLowerCase()}`));
  const labels = template.metadata?.labels;
  if (selector && !matchesLabelSelector(selector, labels))
    report.push(
      invalid('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`'),
    );
  report.push(...validateTemplate(template));
  const { restartPolicy = '', activeDeadlineSeconds } = template.spec;
  if (restartPolicy !== 'Always')
    report.push(notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  if (activeDeadlineSeconds !== undefined) {
    const at = 'spec.template.spec.activeDeadlineSeconds';
    report.push(forbiddenField(at, 'activeDeadlineSeconds in ReplicaSet is not Supported'));
  }
}

const isZero = (value: IntOrPercent | undefined): boolean => value === 0 || value === '0%' || value === '0';

function checkStrategy({ strategy = {} }: DeploymentSpec, report: Report): void {
  const { type = '', rollingUpdate } = strategy;
  const at = 'spec.strategy';
  if (type === 'Recreate' && rollingUpdate)
    report.push(forbiddenField(`${at}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'"));
  if (type !== 'Recreate' && type !== 'RollingUpdate')
    report.push(notSupported(at, strategy, ['Recreate', 'RollingUpdate']));
  if (type !== 'RollingUpdate' || !rollingUpdate) return;
  for (const name of ['maxUnavailable', 'maxSurge'] as const)
    checkIntOrPercent(`${at}.rollingUpdate.${name}`, rollingUpdate[name], report);
  if (isZero(rollingUpdate.maxUnavailable) && isZero(rollingUpdate.maxSurge)) {
    const detail = 'may not be 0 when `maxSurge` is 0';
    report.push(invalid(`${at}.rollingUpdate.maxUnavailable`, rollingUpdate.maxUnavailable, detail));
  }
}

/** A whole number from 0, or a percentage. */
export function checkIntOrPercent(at: string, value: IntOrPercent | undefined, report: Report): void {
  if (typeof value === 'number') return checkNonNegative(report, { at, value });
  if (value !== undefined && !/^\d+%$/.test(value))
    report.push(
      invalid(
        at,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    );
}

/** The selector of a workload cannot be changed. */
export const updateValidation =
  <T extends Deployment | ReplicaSet>(validate: (object: T) => readonly FieldError[]) =>
  (object: T, stored: T): readonly FieldError[] => {
    const { selector } = object.spec;
    const isSame = JSON.stringify(selector) === JSON.stringify(stored.spec.selector);
    return [
      ...validateMetadataUpdate(object.metadata, stored.metadata),
      ...validate(object),
      ...(isSame ? [] : [invalid('spec.selector', selector, 'field is immutable')]),
    ];
  };
