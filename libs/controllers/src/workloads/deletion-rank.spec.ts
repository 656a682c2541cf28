/** The order in which surplus pods go. */
import { describe, expect, it } from '@jest/globals';
import type { Pod, PodPhase } from '#kube-api';
import { inDeletionOrder } from './deletion-rank.ts';

interface Facts {
  readonly node?: string;
  readonly phase?: PodPhase;
  readonly ready?: string;
  readonly cost?: string;
  readonly restarts?: number;
  readonly created?: string;
}

const T = '2026-01-01T00:00:00Z';
const pod = (
  name: string,
  { node = 'n1', phase = 'Running', ready = T, cost, restarts = 0, created = T }: Facts = {},
): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    creationTimestamp: created,
    ...(cost !== undefined && { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
  },
  spec: { containers: [], ...(node !== '' && { nodeName: node }) },
  status: {
    phase,
    conditions: [{ type: 'Ready', status: ready === '' ? 'False' : 'True', lastTransitionTime: ready || T }],
    containerStatuses: [
      { name: 'app', ready: true, restartCount: restarts, image: '', imageID: '', state: {}, lastState: {} },
    ],
  },
});
const orderOf = (...pods: readonly Pod[]): readonly string[] =>
  inDeletionOrder(pods).map(({ metadata }) => metadata.name);

describe('of two pods the first to go is', () => {
  it.each<[string, Facts, Facts]>([
    ['the one without a node', { node: '' }, {}],
    ['the pending one', { phase: 'Pending' }, {}],
    ['the one that is not ready', { ready: '' }, {}],
    ['the cheaper one', { cost: '-5' }, {}],
    ['the one that was ready for a shorter time', { ready: '2026-01-01T00:01:00Z' }, {}],
    ['the one that restarted more often', { restarts: 3 }, {}],
    ['the younger one', { created: '2026-01-01T00:01:00Z' }, {}],
  ])('%s', (_text, first, second) => {
    expect(orderOf(pod('second', second), pod('first', first))).toEqual(['first', 'second']);
  });

  it('the one on the node with more of them', () => {
    expect(orderOf(pod('alone', { node: 'n2' }), pod('a'), pod('b'))).toEqual(['a', 'b', 'alone']);
  });
});
