/** The tables of stateful sets and daemon sets. */
import type { DaemonSet, StatefulSet } from '../apps-v1/sets.ts';
import { ageColumn, column, nameColumn, wideColumn } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';
import { selectorText, templateCells, templateColumns } from './workload-tables.ts';

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printStatefulSet */
export const statefulSetTable: TableType<StatefulSet> = {
  columns: [
    nameColumn,
    column('Ready', 'Number of the pod with ready state'),
    ageColumn,
    wideColumn('Containers', 'Names of each container in the template.'),
    wideColumn('Images', 'Images referenced by each container in the template.'),
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`,
    ageCell(metadata.creationTimestamp, now),
    ...templateCells(spec.template, spec.selector).slice(0, 2),
  ],
};

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printDaemonSet */
export const daemonSetTable: TableType<DaemonSet> = {
  columns: [
    nameColumn,
    column(
      'Desired',
      'The total number of nodes that should be running the daemon pod (including nodes correctly running the daemon pod). More info: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
      'integer',
    ),
    column(
      'Current',
      'The number of nodes that are running at least 1 daemon pod and are supposed to run the daemon pod. More info: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/',
      'integer',
    ),
    column(
      'Ready',
      'numberReady is the number of nodes that should be running the daemon pod and have one or more of the daemon pod running with a Ready Condition.',
      'integer',
    ),
    column('Up-to-date', 'The total number of nodes that are running updated daemon pod', 'integer'),
    column(
      'Available',
      'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and available (ready for at least spec.minReadySeconds)',
      'integer',
    ),
    column(
      'Node Selector',
      "NodeSelector is a selector which must be true for the pod to fit on a node. Selector which must match a node's labels for the pod to be scheduled on that node. More info: https://kubernetes.io/docs/concepts/configuration/assign-pod-node/",
    ),
    ageColumn,
    ...templateColumns(
      "A label query over pods that are managed by the daemon set. Must match in order to be controlled. It must match the pod template's labels. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors",
    ),
  ],
  cells: ({ metadata, spec, status = {} }, now) => [
    metadata.name,
    status.desiredNumberScheduled ?? 0,
    status.currentNumberScheduled ?? 0,
    status.numberReady ?? 0,
    status.updatedNumberScheduled ?? 0,
    status.numberAvailable ?? 0,
    selectorText({ matchLabels: spec.template.spec.nodeSelector ?? {} }),
    ageCell(metadata.creationTimestamp, now),
    ...templateCells(spec.template, spec.selector),
  ],
};
