/** Pod templates as the Go library `spew` prints them: the text that Kubernetes hashes to name replica sets. */
import type { PodTemplate } from '../apps-v1/workloads.ts';
import { goType, type GoType } from './go-types.ts';
import { dumpQuantity } from './quantity-dump.ts';

type Plain = Readonly<Record<string, unknown>>;

const NO_TIME = '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}';

/** Types that Go prints with private fields. */
const opaque: Readonly<Record<string, (value: unknown) => string>> = {
  'resource.Quantity': (value) => dumpQuantity(String(value ?? '0')),
  'intstr.IntOrString': dumpIntOrString,
  'v1.Time': () => NO_TIME,
};

/**
 * A stored template, with every field of its Go types in their order.
 * @source kube-controller-manager v1.37 k8s.io/utils/dump: ForHash
 * @divergence times and managed fields in the metadata of a template count as not set
 */
export function dumpTemplate({ metadata = {}, spec }: PodTemplate): string {
  const { deletionTimestamp: _time, managedFields: _fields, ...named } = metadata as Plain;
  return dumpTyped(goType('v1.PodTemplateSpec'), { metadata: named, spec });
}

const dumpTyped = (type: GoType, value: unknown): string => `(${type.text})${dumpValue(type, value)}`;

function dumpValue(type: GoType, value: unknown): string {
  switch (type.kind) {
    case 'pointer':
      return value === undefined || value === null ? '<nil>' : dumpValue(type.item, value);
    case 'list':
      return dumpList(type.item, value as readonly unknown[] | null | undefined); // decoded as a list
    case 'map':
      return dumpMap(type.item, value as Plain | null | undefined); // decoded as a map
    case 'struct':
      return `{${type.fields.map((field) => `${field.name}:${dumpTyped(field.type, memberOf(value, field.json))}`).join(' ')}}`;
    case 'scalar':
      return String(value ?? type.zero); // a string, a number or a boolean
    case 'opaque':
      return opaque[type.text]?.(value) ?? '';
  }
}

const memberOf = (value: unknown, json: string | undefined): unknown =>
  json === undefined ? value : (value as Plain | null | undefined)?.[json]; // decoded as an object

/** An empty list is the same as none: the protocol between the servers knows no difference. */
const dumpList = (item: GoType, value: readonly unknown[] | null | undefined): string =>
  value?.length ? `[${value.map((each) => dumpValue(item, each)).join(' ')}]` : '<nil>';

function dumpMap(item: GoType, value: Plain | null | undefined): string {
  const keys = Object.keys(value ?? {}).sort();
  if (!value || keys.length === 0) return '<nil>';
  return `map[${keys.map((key) => `${key}:${dumpValue(item, value[key])}`).join(' ')}]`;
}

function dumpIntOrString(value: unknown): string {
  const isText = typeof value === 'string';
  return `{Type:(intstr.Type)${isText ? 1 : 0} IntVal:(int32)${isText ? 0 : Number(value ?? 0)} StrVal:(string)${isText ? value : ''}}`;
}
