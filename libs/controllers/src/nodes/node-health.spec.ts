/** The health of silent nodes. */
import { describe, expect, it } from '@jest/globals';
import { addNode, addPod, createTrial, eventsOf, nodeOf, podOf, setPhase } from '../../test/trial.ts';
import {
  checkHealth,
  createdAt,
  deadlineOf,
  isAwaited,
  lastSeen,
  markNotReady,
  reportNotReady,
} from './node-health.ts';

describe('a silent node', () => {
  it('was seen in the pass after its last renewal', () => {
    expect([lastSeen(11_500), lastSeen(16_000), lastSeen(3000)]).toEqual([8900, 8900, 3900]);
  });

  it('is given up 50 s after that, or 60 s when it never reported', () => {
    const host = createTrial();
    const node = addNode(host, 'n1');
    expect(deadlineOf(node, 8900)).toBe(58_900);
    expect(deadlineOf({ ...node, status: {} }, 0)).toBe(63_900);
    expect(createdAt(host, node)).toBe(0);
  });

  it('turns Unknown at its deadline, not before', () => {
    const host = createTrial();
    const node = addNode(host, 'n1');
    host.now = 58_899;
    checkHealth(host, node, 8900);
    expect(nodeOf(host, 'n1')).toBe(node);
    host.now = 58_900;
    checkHealth(host, node, 8900);
    const { conditions = [] } = nodeOf(host, 'n1').status ?? {};
    expect(conditions.map(({ status }) => status)).toEqual(['Unknown', 'Unknown', 'Unknown', 'Unknown']);
    expect(conditions[3]).toMatchObject({
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    });
    expect(isAwaited(nodeOf(host, 'n1'))).toBe(false);
  });

  it('that never reported says so', () => {
    const host = createTrial();
    const node = { ...addNode(host, 'n1'), status: {} };
    host.now = 100_000;
    checkHealth(host, node, 0);
    expect(nodeOf(host, 'n1').status?.conditions?.[0]).toMatchObject({
      type: 'Ready',
      reason: 'NodeStatusNeverUpdated',
      message: 'Kubelet never posted node status.',
      lastHeartbeatTime: '2027-01-15T08:00:00Z',
    });
  });

  it('makes its pods not ready, with an event for each', () => {
    const host = createTrial();
    addNode(host, 'n1');
    setPhase(host, addPod(host, 'p', { nodeName: 'n1' }), 'Running');
    reportNotReady(host, { node: 'n1' });
    expect(podOf(host, 'p')?.status).toMatchObject({
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False' }],
    });
    expect(eventsOf(host, 'Pod', 'p')).toEqual(['NodeNotReady: Node is not ready']);
    expect(eventsOf(host, 'Node', 'n1')).toEqual(['NodeNotReady: Node n1 status is now: NodeNotReady']);
  });

  it('leaves pods alone that are not ready anyway', () => {
    const host = createTrial();
    const pod = setPhase(host, addPod(host, 'p', { nodeName: 'n1' }), 'Pending');
    markNotReady(host, pod);
    expect(podOf(host, 'p')).toBe(pod);
  });
});
