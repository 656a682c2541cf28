/** The ephemeralcontainers subresource. */
import { describe, expect, it } from '@jest/globals';
import type { Pod } from '#kube-api';
import { PODS, ask, createHost, createPod, objectOf } from '../../test/host.ts';

describe('pods/ephemeralcontainers', () => {
  it('adds a container with its defaults, and nothing else', () => {
    const host = createHost();
    createPod(host, 'p');
    const body = {
      metadata: { labels: { a: '1' } },
      spec: { restartPolicy: 'Never', ephemeralContainers: [{ name: 'd', image: 'x' }] },
    };
    const pod = objectOf(
      ask(host, 'PATCH', `${PODS}/p/ephemeralcontainers`, {
        contentType: 'application/strategic-merge-patch+json',
        body,
      }),
    ) as Pod;
    expect(pod.spec.ephemeralContainers).toMatchObject([
      { name: 'd', imagePullPolicy: 'Always', terminationMessagePolicy: 'File' },
    ]);
    expect([pod.metadata.labels, pod.spec.restartPolicy, pod.metadata.generation]).toEqual([undefined, 'Always', 2]);
  });
});
