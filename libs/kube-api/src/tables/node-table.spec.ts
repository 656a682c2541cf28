/** The table of nodes. */
import { describe, expect, it } from '@jest/globals';
import type { Node } from '../core-v1/node.ts';
import { nodeTable } from './node-table.ts';

const node = (fields: Partial<Node> = {}, labels: Readonly<Record<string, string>> = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n1', labels, creationTimestamp: '1970-01-01T00:00:00Z' },
  spec: {},
  ...fields,
});

describe('the table of nodes', () => {
  it('a node that has said nothing is unknown', () => {
    expect(nodeTable.cells(node(), 60_000)).toEqual([
      'n1',
      'Unknown',
      '<none>',
      '60s',
      '',
      '<none>',
      '<none>',
      '<unknown>',
      '<unknown>',
      '<unknown>',
    ]);
  });

  it('a ready node prints what it is', () => {
    const status: Node['status'] = {
      conditions: [{ type: 'Ready', status: 'True' }],
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      nodeInfo: {
        kubeletVersion: 'v1.37.2',
        osImage: 'Debian',
        kernelVersion: '6.12.0',
        architecture: 'amd64',
        containerRuntimeVersion: 'containerd://2',
      },
    };
    const labels = { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' };
    expect(nodeTable.cells(node({ status, spec: { unschedulable: true } }, labels), 0)).toEqual([
      'n1',
      'Ready,SchedulingDisabled',
      'control-plane,worker',
      '0s',
      'v1.37.2',
      '10.0.0.1',
      '<none>',
      'Debian',
      '6.12.0 (amd64)',
      'containerd://2',
    ]);
  });

  it('a node that cannot be reached is not ready', () => {
    expect(nodeTable.cells(node({ status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }), 0)[1]).toBe(
      'NotReady',
    );
  });
});
