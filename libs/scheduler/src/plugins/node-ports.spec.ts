/** NodePorts. */
import { describe, expect, it } from '@jest/globals';
import type { ContainerPort } from '#kube-api';
import {
  addNode,
  addPod,
  createCluster,
  deletePod,
  nodeNameOf,
  run,
  whyPending,
  type Cluster,
} from '../../test/cluster.ts';

const TAKEN = "node(s) didn't have free ports for the requested pod ports";
const port = (more: Partial<ContainerPort> = {}): ContainerPort => ({ containerPort: 80, hostPort: 8080, ...more });

function twoPods(first: ContainerPort, second: ContainerPort): Cluster {
  const cluster = createCluster();
  addNode(cluster, 'n1');
  addPod(cluster, 'a', { spec: { containers: [{ name: 'app', ports: [first] }] } });
  addPod(cluster, 'b', { spec: { containers: [{ name: 'app', ports: [second] }] } });
  run(cluster, 1000);
  return cluster;
}

describe('two pods with the same host port', () => {
  it.each([
    ['other host IPs', port({ hostIP: '10.0.0.1' }), port({ hostIP: '10.0.0.2' })],
    ['other protocols', port({ protocol: 'TCP' }), port({ protocol: 'UDP' })],
  ])('share a node with %s', (_, first, second) => {
    expect(nodeNameOf(twoPods(first, second), 'b')).toBe('n1');
  });

  it.each([
    ['no host IP', port(), port()],
    ['the same host IP', port({ hostIP: '10.0.0.1' }), port({ hostIP: '10.0.0.1' })],
    ['one of them on every IP', port({ hostIP: '0.0.0.0' }), port({ hostIP: '127.0.0.1' })],
  ])('do not share a node with %s', (_, first, second) => {
    expect(whyPending(twoPods(first, second), 'b')).toContain(TAKEN);
  });

  it('follow each other when the first one goes', () => {
    const cluster = twoPods(port(), port());
    deletePod(cluster, 'a');
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'b')).toBe('n1');
  });
});
