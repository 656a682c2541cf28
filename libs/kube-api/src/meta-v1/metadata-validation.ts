/** Validation of object metadata, on create and on update. */
import { forbiddenField, invalid, invalidAll, required, tooLong, type FieldError } from './field-error.ts';
import { checkLabelValue, checkQualifiedName } from './names.ts';
import type { ObjectMeta, OwnerReference } from './object-meta.ts';

type NameCheck = (name: string) => readonly string[];

const ANNOTATIONS_LIMIT = 262_144;
const standardFinalizers = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);

/**
 * Names, labels, annotations, owners and finalizers, in that order.
 * @source kube-apiserver v1.37 apimachinery/pkg/api/validation: ValidateObjectMetaAccessor
 */
export function validateMetadata(metadata: ObjectMeta, checkName: NameCheck): readonly FieldError[] {
  return [
    ...validateName(metadata, checkName),
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations),
    ...validateOwners(metadata.ownerReferences),
    ...validateFinalizers(metadata.finalizers),
  ];
}

function validateName({ name, generateName }: ObjectMeta, checkName: NameCheck): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (generateName)
    errors.push(...invalidAll('metadata.generateName', generateName, checkName(maskTrailingDash(generateName))));
  if (!name) errors.push(required('metadata.name', 'name or generateName is required'));
  else errors.push(...invalidAll('metadata.name', name, checkName(name)));
  return errors;
}

/** A prefix may end in a dash, as random characters follow. */
const maskTrailingDash = (prefix: string): string =>
  prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;

/** Keys and values of labels or of a node selector, all reported at the map's own path. */
export function validateLabels(
  labels: Readonly<Record<string, string>> | undefined,
  at: string,
): readonly FieldError[] {
  if (!labels) return [];
  return Object.entries(labels).flatMap(([key, value]) => [
    ...invalidAll(at, key, checkQualifiedName(key)),
    ...invalidAll(at, value, checkLabelValue(value)),
  ]);
}

function validateAnnotations(annotations: Readonly<Record<string, string>> | undefined): readonly FieldError[] {
  if (!annotations) return [];
  const at = 'metadata.annotations';
  const entries = Object.entries(annotations);
  const errors = entries.flatMap(([key]) => invalidAll(at, key, checkQualifiedName(key.toLowerCase())));
  const size = entries.reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);
  return size > ANNOTATIONS_LIMIT ? [...errors, tooLong(at, ANNOTATIONS_LIMIT)] : errors;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) length++;
    // Half of a surrogate pair: four bytes for two code units.
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) length++;
  }
  return length;
}

function validateOwners(owners: readonly OwnerReference[] | undefined): readonly FieldError[] {
  if (!owners) return [];
  const at = 'metadata.ownerReferences';
  const errors = owners.flatMap(validateOwner);
  const controllers = owners.filter(({ controller }) => controller);
  const [first, second] = controllers;
  if (!first || !second) return errors;
  const names = `${first.kind}/${first.name} and ${second.kind}/${second.name}`;
  const detail = `Only one reference can have Controller set to true. Found "true" in references for ${names}`;
  return [...errors, invalid(at, owners.map(ownerInGoOrder), detail)];
}

function validateOwner(owner: OwnerReference, index: number): readonly FieldError[] {
  const at = 'metadata.ownerReferences';
  const errors: FieldError[] = [];
  if (!owner.apiVersion) errors.push(invalid(`${at}.apiVersion`, '', 'version must not be empty'));
  if (!owner.kind) errors.push(invalid(`${at}.kind`, '', 'must not be empty'));
  if (!owner.name) errors.push(invalid(`${at}.name`, '', 'must not be empty'));
  if (!owner.uid) errors.push(required(`${at}[${index}].uid`, 'must not be empty'));
  if (owner.apiVersion === 'v1' && owner.kind === 'Event')
    errors.push(invalid(at, ownerInGoOrder(owner), '/v1, Kind=Event is disallowed from being an owner'));
  return errors;
}

const ownerInGoOrder = ({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }: OwnerReference): unknown => ({
  apiVersion,
  kind,
  name,
  uid,
  ...(controller !== undefined && { controller }),
  ...(blockOwnerDeletion !== undefined && { blockOwnerDeletion }),
});

function validateFinalizers(finalizers: readonly string[] | undefined): readonly FieldError[] {
  if (!finalizers) return [];
  const at = 'metadata.finalizers';
  const malformed = finalizers.flatMap((name) => invalidAll(at, name, checkQualifiedName(name)));
  const detail = 'name is neither a standard finalizer name nor is it fully qualified';
  const unqualified = finalizers.flatMap((name, i) =>
    name.includes('/') || standardFinalizers.has(name) ? [] : [invalid(`${at}[${i}]`, name, detail)],
  );
  return [...malformed, ...unqualified];
}

const immutable = (metadata: ObjectMeta, stored: ObjectMeta, field: keyof ObjectMeta): readonly FieldError[] =>
  metadata[field] === stored[field] ? [] : [invalid(`metadata.${field}`, metadata[field], 'field is immutable')];

/**
 * What an update may not change in metadata, and its new labels, annotations, owners and finalizers.
 * @source kube-apiserver v1.37 apimachinery/pkg/api/validation: ValidateObjectMetaAccessorUpdate
 */
export function validateMetadataUpdate(metadata: ObjectMeta, stored: ObjectMeta): readonly FieldError[] {
  if (metadata === stored) return [];
  return [
    ...validateFinalizerUpdate(metadata, stored),
    ...immutable(metadata, stored, 'name'),
    ...immutable(metadata, stored, 'namespace'),
    ...immutable(metadata, stored, 'uid'),
    ...immutable(metadata, stored, 'creationTimestamp'),
    ...immutable(metadata, stored, 'deletionTimestamp'),
    ...immutable(metadata, stored, 'deletionGracePeriodSeconds'),
    ...(metadata.labels === stored.labels ? [] : validateLabels(metadata.labels, 'metadata.labels')),
    ...(metadata.annotations === stored.annotations ? [] : validateAnnotations(metadata.annotations)),
    ...(metadata.ownerReferences === stored.ownerReferences ? [] : validateOwners(metadata.ownerReferences)),
    ...(metadata.finalizers === stored.finalizers ? [] : validateFinalizers(metadata.finalizers)),
  ];
}

function validateFinalizerUpdate(metadata: ObjectMeta, stored: ObjectMeta): readonly FieldError[] {
  if (!stored.deletionTimestamp) return [];
  const added = (metadata.finalizers ?? []).filter((name) => !stored.finalizers?.includes(name));
  if (added.length === 0) return [];
  const list = added.map((name) => `"${name}"`).join(', ');
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [forbiddenField('metadata.finalizers', detail)];
}
