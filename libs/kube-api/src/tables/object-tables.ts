/** The tables of namespaces, config maps, secrets, service accounts and priority classes, and the table of anything else. */
import type { ConfigMap, Namespace, PriorityClass, Secret } from '../core-v1/objects.ts';
import type { KubeObject } from '../meta-v1/object-meta.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';

const age = ({ metadata }: KubeObject, nowUnixMs: number): string => ageCell(metadata.creationTimestamp, nowUnixMs);
const countOf = (...maps: readonly (object | undefined)[]): number =>
  maps.reduce((count, map) => count + Object.keys(map ?? {}).length, 0);

export const namespaceTable: TableType<Namespace> = {
  columns: [nameColumn, column('Status', 'The status of the namespace'), ageColumn],
  cells: (namespace, now) => [namespace.metadata.name, namespace.status?.phase ?? '', age(namespace, now)],
};

export const configMapTable: TableType<ConfigMap> = {
  columns: [
    nameColumn,
    column(
      'Data',
      "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the keys in the BinaryData field, this is enforced during validation process.",
    ),
    ageColumn,
  ],
  cells: (configMap, now) => [
    configMap.metadata.name,
    countOf(configMap.data, configMap.binaryData),
    age(configMap, now),
  ],
};

export const secretTable: TableType<Secret> = {
  columns: [
    nameColumn,
    column(
      'Type',
      'Used to facilitate programmatic handling of secret data. More info: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    ),
    column(
      'Data',
      "Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The serialized form of the secret data is a base64 encoded string, representing the arbitrary (possibly non-string) data value here. Described in https://tools.ietf.org/html/rfc4648#section-4",
    ),
    ageColumn,
  ],
  cells: (secret, now) => [secret.metadata.name, secret.type ?? '', countOf(secret.data), age(secret, now)],
};

export const priorityClassTable: TableType<PriorityClass> = {
  columns: [
    nameColumn,
    column(
      'Value',
      'value represents the integer value of this priority class. This is the actual priority that pods receive when they have the name of this class in their pod spec.',
      'integer',
    ),
    column(
      'Global-Default',
      'globalDefault specifies whether this PriorityClass should be considered as the default priority for pods that do not have any priority class. Only one PriorityClass can be marked as `globalDefault`. However, if more than one PriorityClasses exists with their `globalDefault` field set to true, the smallest value of such global default PriorityClasses will be used as the default priority.',
      'boolean',
    ),
    ageColumn,
    column(
      'PreemptionPolicy',
      'preemptionPolicy is the Policy for preempting pods with lower priority. One of Never, PreemptLowerPriority. Defaults to PreemptLowerPriority if unset.',
    ),
  ],
  cells: (priorityClass, now) => [
    priorityClass.metadata.name,
    priorityClass.value,
    priorityClass.globalDefault ?? false,
    age(priorityClass, now),
    priorityClass.preemptionPolicy ?? '',
  ],
};

/** Name and age: service accounts, and every kind without columns of its own. */
export const plainTable: TableType<KubeObject> = {
  columns: [nameColumn, ageColumn],
  cells: (object, now) => [object.metadata.name, age(object, now)],
};
