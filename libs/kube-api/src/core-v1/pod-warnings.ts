/** Warnings about pods that are accepted although something looks wrong. */
import { checkLabelName } from '../meta-v1/names.ts';
import { isIntegerQuantity } from '../meta-v1/quantity.ts';
import type { Container, ResourceList } from './container.ts';
import type { Pod, PodSpec } from './pod.ts';

/** @source kube-apiserver v1.37 pkg/api/pod: GetWarningsForPod; pkg/registry/core/pod: podStrategy.WarningsOnCreate */
export function podWarnings({ metadata, spec }: Pod): readonly string[] {
  const warnings: string[] = [];
  const details = checkLabelName(metadata.name);
  if (details.length > 0)
    warnings.push(
      `metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${details.join(' ')}]`,
    );
  warnAboutSpec(spec, warnings);
  return warnings;
}

function warnAboutSpec(spec: PodSpec, warnings: string[]): void {
  for (const [i, { labelSelector }] of (spec.topologySpreadConstraints ?? []).entries())
    if (!labelSelector)
      warnings.push(
        `spec.topologySpreadConstraints[${i}].labelSelector: a null labelSelector results in matching no pod`,
      );
  for (const [i, { name }] of (spec.imagePullSecrets ?? []).entries())
    if (!name) warnings.push(`spec.imagePullSecrets[${i}].name: invalid empty name ""`);
  for (const { name, projected } of spec.volumes ?? [])
    if (projected?.sources?.some((source) => Object.keys(source).length === 0))
      warnings.push(`volume "${name}" (Projected) has no sources provided`);
  for (const [i, container] of (spec.initContainers ?? []).entries())
    warnAboutContainer(container, `spec.initContainers[${i}]`, warnings);
  for (const [i, container] of spec.containers.entries())
    warnAboutContainer(container, `spec.containers[${i}]`, warnings);
}

function warnAboutContainer({ ports, env, resources }: Container, at: string, warnings: string[]): void {
  warnAboutMemory(resources?.limits, `${at}.resources.limits`, warnings);
  warnAboutMemory(resources?.requests, `${at}.resources.requests`, warnings);
  if (ports && ports.length > 1)
    warnAboutRepeats({ at: `${at}.ports`, keys: ports.map(portKey), warnings }, duplicatePort);
  if (env && env.length > 1)
    warnAboutRepeats({ at: `${at}.env`, keys: env.map(({ name }) => name), warnings }, hiddenVariable);
}

function warnAboutMemory(list: ResourceList | undefined, at: string, warnings: string[]): void {
  for (const name of ['memory', 'ephemeral-storage']) {
    const quantity = list?.[name];
    if (quantity !== undefined && !isIntegerQuantity(quantity))
      warnings.push(`${at}[${name}]: fractional byte value "${quantity}" is invalid, must be an integer`);
  }
}

type Port = NonNullable<Container['ports']>[number];

const portKey = ({ containerPort, protocol, hostPort, hostIP }: Port): string =>
  `${containerPort}/${protocol}/${hostPort ?? 0}/${hostIP ?? ''}`;

interface Repeats {
  readonly at: string;
  readonly keys: readonly string[];
  readonly warnings: string[];
}

const duplicatePort = (at: string, index: number): string => `duplicate port definition with ${at}[${index}]`;
const hiddenVariable = (_at: string, _index: number, name: string): string =>
  `hides previous definition of "${name}", which may be dropped when using apply`;

function warnAboutRepeats(
  { at, keys, warnings }: Repeats,
  say: (at: string, first: number, key: string) => string,
): void {
  const first = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    else warnings.push(`${at}[${i}]: ${say(at, before, key)}`);
  }
}
