/** Validation of what steers scheduling: affinity, tolerations, topology spread, gates. */
import { duplicate, forbiddenField, invalid, notSupported, required } from '../../meta-v1/field-error.ts';
import { validateLabels } from '../../meta-v1/metadata-validation.ts';
import { checkLabelName, checkLabelValue, checkQualifiedName } from '../../meta-v1/names.ts';
import type {
  Affinity,
  LabelSelector,
  NodeSelectorTerm,
  PodAffinityRules,
  PodAffinityTerm,
  PodSpec,
  SelectorRequirement,
  Toleration,
  TopologySpreadConstraint,
} from '../pod.ts';
import { checkOneOf, checkWith, type Report } from './report.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const IN_VALUES = "must be specified when `operator` is 'In' or 'NotIn'";
const EXISTS_VALUES = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateAffinity */
export function checkAffinity({ nodeAffinity, podAffinity, podAntiAffinity }: Affinity, report: Report): void {
  const at = 'spec.affinity';
  const { [REQUIRED]: needed, [PREFERRED]: preferred = [] } = nodeAffinity ?? {};
  if (needed) checkNodeTerms(needed.nodeSelectorTerms, `${at}.nodeAffinity.${REQUIRED}.nodeSelectorTerms`, report);
  for (const [i, { weight, preference }] of preferred.entries()) {
    const path = `${at}.nodeAffinity.${PREFERRED}[${i}]`;
    checkWeight(report, path, weight);
    checkNodeTerm(preference ?? {}, `${path}.preference`, report);
  }
  if (podAffinity) checkPodRules(podAffinity, `${at}.podAffinity`, report);
  if (podAntiAffinity) checkPodRules(podAntiAffinity, `${at}.podAntiAffinity`, report);
}

function checkWeight(report: Report, at: string, weight: number | undefined): void {
  if (!weight || weight < 0 || weight > 100)
    report.push(invalid(`${at}.weight`, weight ?? 0, 'must be in the range 1-100'));
}

function checkNodeTerms(terms: readonly NodeSelectorTerm[] | undefined, at: string, report: Report): void {
  if (!terms || terms.length === 0) report.push(required(at, 'must have at least one node selector term'));
  for (const [i, term] of (terms ?? []).entries()) checkNodeTerm(term, `${at}[${i}]`, report);
}

function checkNodeTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  at: string,
  report: Report,
): void {
  for (const [i, requirement] of matchExpressions.entries())
    checkNodeRequirement(requirement, `${at}.matchExpressions[${i}]`, report);
  for (const [i, requirement] of matchFields.entries())
    checkFieldRequirement(requirement, `${at}.matchFields[${i}]`, report);
}

function checkNodeRequirement({ key, operator, values = [] }: SelectorRequirement, at: string, report: Report): void {
  if (operator === 'Gt' || operator === 'Lt') {
    if (values.length !== 1)
      report.push(required(`${at}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
  } else checkSetOperator(report, { at, operator, count: values.length });
  checkWith(report, { at: `${at}.key`, value: key ?? '' }, checkQualifiedName);
  for (const [i, value] of values.entries()) checkWith(report, { at: `${at}.values[${i}]`, value }, checkLabelValue);
}

interface SetOperator {
  readonly at: string;
  readonly operator: string | undefined;
  readonly count: number;
}

function checkSetOperator(report: Report, { at, operator = '', count }: SetOperator): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) report.push(required(`${at}.values`, IN_VALUES));
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0) report.push(forbiddenField(`${at}.values`, EXISTS_VALUES));
  } else report.push(invalid(`${at}.operator`, operator, 'not a valid selector operator'));
}

/** Only a node's name can be selected by field, one at a time. */
function checkFieldRequirement({ key, operator, values = [] }: SelectorRequirement, at: string, report: Report): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length !== 1)
      report.push(
        required(`${at}.values`, "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"),
      );
  } else report.push(invalid(`${at}.operator`, operator ?? '', 'not a valid selector operator'));
  if (key !== 'metadata.name') report.push(invalid(`${at}.key`, key ?? '', 'not a valid field selector key'));
}

function checkPodRules(
  { [REQUIRED]: needed = [], [PREFERRED]: preferred = [] }: PodAffinityRules,
  at: string,
  report: Report,
): void {
  for (const [i, term] of needed.entries()) checkPodTerm(term, `${at}.${REQUIRED}[${i}]`, report);
  for (const [i, { weight, podAffinityTerm }] of preferred.entries()) {
    checkWeight(report, `${at}.${PREFERRED}[${i}]`, weight);
    checkPodTerm(podAffinityTerm, `${at}.${PREFERRED}[${i}].podAffinityTerm`, report);
  }
}

function checkPodTerm(term: PodAffinityTerm, at: string, report: Report): void {
  if (term.labelSelector) checkLabelSelector(term.labelSelector, `${at}.labelSelector`, report);
  if (term.namespaceSelector) checkLabelSelector(term.namespaceSelector, `${at}.namespaceSelector`, report);
  for (const value of term.namespaces ?? []) checkWith(report, { at: `${at}.namespace`, value }, checkLabelName);
  if (!term.topologyKey) report.push(required(`${at}.topologyKey`, 'can not be empty'));
  checkWith(report, { at: `${at}.topologyKey`, value: term.topologyKey ?? '' }, checkQualifiedName);
}

/** @source kube-apiserver v1.37 apimachinery/pkg/apis/meta/v1/validation: ValidateLabelSelector */
export function checkLabelSelector(
  { matchLabels, matchExpressions = [] }: LabelSelector,
  at: string,
  report: Report,
): void {
  report.push(...validateLabels(matchLabels, `${at}.matchLabels`));
  for (const [i, { key, operator, values = [] }] of matchExpressions.entries()) {
    const path = `${at}.matchExpressions[${i}]`;
    checkSetOperator(report, { at: path, operator, count: values.length });
    checkWith(report, { at: `${path}.key`, value: key ?? '' }, checkQualifiedName);
    for (const [j, value] of values.entries())
      checkWith(report, { at: `${path}.values[${j}]`, value }, checkLabelValue);
  }
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const MATCH_ALL = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';

/** @source kube-apiserver v1.37 pkg/apis/core/validation: ValidateTolerations */
export function checkTolerations(tolerations: readonly Toleration[], report: Report): void {
  for (const [i, toleration] of tolerations.entries()) checkToleration(toleration, `spec.tolerations[${i}]`, report);
}

function checkToleration(toleration: Toleration, at: string, report: Report): void {
  const { key, operator, effect, tolerationSeconds } = toleration;
  if (key) checkWith(report, { at: `${at}.key`, value: key }, checkQualifiedName);
  else if (operator !== 'Exists') report.push(invalid(`${at}.operator`, operator ?? '', MATCH_ALL));
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    report.push(invalid(`${at}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"));
  checkTolerationOperator(toleration, `${at}.operator`, report);
  if (effect) checkOneOf(report, { at: `${at}.effect`, value: effect }, effects);
}

/** The value is reported at the operator. Comparing operators are known, but their gate is off. */
function checkTolerationOperator({ operator = 'Equal', value = '' }: Toleration, at: string, report: Report): void {
  if (operator === 'Equal') {
    const details = checkLabelValue(value);
    if (details.length > 0) report.push(invalid(at, value, details.join(';')));
  } else if (operator === 'Exists') {
    if (value) report.push(invalid(at, value, "value must be empty when `operator` is 'Exists'"));
  } else if (operator === 'Lt' || operator === 'Gt')
    report.push(notSupported(at, operator, ['Equal', 'Exists', 'Lt', 'Gt']));
  else report.push(notSupported(at, operator, ['Equal', 'Exists']));
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateTopologySpreadConstraints */
export function checkTopologySpread(constraints: readonly TopologySpreadConstraint[], report: Report): void {
  for (const [i, constraint] of constraints.entries()) {
    const at = `spec.topologySpreadConstraints[${i}]`;
    const { maxSkew = 0, topologyKey, whenUnsatisfiable, minDomains, labelSelector } = constraint;
    if (maxSkew <= 0) report.push(invalid(`${at}.maxSkew`, maxSkew, 'must be greater than zero'));
    if (!topologyKey) report.push(required(`${at}.topologyKey`, 'can not be empty'));
    else checkWith(report, { at: `${at}.topologyKey`, value: topologyKey }, checkQualifiedName);
    checkOneOf(report, { at: `${at}.whenUnsatisfiable`, value: whenUnsatisfiable ?? '' }, [
      'DoNotSchedule',
      'ScheduleAnyway',
    ]);
    if (
      constraints
        .slice(i + 1)
        .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable)
    )
      report.push(duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`));
    if (minDomains !== undefined && minDomains <= 0)
      report.push(invalid(`${at}.minDomains`, minDomains, 'must be greater than zero'));
    if (labelSelector) checkLabelSelector(labelSelector, `${at}.labelSelector`, report);
  }
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateSchedulingGates, validateReadinessGates */
export function checkGates({ schedulingGates = [], readinessGates = [] }: PodSpec, report: Report): void {
  for (const [i, { conditionType }] of readinessGates.entries())
    checkWith(
      report,
      { at: `spec.readinessGates[${i}].conditionType`, value: conditionType ?? '' },
      checkQualifiedName,
    );
  const seen = new Set<string>();
  for (const [i, { name = '' }] of schedulingGates.entries()) {
    checkWith(report, { at: `spec.schedulingGates[${i}]`, value: name }, checkQualifiedName);
    if (seen.has(name)) report.push(duplicate(`spec.schedulingGates[${i}]`, name));
    seen.add(name);
  }
}
