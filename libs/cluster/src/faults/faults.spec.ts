/** Faults: each does what it says to a running pod. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Node, Pod } from '#kube-api';
import { getObject } from '#object-store';
import { createCluster } from '../cluster.ts';
import type { Command, CommandResult } from '../command.ts';
import { createSimulation, type Simulation } from '../simulation.ts';

const cluster = createCluster();
let simulation: Simulation;

const post = (image = 'app:1.0'): void => {
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image }] },
  };
  cluster.apply(simulation, {
    kind: 'request',
    request: { method: 'POST', path: '/api/v1/namespaces/default/pods', body },
  });
};

const status = () => (getObject(simulation.store, 'pods', 'default/web') as Pod).status?.containerStatuses?.[0];
const target = { namespace: 'default', pod: 'web' };
const apply = (fault: Extract<Command, { kind: 'fault' }>): CommandResult => cluster.apply(simulation, fault);
const has = (type: string, text: string): boolean =>
  simulation.timeline.entries.some((entry) => entry.type === type && JSON.stringify(entry.data).includes(text));

beforeEach(() => {
  simulation = createSimulation({ settings: { runtime: { areImagesPresent: true } } });
});

describe('faults', () => {
  test('a container whose process ends by itself is restarted', () => {
    post();
    cluster.advance(simulation, 5000);
    expect(
      apply({ kind: 'fault', fault: 'exit-container', options: { ...target, container: 'app', code: 3 } }),
    ).toEqual({ kind: 'applied' });
    cluster.advance(simulation, 10_000);
    expect(status()).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 3, reason: 'Error' } } });
  });

  test('a container that does not run cannot be made to exit', () => {
    const options = { ...target, container: 'app', code: 3 };
    expect(apply({ kind: 'fault', fault: 'exit-container', options })).toEqual({
      kind: 'refused',
      message: 'no running container app in pod default/web',
    });
  });

  test('a dead sandbox is replaced', () => {
    post();
    cluster.advance(simulation, 5000);
    apply({ kind: 'fault', fault: 'kill-sandbox', options: target });
    cluster.advance(simulation, 10_000);
    expect(has('event.added', 'SandboxChanged')).toBe(true);
    expect(status()).toMatchObject({ restartCount: 1, state: { running: {} } });
  });

  test('a sandbox that cannot be created is tried again', () => {
    apply({ kind: 'fault', fault: 'fail-sandbox', options: { ...target, times: 1, message: 'no network' } });
    post();
    cluster.advance(simulation, 30_000);
    expect(has('event.added', 'Failed to create pod sandbox: no network')).toBe(true);
    expect(status()).toMatchObject({ state: { running: {} } });
  });

  test('a kubelet that is stopped and started lets its pods run on', () => {
    post();
    cluster.advance(simulation, 20_000);
    const node = [...simulation.kubelets.workers.values()][0]?.node ?? '';
    expect(apply({ kind: 'fault', fault: 'start-kubelet', options: { node } })).toMatchObject({ kind: 'refused' });
    expect(apply({ kind: 'fault', fault: 'stop-kubelet', options: { node } })).toEqual({ kind: 'applied' });
    expect(apply({ kind: 'fault', fault: 'stop-kubelet', options: { node } })).toMatchObject({ kind: 'refused' });
    cluster.advance(simulation, 30_000);
    expect(apply({ kind: 'fault', fault: 'start-kubelet', options: { node } })).toEqual({ kind: 'applied' });
    cluster.advance(simulation, 60_000);
    expect(status()).toMatchObject({ ready: true, restartCount: 0, state: { running: {} } });
  });

  test('a kubelet that stays down takes its node with it', () => {
    cluster.advance(simulation, 5000);
    apply({ kind: 'fault', fault: 'stop-kubelet', options: { node: 'node-1' } });
    cluster.advance(simulation, 70_000);
    const node = getObject(simulation.store, 'nodes', 'node-1') as Node;
    expect(node.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('Unknown');
    apply({ kind: 'fault', fault: 'start-kubelet', options: { node: 'node-1' } });
    cluster.advance(simulation, 71_000);
    const back = getObject(simulation.store, 'nodes', 'node-1') as Node;
    expect(back.status?.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
  });

  test('an image that the registry has lost cannot be pulled', () => {
    apply({ kind: 'fault', fault: 'set-image', options: { name: 'lost:1', present: false, failTimes: -1 } });
    post('lost:1');
    cluster.advance(simulation, 5000);
    expect(status()?.state.waiting?.reason).toMatch(/ErrImagePull|ImagePullBackOff/);
  });

  test('a node that is cut off is lost, and comes back', () => {
    post();
    cluster.advance(simulation, 5000);
    const { nodeName = '' } = (getObject(simulation.store, 'pods', 'default/web') as Pod).spec;
    const cut = (isCut: boolean, node = nodeName): CommandResult =>
      apply({ kind: 'fault', fault: 'partition', options: { node, isCut } });
    const ready = () =>
      (getObject(simulation.store, 'nodes', nodeName) as Node).status?.conditions?.find(({ type }) => type === 'Ready');
    expect(cut(true)).toEqual({ kind: 'applied' });
    expect(cut(true)).toEqual({ kind: 'refused', message: `node ${nodeName} is cut off already` });
    cluster.advance(simulation, 70_000);
    expect(ready()?.status).toBe('Unknown');
    cut(false);
    cluster.advance(simulation, 110_000);
    expect(ready()?.status).toBe('True');
    expect(cut(false)).toEqual({ kind: 'refused', message: `node ${nodeName} is not cut off` });
    expect(cut(true, 'ghost')).toEqual({ kind: 'refused', message: 'no kubelet on node ghost' });
  });

  test('a pod that takes all the memory of its node is evicted', () => {
    post();
    cluster.advance(simulation, 5000);
    apply({ kind: 'fault', fault: 'set-usage', options: { ...target, memory: '8Gi' } });
    cluster.advance(simulation, 15_000);
    expect((getObject(simulation.store, 'pods', 'default/web') as Pod).status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
    });
  });

  test('a node that takes its memory for itself is under pressure', () => {
    const use = (node: string) => apply({ kind: 'fault', fault: 'set-node-usage', options: { node, memory: '8Gi' } });
    expect(use('node-1')).toEqual({ kind: 'applied' });
    expect(use('ghost')).toEqual({ kind: 'refused', message: 'no kubelet on node ghost' });
    cluster.advance(simulation, 15_000);
    const node = getObject(simulation.store, 'nodes', 'node-1') as Node;
    expect(node.status?.conditions?.[0]).toMatchObject({ type: 'MemoryPressure', status: 'True' });
  });

  test.each([
    [{}, 'no pod default/web in any runtime', false],
    [{ container: 'other' }, 'no container other in pod default/web', true],
    [{ volume: 'cache' }, 'no emptyDir volume cache in pod default/web', true],
  ])('usage of %j is refused: %s', (which, message, isPosted) => {
    if (isPosted) post();
    cluster.advance(simulation, 5000);
    const options = { ...target, ...which, memory: '1Gi' };
    expect(apply({ kind: 'fault', fault: 'set-usage', options })).toEqual({ kind: 'refused', message });
  });

  test('a node whose kubelet has time for it goes down in good order, or stays up after all', () => {
    const signal = (node: string, cancel = false) =>
      apply({ kind: 'fault', fault: 'shutdown-node', options: { node, cancel } });
    const refused = (message: string) => ({ kind: 'refused', message });
    expect(signal('node-1')).toEqual(refused('the kubelet on node node-1 has no grace period for shutdowns'));
    const settings = { runtime: { areImagesPresent: true }, kubelet: { shutdownGraceMs: 10_000 } };
    simulation = createSimulation({ settings });
    expect(signal('ghost')).toEqual(refused('no kubelet runs on node ghost'));
    expect(signal('node-1', true)).toEqual(refused('node node-1 is not shutting down'));
    expect(signal('node-1')).toEqual({ kind: 'applied' });
    expect(signal('node-1')).toEqual(refused('node node-1 is shutting down already'));
    cluster.advance(simulation, 5000);
    expect(signal('node-1', true)).toEqual({ kind: 'applied' });
    cluster.advance(simulation, 6000);
    expect(signal('node-1')).toEqual({ kind: 'applied' });
  });
});
