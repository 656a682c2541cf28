/** A cluster of an API server and controllers for specs: nothing schedules or runs the pods, the spec itself does. */
import { createKernel, nextEntry, takeEntry } from '#kernel';
import {
  bootstrapCluster,
  createApiServerState,
  deletePod,
  handleRequest,
  setPodStatus,
  type ApiResponse,
  type Method,
} from '#apiserver';
import type { Event, KubeObject, Node, NodeCondition, Pod, PodPhase, PodSpec, Taint } from '#kube-api';
import { createObject, createStore, getObject, listObjects, objectsOf, updateObject } from '#object-store';
import {
  controllersSubscriptions,
  createControllers,
  createControllersState,
  type ControllersHost,
} from '#controllers';

const controllers = createControllers();
const EPOCH = 1_800_000_000_000;

export function createTrial(): ControllersHost {
  const kernel = createKernel({ seed: 'spec', epoch: EPOCH, timelineLimit: 100_000 });
  const host: ControllersHost = {
    ...kernel,
    store: createStore(),
    api: createApiServerState(kernel, 'v1.37.2'),
    controllers: createControllersState(),
  };
  bootstrapCluster(host);
  host.store.subscriptions.push(...controllersSubscriptions());
  return host;
}

/** Lets time pass up to an instant. */
export function advance(host: ControllersHost, until: number): void {
  for (let next = nextEntry(host.agenda); next && next.at <= until; next = nextEntry(host.agenda)) {
    const entry = takeEntry(host.agenda);
    if (!entry) return;
    host.now = entry.at;
    host.causes = entry.causes;
    if (controllers.owners.includes(entry.owner)) controllers.handle(host, entry);
  }
  host.now = until;
}

export const ask = (
  host: ControllersHost,
  method: Method,
  path: string,
  more: { readonly body?: unknown; readonly contentType?: string } = {},
): ApiResponse => handleRequest(host, { method, path, ...more });

/** Sends an object; what is refused fails the spec. */
export function post<T extends KubeObject>(host: ControllersHost, path: string, body: unknown): T {
  const response = ask(host, 'POST', path, { body });
  if (response.code !== 201) throw new Error(JSON.stringify(response.body));
  return response.body as T; // as sent
}

const condition = (type: string, status: NodeCondition['status']): NodeCondition => ({ type, status });

export interface NodeOptions {
  readonly ready?: NodeCondition['status'];
  readonly taints?: readonly Taint[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly unschedulable?: boolean;
}

export function addNode(host: ControllersHost, name: string, options: NodeOptions = {}): Node {
  const { ready = 'True', taints, labels, unschedulable } = options;
  return createObject<Node>(host, 'nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `uid-${name}`, creationTimestamp: '2027-01-15T08:00:00Z', ...(labels && { labels }) },
    spec: { ...(taints && { taints }), ...(unschedulable && { unschedulable }) },
    status: {
      conditions: ['MemoryPressure', 'DiskPressure', 'PIDPressure']
        .map((type) => condition(type, 'False'))
        .concat(condition('Ready', ready)),
    },
  });
}

export const nodeOf = (host: ControllersHost, name: string): Node => getObject(host.store, 'nodes', name) as Node;
export const setNode = (host: ControllersHost, node: Node): Node => updateObject(host, 'nodes', node);

/** `key:effect` of each taint. */
export const taintsOf = (host: ControllersHost, name: string): readonly string[] =>
  (nodeOf(host, name).spec.taints ?? []).map(
    ({ key, effect }) => `${key.replace('node.kubernetes.io/', '')}:${effect}`,
  );

export const addPod = (host: ControllersHost, name: string, spec: Partial<PodSpec> = {}): Pod =>
  post<Pod>(host, '/api/v1/namespaces/default/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name: 'app', image: 'app:1.0' }], ...spec },
  });

export const podsIn = (host: ControllersHost): readonly Pod[] => listObjects(host.store, 'pods', 'default') as Pod[];
export const podOf = (host: ControllersHost, name: string): Pod | undefined =>
  getObject(host.store, 'pods', `default/${name}`) as Pod | undefined;

/** Plays the kubelet: the pod is in this phase, and ready while it runs. */
export function setPhase(host: ControllersHost, pod: Pod, phase: PodPhase): Pod {
  const status = phase === 'Running' ? 'True' : 'False';
  const lastTransitionTime = new Date(Math.floor((EPOCH + host.now) / 1000) * 1000).toISOString().replace('.000', '');
  const stored = podOf(host, pod.metadata.name) ?? pod;
  return setPodStatus(host, stored, {
    ...stored.status,
    phase,
    conditions: [{ type: 'Ready', status, lastTransitionTime }],
  });
}

/** `reason: message` of the events about an object, oldest first. */
export const eventsOf = (host: ControllersHost, kind: string, name: string): readonly string[] =>
  [...objectsOf(host.store, 'events')]
    .map((event) => event as Event)
    .filter(({ involvedObject }) => involvedObject.kind === kind && involvedObject.name === name)
    .map(({ reason, message }) => `${reason}: ${message}`);

/** A template of pods with the label `app: web`. */
export const webTemplate = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'app:1.0' }] },
};

/** Plays the kubelet: every pod that has not ended runs now, and terminating ones are gone. */
export function runPods(host: ControllersHost): void {
  for (const pod of podsIn(host)) {
    const { namespace = '', name, deletionTimestamp } = pod.metadata;
    if (deletionTimestamp) deletePod(host, { namespace, name }, { gracePeriodSeconds: 0 });
    else if (pod.status?.phase === 'Pending') setPhase(host, pod, 'Running');
  }
}
