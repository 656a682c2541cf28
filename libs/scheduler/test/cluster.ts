/** A cluster of API objects and a scheduler, and nothing else: what the specs of the scheduler play in. */
import { createKernel, nextEntry, takeEntry, type Instant } from '#kernel';
import type { Event, Node, Pod, PodSpec, PodStatus } from '#kube-api';
import { createObject, createStore, getObject, listObjects, removeObject, updateObject } from '#object-store';
import { createApiServerState } from '#apiserver';
import {
  createScheduler,
  createSchedulerState,
  schedulerSubscriptions,
  type Scheduler,
  type SchedulerHost,
  type SchedulerPlugins,
  type SchedulerSettings,
} from '#scheduler';

export interface Cluster {
  readonly host: SchedulerHost;
  readonly scheduler: Scheduler;
}

export interface ClusterOptions {
  readonly seed?: string;
  readonly settings?: SchedulerSettings;
  readonly plugins?: Partial<SchedulerPlugins>;
}

/** An empty cluster at instant 0. */
export function createCluster({ seed = 'seed', settings, plugins }: ClusterOptions = {}): Cluster {
  const kernel = createKernel({ seed, epoch: 1_795_435_200_000, timelineLimit: 1_000_000 });
  const store = createStore();
  store.subscriptions.push(...schedulerSubscriptions());
  const host = {
    ...kernel,
    store,
    api: createApiServerState(kernel, 'v1.37.2'),
    scheduler: createSchedulerState(kernel, settings),
  };
  return { host, scheduler: createScheduler(plugins) };
}

/** Handles every entry up to and including `until`. */
export function runUntil({ host, scheduler }: Cluster, until: Instant): void {
  for (let next = nextEntry(host.agenda); next && next.at <= until; next = nextEntry(host.agenda)) {
    const entry = takeEntry(host.agenda);
    if (!entry) break;
    host.now = entry.at;
    host.causes = entry.causes;
    host.steps++;
    scheduler.handle(host, entry);
  }
  host.now = until;
  host.causes = [];
}

/** Handles what is due in the next `span` milliseconds. */
export const run = (cluster: Cluster, span: Instant): void => runUntil(cluster, cluster.host.now + span);

export interface NodeFacts {
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, string>>;
  readonly spec?: Node['spec'];
}

export function nodeOf(name: string, facts: NodeFacts = {}): Node {
  const { cpu = '4', memory = '8Gi', pods = '110', labels = {}, extra = {}, spec = {} } = facts;
  const allocatable = { cpu, memory, pods, ...extra };
  const metadata = { name, labels: { 'kubernetes.io/hostname': name, ...labels } };
  return { apiVersion: 'v1', kind: 'Node', metadata, spec, status: { allocatable, capacity: allocatable } };
}

export function addNode({ host }: Cluster, name: string, facts: NodeFacts = {}): Node {
  return createObject(host, 'nodes', nodeOf(name, facts));
}

export interface PodFacts {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly requests?: Readonly<Record<string, string>>;
  readonly spec?: Partial<PodSpec>;
  readonly status?: PodStatus;
}

export function podOf(name: string, facts: PodFacts = {}): Pod {
  const { namespace = 'default', labels = {}, requests = {}, spec = {}, status = { phase: 'Pending' } } = facts;
  const metadata = { name, namespace, uid: `uid-${name}`, generation: 1, labels };
  const containers = [{ name: 'app', image: 'app:1.0', resources: { requests } }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { containers, schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30, ...spec },
    status,
  };
}

export function addPod({ host }: Cluster, name: string, facts: PodFacts = {}): Pod {
  return createObject(host, 'pods', podOf(name, facts));
}

/** A pod that is on a node already. */
export function addBoundPod(
  cluster: Cluster,
  name: string,
  { nodeName, ...facts }: PodFacts & { readonly nodeName: string },
): Pod {
  return addPod(cluster, name, { ...facts, spec: { ...facts.spec, nodeName } });
}

export function findPod({ host }: Cluster, name: string): Pod {
  const pod = getObject(host.store, 'pods', `default/${name}`);
  if (!pod) throw new Error(`no pod ${name}`);
  return pod as Pod; // pods holds Pods
}

export const nodeNameOf = (cluster: Cluster, name: string): string | undefined => findPod(cluster, name).spec.nodeName;

/** The message of PodScheduled=False. */
export function whyPending(cluster: Cluster, name: string): string | undefined {
  const condition = findPod(cluster, name).status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return condition?.status === 'False' ? condition.message : undefined;
}

/** The pod ends with success; its object stays. */
export function finishPod(cluster: Cluster, name: string): void {
  const pod = findPod(cluster, name);
  updateObject(cluster.host, 'pods', { ...pod, status: { ...pod.status, phase: 'Succeeded' } });
}

export function deletePod(cluster: Cluster, name: string): void {
  removeObject(cluster.host, 'pods', findPod(cluster, name));
}

/** Changes a pod by hand. */
export function changePod(cluster: Cluster, name: string, change: (pod: Pod) => Pod): void {
  updateObject(cluster.host, 'pods', change(findPod(cluster, name)));
}

/** Changes a node by hand. */
export function changeNode({ host }: Cluster, name: string, change: (node: Node) => Node): void {
  const node = getObject(host.store, 'nodes', name);
  if (!node) throw new Error(`no node ${name}`);
  updateObject(host, 'nodes', change(node as Node)); // nodes holds Nodes
}

export function eventsOf({ host }: Cluster, podName: string): Event[] {
  const events = listObjects(host.store, 'events') as Event[]; // events holds Events
  return events.filter(({ involvedObject }) => involvedObject.name === podName);
}

/** `+<ms> <type> <subject>` for every object write. */
export function timelineOf({ host }: Cluster): string[] {
  return host.timeline.entries.map(({ at, type, subject }) => `+${at} ${type} ${subject}`);
}
