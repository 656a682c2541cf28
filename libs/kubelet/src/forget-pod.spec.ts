/** What is left of a pod that is gone. */
import { describe, expect, it } from '@jest/globals';
import { deletePod } from '#apiserver';
import { container, pod } from '../test/builders.ts';
import { addPod, createWorld, NODE, runUntil } from '../test/world.ts';

describe('a pod that is finished and gone', () => {
  it('leaves nothing on its node: no worker, probe, container, sandbox, address or event memory', () => {
    const world = createWorld();
    addPod(world, pod({ containers: [container('app', { readinessProbe: { tcpSocket: { port: 80 } } })] }));
    runUntil(world, 3);
    const { host, ctx } = world;
    expect([ctx.node.workers.size, host.probes.pods.size, host.runtime.addresses.size]).toEqual([1, 1, 1]);
    deletePod(host, { namespace: 'default', name: 'web', uid: 'uid-web' }, {});
    runUntil(world, 6);
    const node = host.runtime.nodes.get(NODE);
    expect({
      workers: ctx.node.workers.size,
      awaiting: ctx.node.awaiting.size,
      all: host.kubelets.workers.size,
      probes: host.probes.pods.size,
      pods: node?.pods.size,
      processes: node?.processes.size,
      addresses: host.runtime.addresses.size,
      memories: ctx.node.recorder.objects.size,
    }).toEqual({ workers: 0, awaiting: 0, all: 0, probes: 0, pods: 0, processes: 0, addresses: 0, memories: 0 });
  });
});
