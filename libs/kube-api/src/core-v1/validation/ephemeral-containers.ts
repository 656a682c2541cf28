/** Validation of ephemeral containers. */
import { forbiddenField, notFoundField } from '../../meta-v1/field-error.ts';
import type { Container } from '../container.ts';
import { checkContainer, type ContainerContext } from './containers.ts';
import type { Report } from './report.ts';

const AT = 'spec.ephemeralContainers';
const refused = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'resizePolicy',
] as const;
const NOT_EPHEMERAL = 'cannot be set for an Ephemeral Container';

const isSet = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** @source kube-apiserver v1.37 pkg/apis/core/validation: validateEphemeralContainers */
export function checkEphemeralContainers(context: ContainerContext): void {
  const { report, spec } = context;
  const targets = new Set([...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name));
  for (const [i, container] of (spec.ephemeralContainers ?? []).entries()) {
    const at = `${AT}[${i}]`;
    const { ports: _ports, resources: _resources, ...rest } = container;
    checkContainer(rest, at, context);
    for (const field of refused)
      if (isSet(container[field])) report.push(forbiddenField(`${at}.${field}`, NOT_EPHEMERAL));
    checkSubPaths(container, at, report);
    const { targetContainerName: target } = container;
    if (target && !targets.has(target)) report.push(notFoundField(`${at}.targetContainerName`, target));
  }
}

function checkSubPaths({ volumeMounts = [] }: Container, at: string, report: Report): void {
  for (const [i, mount] of volumeMounts.entries())
    for (const field of ['subPath', 'subPathExpr'] as const)
      if (mount[field]) report.push(forbiddenField(`${at}.volumeMounts[${i}].${field}`, NOT_EPHEMERAL));
}
