/** OpenAPI schemas of kinds, made from their structure. */
import {
  hasStruct,
  isCoreStruct,
  structOf,
  type Field,
  type FieldType,
  type ScalarName,
} from '../schema/struct-types.ts';
import { descriptions } from './descriptions.ts';

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

type Schema = Readonly<Record<string, unknown>>;

const scalars: Readonly<Record<ScalarName, Schema>> = {
  string: { type: 'string' },
  bytes: { type: 'string', format: 'byte' },
  bool: { type: 'boolean' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  float64: { type: 'number', format: 'double' },
  Quantity: { allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' }] },
  Time: { type: 'string', format: 'date-time' },
  MicroTime: { type: 'string', format: 'date-time' },
  IntOrString: { allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString' }] },
  any: { type: 'object' },
};

/** Scalars that have a name of their own. */
const namedScalars: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    description: 'An amount, such as 100m, 0.5, 64Mi or 1G.',
    oneOf: [{ type: 'string' }, { type: 'number' }],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    description: 'A number, or a text: the name of a port, or a percentage.',
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
};

/** What these fields mean in every kind. */
const common: Readonly<Record<string, string>> = {
  apiVersion: 'The group and version of the kind, such as v1 or apps/v1.',
  kind: 'The kind of the object.',
  metadata: 'Name, namespace, labels and the like.',
  spec: 'What the object is to be.',
  status: 'What the object is now, as it was last observed.',
};

/** Schemas of the kinds and of all that they consist of, by their names in the document. */
export function schemasOf(kinds: readonly GroupVersionKind[]): Readonly<Record<string, Schema>> {
  const schemas = new Map<string, Schema>(Object.entries(namedScalars));
  for (const kind of kinds) visit(schemas, kind.kind, kind);
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The name of a struct: of the group that its kinds are in, but for what all of them share. */
const nameOf = (struct: string, { group, version }: GroupVersionKind): string => {
  const own = isCoreStruct(struct) || group === '' ? 'core.v1' : `${group.split('.', 1)[0] ?? ''}.${version}`;
  return `io.k8s.api.${own}.${struct}`;
};

function visit(schemas: Map<string, Schema>, struct: string, of: GroupVersionKind): void {
  const name = nameOf(struct, of);
  if (schemas.has(name) || !hasStruct(struct)) return;
  schemas.set(name, {});
  const { fields } = structOf(struct);
  const properties = [...fields.values()].map((field): [string, Schema] => [field.name, propertyOf(struct, field, of)]);
  const required = [...fields.values()].filter(isRequired).map((field) => field.name);
  const description = descriptions[struct];
  schemas.set(name, {
    ...(description !== undefined && { description }),
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    ...(struct === of.kind && { 'x-kubernetes-group-version-kind': [of] }),
  });
  for (const { type } of fields.values()) visitType(schemas, type, of);
}

function visitType(schemas: Map<string, Schema>, type: FieldType, of: GroupVersionKind): void {
  if (type.kind === 'struct') visit(schemas, type.struct, of);
  else if (type.kind !== 'scalar') visitType(schemas, type.item, of);
}

/** Texts and numbers that print when they are empty are those that have to be there. */
const isRequired = ({ type, zero, isPointer }: Field): boolean =>
  zero !== undefined && zero !== null && type.kind === 'scalar' && type.scalar !== 'Quantity' && !isPointer;

function propertyOf(struct: string, field: Field, of: GroupVersionKind): Schema {
  const description = descriptionOf(struct, field.name);
  const merge = field.mergeKey === undefined ? {} : mergeOf(field);
  return { ...(description !== undefined && { description }), ...typeSchema(field.type, of), ...merge };
}

const descriptionOf = (struct: string, field: string): string | undefined =>
  descriptions[`${struct}.${field}`] ?? (Object.hasOwn(common, field) ? common[field] : undefined);

function mergeOf({ mergeKey = '', retainKeys }: Field): Schema {
  return {
    'x-kubernetes-patch-strategy': retainKeys ? 'merge,retainKeys' : 'merge',
    ...(mergeKey !== '' && { 'x-kubernetes-patch-merge-key': mergeKey }),
  };
}

function typeSchema(type: FieldType, of: GroupVersionKind): Schema {
  if (type.kind === 'scalar') return scalars[type.scalar];
  if (type.kind === 'struct') return { allOf: [{ $ref: `#/components/schemas/${nameOf(type.struct, of)}` }] };
  const item = typeSchema(type.item, of);
  return type.kind === 'list' ? { type: 'array', items: item } : { type: 'object', additionalProperties: item };
}
