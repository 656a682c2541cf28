/** Validation of changes to a pod: which fields may change, and how. */
import { forbiddenField, invalid, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import { goForm } from '../../schema/go-form.ts';
import { unifiedDiff } from '../../text/unified-diff.ts';
import type { Container } from '../container.ts';
import type { NodeSelectorTerm, Pod, PodSpec, Toleration } from '../pod.ts';
import { validatePodObject } from './pod.ts';
import { MAX_INT32, type Report } from './report.ts';

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/**
 * What is wrong with an update. Both objects share by reference what did not change.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodUpdate
 */
export function validatePodUpdate(pod: Pod, stored: Pod): readonly FieldError[] {
  const report: Report = [...validateMetadataUpdate(pod.metadata, stored.metadata), ...validatePodObject(pod)];
  if (pod.spec === stored.spec) return report;
  const hasSameContainers =
    checkSameCount(pod.spec.containers, stored.spec.containers, { at: 'spec.containers', report }) &&
    checkSameCount(pod.spec.initContainers, stored.spec.initContainers, { at: 'spec.initContainers', report });
  if (!hasSameContainers || !checkDeadline(pod.spec, stored.spec, report)) return report;
  checkAddedTolerations(pod.spec.tolerations, stored.spec.tolerations, report);
  checkRemovedGates(pod.spec, stored.spec, report);
  checkOtherFields(pod.spec, stored.spec, report);
  return report;
}

type Containers = readonly Container[] | undefined;

function checkSameCount(
  next: Containers = [],
  stored: Containers = [],
  { at, report }: { readonly at: string; readonly report: Report },
): boolean {
  if (next.length === stored.length) return true;
  report.push(forbiddenField(at, 'pod updates may not add or remove containers'));
  return false;
}

/** It may be set and lowered. False when nothing more is to be checked. */
function checkDeadline(
  { activeDeadlineSeconds: next }: PodSpec,
  { activeDeadlineSeconds: stored }: PodSpec,
  report: Report,
): boolean {
  const at = 'spec.activeDeadlineSeconds';
  if (next === undefined) {
    if (stored !== undefined) report.push(invalid(at, null, 'must not update from a positive integer to nil value'));
    return true;
  }
  if (next < 0 || next > MAX_INT32) report.push(invalid(at, next, `must be between 0 and ${MAX_INT32}, inclusive`));
  else if (stored !== undefined && next > stored)
    report.push(invalid(at, next, 'must be less than or equal to previous value'));
  else return true;
  return false;
}

/** Every stored toleration must still be there, with whatever time it has. */
function checkAddedTolerations(
  next: readonly Toleration[] = [],
  stored: readonly Toleration[] = [],
  report: Report,
): void {
  const isSame = (a: Toleration, b: Toleration): boolean =>
    a.key === b.key && a.operator === b.operator && a.value === b.value && a.effect === b.effect;
  if (stored.every((toleration) => next.some((other) => isSame(toleration, other)))) return;
  report.push(
    forbiddenField('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds'),
  );
}

function checkRemovedGates(
  { schedulingGates = [] }: PodSpec,
  { schedulingGates: stored = [] }: PodSpec,
  report: Report,
): void {
  for (const [i, { name }] of schedulingGates.entries())
    if (!stored.some((gate) => gate.name === name))
      report.push(
        forbiddenField(
          `spec.schedulingGates[${i}].name`,
          `only deletion is allowed, but found new scheduling gate '${name}'`,
        ),
      );
}

/** With what may change put back, nothing may differ. */
function checkOtherFields(next: PodSpec, stored: PodSpec, report: Report): void {
  const munged = withStoredFields(next, stored, report);
  const [before, after] = [goForm('PodSpec', stored), goForm('PodSpec', munged)];
  if (before === after) return;
  report.push(
    forbiddenField('spec', `pod updates may not change fields other than ${UPDATABLE}\n${unifiedDiff(before, after)}`),
  );
}

function withStoredFields(next: PodSpec, stored: PodSpec, report: Report): PodSpec {
  const { initContainers, activeDeadlineSeconds: _a, schedulingGates: _b, tolerations: _c, ...rest } = next;
  const munged: PodSpec = {
    ...rest,
    containers: withStoredImages(next.containers, stored.containers),
    ...(initContainers && { initContainers: withStoredImages(initContainers, stored.initContainers ?? []) }),
    ...(stored.activeDeadlineSeconds !== undefined && { activeDeadlineSeconds: stored.activeDeadlineSeconds }),
    ...(stored.schedulingGates && { schedulingGates: stored.schedulingGates }),
    ...(stored.tolerations && { tolerations: stored.tolerations }),
  };
  return stored.schedulingGates?.length ? withStoredPlacement(munged, stored, report) : munged;
}

const withStoredImages = (next: readonly Container[], stored: readonly Container[]): readonly Container[] =>
  next.map((container, i) => {
    const image = stored[i]?.image;
    return image === undefined || image === container.image ? container : { ...container, image };
  });

/** A gated pod's placement may still be narrowed. */
function withStoredPlacement(next: PodSpec, stored: PodSpec, report: Report): PodSpec {
  const { nodeSelector = {} } = next;
  const kept = Object.entries(stored.nodeSelector ?? {}).every(([key, value]) => nodeSelector[key] === value);
  if (!kept)
    report.push(
      invalid(
        'spec.nodeSelector',
        nodeSelector,
        'only additions to spec.nodeSelector are allowed (no mutations or deletions)',
      ),
    );
  const { nodeSelector: _own, affinity: _affinity, ...rest } = next;
  const mayNarrow = isNarrowed(next, stored);
  return {
    ...rest,
    ...(stored.nodeSelector && { nodeSelector: stored.nodeSelector }),
    ...(mayNarrow ? stored.affinity && { affinity: stored.affinity } : next.affinity && { affinity: next.affinity }),
  };
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** Node affinity may come where none was; terms may gain requirements, and nothing else may change. */
function isNarrowed({ affinity }: PodSpec, { affinity: stored }: PodSpec): boolean {
  if (affinity === stored) return true;
  if (affinity?.podAffinity !== stored?.podAffinity || affinity?.podAntiAffinity !== stored?.podAntiAffinity)
    return false;
  const before = stored?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms;
  const after = affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms;
  if (!before) return true;
  return after?.length === before.length && before.every((term, i) => isTermNarrowed(after[i], term));
}

const isTermNarrowed = (next: NodeSelectorTerm | undefined, stored: NodeSelectorTerm): boolean =>
  startsWith(next?.matchExpressions, stored.matchExpressions) && startsWith(next?.matchFields, stored.matchFields);

const startsWith = (next: readonly unknown[] = [], stored: readonly unknown[] = []): boolean =>
  stored.every((item, i) => JSON.stringify(item) === JSON.stringify(next[i]));
