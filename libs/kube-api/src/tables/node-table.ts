/** The table of nodes. */
import { findCondition } from '../meta-v1/conditions.ts';
import type { Node } from '../core-v1/node.ts';
import { ageColumn, column, nameColumn, wideColumn, type ColumnDefinition } from './columns.ts';
import { ageCell } from './pod-row.ts';
import type { TableType } from './table.ts';

const columns: readonly ColumnDefinition[] = [
  nameColumn,
  column('Status', 'The status of the node'),
  column('Roles', 'The roles of the node'),
  ageColumn,
  column('Version', 'Kubelet Version reported by the node.'),
  wideColumn(
    'Internal-IP',
    "List of addresses reachable to the node. Queried from cloud provider, if available. More info: https://kubernetes.io/docs/reference/node/node-status/#addresses Note: This field is declared as mergeable, but the merge key is not sufficiently unique, which can cause data corruption when it is merged. Callers should instead use a full-replacement patch. See https://pr.k8s.io/79391 for an example. Consumers should assume that addresses can change during the lifetime of a Node. However, there are some exceptions where this may not be possible, such as Pods that inherit a Node's address in its own status or consumers of the downward API (status.hostIP).",
  ),
  wideColumn(
    'External-IP',
    "List of addresses reachable to the node. Queried from cloud provider, if available. More info: https://kubernetes.io/docs/reference/node/node-status/#addresses Note: This field is declared as mergeable, but the merge key is not sufficiently unique, which can cause data corruption when it is merged. Callers should instead use a full-replacement patch. See https://pr.k8s.io/79391 for an example. Consumers should assume that addresses can change during the lifetime of a Node. However, there are some exceptions where this may not be possible, such as Pods that inherit a Node's address in its own status or consumers of the downward API (status.hostIP).",
  ),
  wideColumn('OS-Image', 'OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy)).'),
  wideColumn('Kernel-Version', "Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64)."),
  wideColumn(
    'Container-Runtime',
    'ContainerRuntime Version reported by the node through runtime remote API (e.g. containerd://1.4.2).',
  ),
];

/** @source kube-apiserver v1.37 pkg/printers/internalversion: printNode */
function nodeRow(node: Node, nowUnixMs: number): readonly unknown[] {
  const info = node.status?.nodeInfo ?? {};
  const kernel = info['kernelVersion'];
  return [
    node.metadata.name,
    statusCell(node),
    rolesCell(node),
    ageCell(node.metadata.creationTimestamp, nowUnixMs),
    info['kubeletVersion'] ?? '',
    addressCell(node, 'InternalIP'),
    addressCell(node, 'ExternalIP'),
    info['osImage'] || '<unknown>',
    kernel ? `${kernel} (${info['architecture'] ?? ''})` : '<unknown>',
    info['containerRuntimeVersion'] || '<unknown>',
  ];
}

function statusCell({ spec, status }: Node): string {
  const ready = findCondition(status?.conditions, 'Ready');
  const state = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return spec?.unschedulable ? `${state},SchedulingDisabled` : state;
}

const ROLE = 'node-role.kubernetes.io/';

function rolesCell({ metadata }: Node): string {
  const labels = Object.entries(metadata.labels ?? {});
  const roles = labels.flatMap(([key, value]) => {
    if (key.startsWith(ROLE)) return key.length > ROLE.length ? [key.slice(ROLE.length)] : [];
    return key === 'kubernetes.io/role' && value !== '' ? [value] : [];
  });
  return roles.length > 0 ? [...new Set(roles)].sort().join(',') : '<none>';
}

const addressCell = ({ status }: Node, type: string): string =>
  status?.addresses?.find((address) => address.type === type)?.address ?? '<none>';

export const nodeTable: TableType<Node> = { columns, cells: nodeRow };
