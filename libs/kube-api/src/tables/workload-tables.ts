/** The tables of deployments and replica sets. */
import type { Deployment, PodTemplate, ReplicaSet } from '../apps-v1/workloads.ts';
import type { LabelSelector } from '../core-v1/pod.ts';
import { ageColumn, column, nameColumn, wideColumn, type ColumnDefinition } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';

/** The last columns of every workload, with the description of its selector. */
export const templateColumns = (selector: string): readonly ColumnDefinition[] => [
  wideColumn('Containers', 'Names of each container in the template.'),
  wideColumn('Images', 'Images referenced by each container in the template.'),
  wideColumn('Selector', selector),
];

/** Containers and images of a template, and the selector: the last cells of every workload. */
export function templateCells({ spec }: PodTemplate, selector: LabelSelector | undefined): readonly string[] {
  const containers = spec.containers ?? [];
  const join = (texts: readonly (string | undefined)[]): string => texts.map((text) => text ?? '').join(',');
  return [join(containers.map(({ name }) => name)), join(containers.map(({ image }) => image)), selectorText(selector)];
}

const operators: Readonly<Record<string, (key: string, values: readonly string[]) => string>> = {
  In: (key, values) => `${key} in (${values.join(',')})`,
  NotIn: (key, values) => `${key} notin (${values.join(',')})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/**
 * A selector in one line; `<none>` when it is empty.
 * @source kube-apiserver v1.37 apimachinery/pkg/apis/meta/v1: FormatLabelSelector
 */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string {
  const terms = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      text: operators[operator]?.(key, values) ?? '',
    })),
  ];
  return terms.length === 0
    ? '<none>'
    : terms
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ text }) => text)
        .join(',');
}

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printDeployment */
export const deploymentTable: TableType<Deployment> = {
  columns: [
    nameColumn,
    column('Ready', 'Number of the pod with ready state'),
    column(
      'Up-to-date',
      'Total number of non-terminating pods targeted by this deployment that have the desired template spec.',
    ),
    column(
      'Available',
      'Total number of available non-terminating pods (ready for at least minReadySeconds) targeted by this deployment.',
    ),
    ageColumn,
    ...templateColumns(
      "Label selector for pods. Existing ReplicaSets whose pods are selected by this will be the ones affected by this deployment. It must match the pod template's labels.",
    ),
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
    status.updatedReplicas ?? 0,
    status.availableReplicas ?? 0,
    ageCell(metadata.creationTimestamp, now),
    ...templateCells(spec.template, spec.selector),
  ],
};

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printReplicaSet */
export const replicaSetTable: TableType<ReplicaSet> = {
  columns: [
    nameColumn,
    column(
      'Desired',
      'Replicas is the number of desired pods. This is a pointer to distinguish between explicit zero and unspecified. Defaults to 1. More info: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset',
      'integer',
    ),
    column(
      'Current',
      'Replicas is the most recently observed number of non-terminating pods. More info: https://kubernetes.io/docs/concepts/workloads/controllers/replicaset',
      'integer',
    ),
    column(
      'Ready',
      'The number of non-terminating pods targeted by this ReplicaSet with a Ready Condition.',
      'integer',
    ),
    ageColumn,
    ...templateColumns(
      "Selector is a label query over pods that should match the replica count. Label keys and values that must match in order to be controlled by this replica set. It must match the pod template's labels. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
    ),
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    spec.replicas ?? 0,
    status.replicas ?? 0,
    status.readyReplicas ?? 0,
    ageCell(metadata.creationTimestamp, now),
    ...templateCells(spec.template, spec.selector),
  ],
};
