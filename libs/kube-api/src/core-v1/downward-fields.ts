/** The downward API: fields of a pod and resources of its containers as texts, for variables and files. */
import { milliValue, quantityValue } from '../meta-v1/quantity.ts';
import { goQuote } from '../text/go-text.ts';
import type { Container, ResourceList } from './container.ts';
import type { Pod } from './pod.ts';

export interface FieldPlace {
  readonly pod: Pod;
  readonly podIP: string;
  readonly hostIP: string;
}

const fields: Readonly<Record<string, (place: FieldPlace) => string | undefined>> = {
  'metadata.name': ({ pod }) => pod.metadata.name,
  'metadata.namespace': ({ pod }) => pod.metadata.namespace,
  'metadata.uid': ({ pod }) => pod.metadata.uid,
  'metadata.labels': ({ pod }) => mapText(pod.metadata.labels),
  'metadata.annotations': ({ pod }) => mapText(pod.metadata.annotations),
  'spec.nodeName': ({ pod }) => pod.spec.nodeName,
  'spec.serviceAccountName': ({ pod }) => pod.spec.serviceAccountName,
  'status.podIP': ({ podIP }) => podIP,
  'status.podIPs': ({ podIP }) => podIP,
  'status.hostIP': ({ hostIP }) => hostIP,
  'status.hostIPs': ({ hostIP }) => hostIP,
};

/** @source kubernetes v1.37 pkg/fieldpath/fieldpath.go FormatMap */
const mapText = (map: Readonly<Record<string, string>> = {}): string =>
  Object.entries(map)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .join('\n');

/**
 * The text of a field such as `metadata.name` or `metadata.labels['app']`; absent: there is no such field.
 * @source kubernetes v1.37 pkg/fieldpath/fieldpath.go ExtractFieldPathAsString
 */
export function podField(path: string, place: FieldPlace): string | undefined {
  const [, list, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  const map = list === 'labels' ? place.pod.metadata.labels : place.pod.metadata.annotations;
  if (key !== undefined) return map && Object.hasOwn(map, key) ? map[key] : '';
  return Object.hasOwn(fields, path) ? (fields[path]?.(place) ?? '') : undefined;
}

export interface ResourceField {
  readonly containerName?: string;
  /** Such as `limits.cpu`. */
  readonly resource: string;
  readonly divisor?: string;
}

interface ResourcePlace {
  readonly pod: Pod;
  /** Whose resources are meant when no container is named. */
  readonly container?: Container;
  /** What the node can give: the limit of a container that has none. */
  readonly allocatable: ResourceList;
}

/**
 * The amount of a resource in units of the divisor, rounded up.
 * @source kubernetes v1.37 pkg/api/v1/resource/helpers.go ExtractContainerResourceValue
 */
export function resourceField(field: ResourceField, { pod, container, allocatable }: ResourcePlace): string {
  const { containerName, resource, divisor = '1' } = field;
  const all = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const { limits, requests } =
    (containerName ? all.find(({ name }) => name === containerName) : container)?.resources ?? {};
  const [kind, name = ''] = resource.split(/\.(.*)/s, 2);
  const amount = kind === 'limits' ? (limits?.[name] ?? allocatable[name]) : requests?.[name];
  const valueOf = name === 'cpu' ? milliValue : quantityValue;
  return String(Math.ceil(valueOf(amount) / (valueOf(divisor) || valueOf('1'))));
}
