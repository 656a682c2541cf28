/** Admission of new objects. */
import { describe, expect, it } from '@jest/globals';
import type { Pod } from '#kube-api';
import { PODS, ask, createHost, createPod, objectOf } from '../../test/host.ts';

describe('admission', () => {
  it('completes a pod', () => {
    const { spec } = createPod(createHost(), 'p');
    expect(spec).toMatchObject({
      serviceAccountName: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    });
    expect(spec.volumes).toHaveLength(1);
    expect(spec.tolerations).toHaveLength(2);
  });

  it('a new node is tainted until somebody finds it ready', () => {
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } };
    expect(ask(createHost(), 'POST', '/api/v1/nodes', { body: node }).body).toMatchObject({
      spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }] },
    });
  });

  it('default tolerations come back in an update', () => {
    const host = createHost();
    createPod(host, 'p');
    const response = ask(host, 'PATCH', `${PODS}/p`, {
      contentType: 'application/merge-patch+json',
      body: { spec: { tolerations: null } },
    });
    expect([response.code, (objectOf(response) as Pod).spec.tolerations?.length]).toEqual([200, 2]);
  });
});
