/** The status subresource. */
import { describe, expect, it } from '@jest/globals';
import type { Pod } from '#kube-api';
import { PODS, ask, createHost, createPod, objectOf } from '../../test/host.ts';

const patch = (host: ReturnType<typeof createHost>, body: object) =>
  ask(host, 'PATCH', `${PODS}/p/status`, { contentType: 'application/strategic-merge-patch+json', body });

describe('pods/status', () => {
  it('takes status and labels, and leaves the spec alone', () => {
    const host = createHost();
    const { spec } = createPod(host, 'p');
    const pod = objectOf(
      patch(host, { metadata: { labels: { a: '1' } }, spec: { restartPolicy: 'Never' }, status: { phase: 'Running' } }),
    ) as Pod;
    expect([pod.status?.phase, pod.metadata.labels, pod.metadata.generation]).toEqual(['Running', { a: '1' }, 1]);
    expect(pod.spec).toBe(spec);
  });

  it('fills in what a client left out', () => {
    const host = createHost();
    createPod(host, 'p');
    patch(host, { status: { conditions: [{ type: 'Ready', status: 'False', observedGeneration: 1 }] } });
    const { status } = objectOf(
      patch(host, { status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] } }),
    ) as Pod;
    expect(status).toMatchObject({
      qosClass: 'BestEffort',
      podIPs: [{ ip: '10.0.0.1' }],
      conditions: [{ observedGeneration: 1, status: 'True' }],
    });
  });

  it('can be read', () => {
    const host = createHost();
    const pod = createPod(host, 'p');
    expect(ask(host, 'GET', `${PODS}/p/status`).body).toBe(pod);
  });
});
