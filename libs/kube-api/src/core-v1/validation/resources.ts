/** Validation of requests and limits, of containers and of the pod. */
import {
  duplicate,
  forbiddenField,
  invalid,
  notFoundField,
  notSupported,
  required,
} from '../../meta-v1/field-error.ts';
import { checkQualifiedName } from '../../meta-v1/names.ts';
import {
  addQuantities,
  compareQuantities,
  isIntegerQuantity,
  isNegativeQuantity,
  parseQuantity,
} from '../../meta-v1/quantity.ts';
import type { Container, ResourceList, ResourceRequirements } from '../container.ts';
import type { PodSpec } from '../pod.ts';
import { checkOneOf, checkWith, type Report } from './report.ts';

const HUGE_PAGES = 'hugepages-';
const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage']);
const standardResources = new Set([
  ...containerResources,
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
]);

const isHugePages = (name: string): boolean => name.startsWith(HUGE_PAGES);
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
const isOvercommittable = (name: string): boolean => isNative(name) && !isHugePages(name);
const isExtended = (name: string): boolean => !isNative(name) && !name.startsWith('requests.');

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateContainerResourceRequirements */
export function checkResources(
  { limits = {}, requests = {}, claims }: ResourceRequirements,
  at: string,
  report: Report,
): void {
  checkList(report, { list: limits, at: `${at}.limits` });
  checkList(report, { list: requests, at: `${at}.requests` });
  checkAgainstLimits(report, { limits, requests, at });
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory'))
    report.push(forbiddenField(at, 'HugePages require cpu or memory'));
  for (const [i, { name }] of (claims ?? []).entries())
    report.push(
      notFoundField(`${at}.claims[${i}]`, name, 'must be one of the names in pod.spec.resourceClaims which is empty'),
    );
}

interface QuantityList {
  readonly list: ResourceList;
  readonly at: string;
}

function checkList(report: Report, { list, at }: QuantityList): void {
  for (const name in list) {
    const quantity = list[name] ?? '0';
    if (!containerResources.has(name)) checkName(report, name, `${at}[${name}]`);
    if (isNegativeQuantity(quantity))
      report.push(invalid(`${at}[${name}]`, quantity, 'must be greater than or equal to 0'));
    if (isExtended(name) && !isIntegerQuantity(quantity))
      report.push(invalid(`${at}[${name}]`, quantity, 'must be an integer'));
    if (isHugePages(name)) checkPages(report, { name, quantity, at: `${at}[${name}]` });
  }
}

function checkName(report: Report, name: string, at: string): void {
  checkWith(report, { at, value: name }, checkQualifiedName);
  if (name.includes('/') || isHugePages(name)) return;
  if (!standardResources.has(name))
    report.push(invalid(at, name, 'must be a standard resource type or fully qualified'));
  report.push(invalid(at, name, 'must be a standard resource for containers'));
}

interface Pages {
  readonly name: string;
  readonly quantity: string;
  readonly at: string;
}

function checkPages(report: Report, { name, quantity, at }: Pages): void {
  const size = parseQuantity(name.slice(HUGE_PAGES.length)).nano;
  if (size > 0n && parseQuantity(quantity).nano % size === 0n) return;
  report.push(invalid(at, quantity, `${quantity} is not positive integer multiple of ${name}`));
}

interface Requirements {
  readonly limits: ResourceList;
  readonly requests: ResourceList;
  readonly at: string;
}

/** A request may not exceed its limit; where overcommitting is not allowed it must have one and equal it. */
function checkAgainstLimits(report: Report, { limits, requests, at }: Requirements): void {
  for (const name in requests) {
    const [request, limit] = [requests[name] ?? '0', limits[name]];
    if (limit === undefined) {
      if (!isOvercommittable(name))
        report.push(required(`${at}.limits`, 'Limit must be set for non overcommitable resources'));
      continue;
    }
    const order = compareQuantities(request, limit);
    if (order !== 0 && !isOvercommittable(name))
      report.push(invalid(`${at}.requests`, request, `must be equal to ${name} limit of ${limit}`));
    else if (order > 0)
      report.push(invalid(`${at}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`));
  }
}

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateResizePolicy */
export function checkResizePolicy(
  { resizePolicy = [] }: Container,
  at: string,
  options: { report: Report; restartPolicy: string | undefined },
): void {
  const { report, restartPolicy } = options;
  const seen = new Set<string>();
  for (const [i, { resourceName, restartPolicy: policy }] of resizePolicy.entries()) {
    if (seen.has(resourceName)) report.push(duplicate(`${at}[${i}]`, resourceName));
    seen.add(resourceName);
    checkOneOf(report, { at, value: resourceName }, ['cpu', 'memory']);
    checkOneOf(report, { at, value: policy }, ['NotRequired', 'RestartContainer']);
    if (restartPolicy === 'Never' && policy === 'RestartContainer')
      report.push(invalid(at, policy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
  }
}

const isPodResource = (name: string): boolean => name === 'cpu' || name === 'memory' || isHugePages(name);

/**
 * Resources of the pod as a whole: only those that a pod can share, enough for what its containers ask.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: validatePodResources
 */
export function checkPodResources(spec: PodSpec, report: Report): void {
  const { resources } = spec;
  if (!resources) return;
  for (const kind of ['limits', 'requests'] as const)
    for (const name of Object.keys(resources[kind] ?? {}))
      if (!isPodResource(name))
        report.push(notSupported(`spec.resources.${kind}[${name}]`, name, ['cpu', HUGE_PAGES, 'memory']));
  const { limits = {}, requests = {} } = resources;
  checkAgainstLimits(report, { limits, requests, at: 'spec.resources' });
  checkAggregate(spec, requests, report);
  checkContainerLimits(spec, limits, report);
}

function checkAggregate({ containers }: PodSpec, requests: ResourceList, report: Report): void {
  for (const [name, request] of Object.entries(requests)) {
    const sum = containers.reduce(
      (total, { resources }) => addQuantities(total, resources?.requests?.[name] ?? '0'),
      '0',
    );
    if (compareQuantities(request, sum) < 0)
      report.push(
        invalid(
          `spec.resources.requests[${name}]`,
          request,
          `must be greater than or equal to aggregate container requests of ${sum}`,
        ),
      );
  }
}

function checkContainerLimits({ containers }: PodSpec, limits: ResourceList, report: Report): void {
  for (const [i, { resources }] of containers.entries())
    for (const [name, limit] of Object.entries(resources?.limits ?? {})) {
      const podLimit = limits[name];
      if (podLimit !== undefined && compareQuantities(limit, podLimit) > 0)
        report.push(
          invalid(
            `spec.containers[${i}].resources.limits[${name}]`,
            limit,
            `must be less than or equal to pod limits of ${podLimit}`,
          ),
        );
    }
}
