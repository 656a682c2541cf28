/** VolumeBinding. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import { addNode, addPod, createCluster, nodeNameOf, run, whyPending } from '../../test/cluster.ts';

describe('a pod with a claim', () => {
  it('waits for the claim to exist', () => {
    const cluster = createCluster();
    addNode(cluster, 'n1');
    addPod(cluster, 'p', {
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'mongo-data-db' } }] },
    });
    run(cluster, 5000);
    expect(whyPending(cluster, 'p')).toBe(
      '0/1 nodes are available: persistentvolumeclaim "mongo-data-db" not found. not found',
    );
    const metadata = { namespace: 'default', name: 'mongo-data-db' };
    createObject(cluster.host, 'persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata });
    run(cluster, 10);
    expect(nodeNameOf(cluster, 'p')).toBe('n1');
  });
});
