/** The resize subresource. */
import { describe, expect, it } from '@jest/globals';
import { createObject } from '#object-store';
import type { Node } from '#kube-api';
import { PODS, ask, createHost, createPod, messageOf, objectOf } from '../../test/host.ts';

const containers = [{ name: 'app', image: 'x', resources: { requests: { cpu: '100m' } } }];
const resize = (host: ReturnType<typeof createHost>, cpu: string) =>
  ask(host, 'PATCH', `${PODS}/p/resize`, {
    contentType: 'application/strategic-merge-patch+json',
    body: { spec: { containers: [{ name: 'app', image: 'ignored', resources: { requests: { cpu } } }] } },
  });

describe('pods/resize', () => {
  it('changes requests and raises the generation', () => {
    const host = createHost();
    createPod(host, 'p', { containers });
    expect(objectOf(resize(host, '200m'))).toMatchObject({
      metadata: { generation: 2 },
      spec: { containers: [{ image: 'x', resources: { requests: { cpu: '200m' } } }] },
    });
  });

  it('of a bound pod must fit the node', () => {
    const host = createHost();
    createPod(host, 'p', { containers, nodeName: 'n1' });
    expect(messageOf(resize(host, '200m'))).toBe('pods "p" is forbidden: node "n1" not found');
    const node: Node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n1' },
      spec: {},
      status: { allocatable: { cpu: '4', memory: '1Gi' } },
    };
    createObject(host, 'nodes', node);
    expect(messageOf(resize(host, '100'))).toBe(
      'pods "p" is forbidden: node didn\'t have enough allocatable resources: cpu, requested: 100000, allocatable: 4000',
    );
    expect(resize(host, '200m').code).toBe(200);
  });
});
