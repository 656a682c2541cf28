/** What a node gets by default. */
import { describe, expect, it } from '@jest/globals';
import type { Node } from './node.ts';
import { defaultNode, taintNewNode } from './node-defaults.ts';

const node = (fields: Partial<Node> = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n' },
  spec: {},
  ...fields,
});

describe('a new node', () => {
  it('can give away what it has', () => {
    expect(defaultNode(node({ status: { capacity: { cpu: '4' } } })).status?.allocatable).toEqual({ cpu: '4' });
  });

  it('is tainted as not ready, once', () => {
    const tainted = taintNewNode(node());
    expect(tainted.spec.taints).toEqual([{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]);
    expect(taintNewNode(tainted)).toBe(tainted);
  });
});
