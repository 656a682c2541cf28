/** Which objects a request is about: label and field selectors together. */
import {
  badRequest,
  matchesFields,
  matchesRequirements,
  parseFieldSelector,
  parseLabelSelector,
  type FieldRequirement,
  type KubeObject,
  type ResourceType,
} from '#kube-api';

export interface Selectors {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export type ObjectFilter = (object: KubeObject) => boolean;

/** A test for objects, or nothing when everything is selected. Throws a 400 for selectors that cannot be read. */
export function selectorOf(type: ResourceType, { labelSelector, fieldSelector }: Selectors): ObjectFilter | undefined {
  const labels = labelSelector ? parseLabelSelector(labelSelector) : [];
  const fields = fieldSelector ? parseFieldSelector(fieldSelector) : [];
  for (const requirement of fields) checkField(type, requirement);
  if (labels.length === 0 && fields.length === 0) return undefined;
  return (object) =>
    matchesRequirements(labels, object.metadata.labels) &&
    matchesFields(fields, (field) => fieldOf(type, object, field));
}

function fieldOf(type: ResourceType, object: KubeObject, field: string): string {
  if (field === 'metadata.name') return object.metadata.name;
  if (field === 'metadata.namespace') return object.metadata.namespace ?? '';
  return type.selectableFields[field]?.(object) ?? '';
}

/** Kinds with fields of their own have other words for an unknown one. */
function checkField(type: ResourceType, { field }: FieldRequirement): void {
  if (field === 'metadata.name' || (type.namespaced && field === 'metadata.namespace')) return;
  if (Object.hasOwn(type.selectableFields, field)) return;
  if (Object.keys(type.selectableFields).length > 0) throw badRequest(`field label not supported: ${field}`);
  const known = type.namespaced ? '"metadata.name", "metadata.namespace"' : '"metadata.name"';
  throw badRequest(`"${field}" is not a known field selector: only ${known}`);
}
