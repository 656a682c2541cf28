/** How lists and maps merge when fields are owned one by one: which lists have keys, which are sets, what is one piece. */
import type { Field, FieldType } from '../schema/struct-types.ts';

/** Structs whose fields are owned together. */
const atomicStructs = new Set([
  'ConfigMapKeySelector',
  'EndpointAddress',
  'EndpointPort',
  'FileKeySelector',
  'LabelSelector',
  'LocalObjectReference',
  'NodeSelector',
  'NodeSelectorTerm',
  'ObjectFieldSelector',
  'ObjectReference',
  'OwnerReference',
  'ResourceFieldSelector',
  'SecretKeySelector',
  'SecretReference',
  'TypedLocalObjectReference',
]);

/** Maps whose entries are owned together. */
const atomicMaps = new Set(['PodSpec.nodeSelector', 'ReplicationControllerSpec.selector', 'ServiceSpec.selector']);

/** Keys of lists that differ from their merge key in strategic merge patches. */
const listKeys: Readonly<Record<string, readonly string[]>> = {
  'Container.ports': ['containerPort', 'protocol'],
  'EphemeralContainer.ports': ['containerPort', 'protocol'],
  'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'ResourceRequirements.claims': ['name'],
  'ServiceSpec.ports': ['port', 'protocol'],
};

/** What a key field counts as when an item leaves it out. */
export const keyDefaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

export type MergeType =
  | { readonly kind: 'atomic' }
  | { readonly kind: 'struct'; readonly struct: string }
  | { readonly kind: 'map'; readonly item: FieldType }
  | { readonly kind: 'set' }
  | { readonly kind: 'list'; readonly keys: readonly string[]; readonly struct: string };

const ATOMIC: MergeType = { kind: 'atomic' };

/** How a field of a struct merges. @source kube-apiserver v1.37 structured-merge-diff/schema, OpenAPI x-kubernetes-list-type */
export function mergeTypeOf(struct: string, { name, type, mergeKey }: Field): MergeType {
  const path = `${struct}.${name}`;
  if (type.kind === 'list') return listTypeOf(type.item, listKeys[path] ?? keysOf(mergeKey));
  return type.kind === 'map' && atomicMaps.has(path) ? ATOMIC : valueTypeOf(type);
}

/** The same for the values of a map. */
export function valueTypeOf(type: FieldType): MergeType {
  if (type.kind === 'struct') return atomicStructs.has(type.struct) ? ATOMIC : type;
  return type.kind === 'map' ? { kind: 'map', item: type.item } : ATOMIC;
}

/** A list of plain values that merges is a set, which has no keys. */
const keysOf = (mergeKey: string | undefined): readonly string[] | undefined =>
  mergeKey === '' ? [] : mergeKey === undefined ? undefined : [mergeKey];

function listTypeOf(item: FieldType, keys: readonly string[] | undefined): MergeType {
  if (keys === undefined) return ATOMIC;
  if (keys.length === 0) return { kind: 'set' };
  return item.kind === 'struct' ? { kind: 'list', keys, struct: item.struct } : ATOMIC;
}
