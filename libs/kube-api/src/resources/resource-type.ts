/** What the API server has to know about a kind of object; one row of the resource table. */
import type { FieldError } from '../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../meta-v1/metadata-validation.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import type { TableType } from '../tables/table.ts';

export type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

export interface SubresourceType {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly Verb[];
}

/** Fields beyond `metadata.name` and `metadata.namespace` that a field selector may name, and how to read them. */
export type SelectableFields<T> = Readonly<Record<string, (object: T) => string>>;

/** Invariant: `kind` and `resource` are unique within `group`. */
export interface ResourceType<T extends KubeObject = KubeObject> {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural name, as in paths: `pods`. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly Verb[];
  readonly subresources: readonly SubresourceType[];
  readonly storageVersionHash: string;
  /** A metadata.generation is kept and raised when the spec changes. */
  readonly hasGeneration: boolean;
  /** A PUT to a name that does not exist creates it. */
  readonly createsOnUpdate: boolean;
  /** A PUT must carry a resourceVersion. */
  readonly needsVersion: boolean;
  /** DELETE answers with the object; otherwise with a Status. */
  readonly returnsDeleted: boolean;
  /** Fills what a client left out, as decoding does. */
  readonly defaults: (object: T) => T;
  /** What the server owns in a new object: status wiped, labels added. */
  readonly prepareForCreate: (object: T) => T;
  /** What an update of the main resource may not bring along, taken from the stored object. */
  readonly prepareForUpdate: (object: T, stored: T) => T;
  readonly validate: (object: T) => readonly FieldError[];
  readonly validateUpdate: (object: T, stored: T) => readonly FieldError[];
  readonly validateStatusUpdate: (object: T, stored: T) => readonly FieldError[];
  /** Texts of `Warning` headers for an accepted object. */
  readonly warnings: (object: T) => readonly string[];
  readonly selectableFields: SelectableFields<T>;
  readonly table: TableType<T>;
}

/** What a row says; the rest has the usual values. */
export type ResourceRow<T extends KubeObject> = Pick<ResourceType<T>, 'resource' | 'singular' | 'kind' | 'table'> &
  Partial<ResourceType<T>>;

export const allVerbs: readonly Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const nothingWrong = (): readonly [] => [];

/** A row of the table with its usual values filled in. */
export function defineResource<T extends KubeObject>(row: ResourceRow<T>): ResourceType {
  const full: ResourceType<T> = {
    group: '',
    version: 'v1',
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: allVerbs,
    subresources: [],
    storageVersionHash: '',
    hasGeneration: false,
    createsOnUpdate: false,
    needsVersion: false,
    returnsDeleted: false,
    defaults: (object) => object,
    prepareForCreate: (object) => object,
    prepareForUpdate: (object) => object,
    validate: nothingWrong,
    validateUpdate: (object, stored) => [
      ...validateMetadataUpdate(object.metadata, stored.metadata),
      ...(row.validate?.(object) ?? []),
    ],
    validateStatusUpdate: (object, stored) => validateMetadataUpdate(object.metadata, stored.metadata),
    warnings: nothingWrong,
    selectableFields: {},
    ...row,
  };
  return full as unknown as ResourceType; // the server hands a row only objects of its own kind
}
