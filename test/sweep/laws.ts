/** Laws that hold at every step of every simulation. Each looks at one new timeline entry, with what came before. */
import type { TimelineEntry } from '#kernel';
import type { ContainerStatus, Pod } from '#kube-api';
import type { Simulation } from '#cluster';
import type { StoreChange } from '#object-store';

/** What the laws remember of the pods they have seen. */
export interface Memory {
  readonly pods: Map<string, Pod>;
  /** By `uid/container`. */
  readonly restarts: Map<string, number>;
  /** Calls that created an instance, by `pod subject`, in order. */
  readonly created: Map<string, string[]>;
  /** Containers that have ended with 0 or run as a sidecar, by `pod subject`. */
  readonly done: Map<string, Set<string>>;
  /** Pods that were deleted without grace: their containers may outlive them. */
  readonly forced: Set<string>;
  /** When each container was told to stop, and how many seconds it has, by container subject. */
  readonly stops: Map<string, { readonly at: number; readonly timeout: number }>;
}

export const createMemory = (): Memory => ({
  pods: new Map(),
  restarts: new Map(),
  created: new Map(),
  done: new Map(),
  forced: new Set(),
  stops: new Map(),
});

export interface Happening {
  readonly entry: TimelineEntry;
  readonly memory: Memory;
  readonly simulation: Simulation;
}

/** The text says how the law is broken. */
export type Law = (happening: Happening) => string | undefined;

const podOf = ({ data }: TimelineEntry): Pod => (data as StoreChange).object as Pod; // entries `pod.*` only
const podSubject = (subject: string): string => subject.split('/').slice(0, 3).join('/');
const containerOf = (subject: string): string => subject.split('/')[3] ?? '';
const isTerminal = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
const conditionOf = (pod: Pod, name: string): string | undefined =>
  pod.status?.conditions?.find(({ type }) => type === name)?.status;
const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
];

export const laws = {
  'a terminal phase never changes': ({ entry, memory }) => {
    if (entry.type !== 'pod.modified') return undefined;
    const [before, after] = [memory.pods.get(entry.subject), podOf(entry)];
    const isBroken =
      before?.metadata.uid === after.metadata.uid &&
      before &&
      isTerminal(before) &&
      before.status?.phase !== after.status?.phase;
    return isBroken ? `${before.status?.phase} became ${after.status?.phase}` : undefined;
  },
  'Ready implies ContainersReady': ({ entry }) => {
    if (entry.type !== 'pod.modified') return undefined;
    const pod = podOf(entry);
    return conditionOf(pod, 'Ready') === 'True' && conditionOf(pod, 'ContainersReady') !== 'True'
      ? 'Ready without ContainersReady'
      : undefined;
  },
  'restartCount never falls': ({ entry, memory }) => {
    if (entry.type !== 'pod.modified') return undefined;
    const pod = podOf(entry);
    for (const { name, restartCount } of statusesOf(pod)) {
      const key = `${pod.metadata.uid}/${name}`;
      const before = memory.restarts.get(key) ?? 0;
      if (restartCount < before) return `restartCount of ${name} fell from ${before} to ${restartCount}`;
      memory.restarts.set(key, restartCount);
    }
    return undefined;
  },
  'no main container is created before the init containers are done': ({ entry, memory }) => {
    if (entry.type !== 'runtime.CreateContainer') return undefined;
    const pod = memory.pods.get(podSubject(entry.subject));
    const name = containerOf(entry.subject);
    if (!pod || !pod.spec.containers.some((container) => container.name === name)) return undefined;
    const done = memory.done.get(podSubject(entry.subject)) ?? new Set();
    const waiting = (pod.spec.initContainers ?? []).filter((init) => !done.has(init.name));
    return waiting.length > 0 ? `${name} created before ${waiting.map((init) => init.name).join(', ')}` : undefined;
  },
  'main containers are first created in the order of the spec': ({ entry, memory }) => {
    if (entry.type !== 'runtime.CreateContainer' || (entry.data as { attempt: number }).attempt > 0) return undefined;
    const pod = memory.pods.get(podSubject(entry.subject));
    const order = pod?.spec.containers.map((container) => container.name) ?? [];
    const created = memory.created.get(podSubject(entry.subject)) ?? [];
    const own = order.indexOf(containerOf(entry.subject));
    // A container whose image cannot be had is overtaken by those behind it, and comes later.
    const overtaken = created.some((name) => order.indexOf(name) > own);
    const hadTrouble = memory.restarts.has(`trouble ${entry.subject}`);
    return own >= 0 && overtaken && !hadTrouble
      ? `${containerOf(entry.subject)} created after ${created.join(', ')}`
      : undefined;
  },
  'a pod has at most one ready sandbox': ({ entry, simulation }) => {
    if (!entry.type.startsWith('runtime.')) return undefined;
    for (const node of simulation.runtime.nodes.values())
      for (const pod of node.pods.values())
        if (pod.sandboxes.filter(({ state }) => state === 'ready').length > 1)
          return `two ready sandboxes for ${pod.name}`;
    return undefined;
  },
  'nothing is started for a pod that is gone': ({ entry, memory }) => {
    if (entry.type !== 'runtime.StartContainer') return undefined;
    const subject = podSubject(entry.subject);
    return memory.pods.has(subject) || memory.forced.has(subject)
      ? undefined
      : `${entry.subject} started without a pod`;
  },
  'a pod that was not forced is gone only after its containers': ({ entry, simulation }) => {
    if (entry.type !== 'pod.deleted') return undefined;
    const pod = podOf(entry);
    const uid = pod.metadata.uid ?? '';
    const runtime = [...simulation.runtime.nodes.values()]
      .map((node) => node.pods.get(uid))
      .find((one) => one !== undefined);
    const running = runtime?.containers.filter(({ state }) => state === 'running') ?? [];
    return running.length > 0 && isTerminal(pod)
      ? `${running.map(({ name }) => name).join(', ')} still run`
      : undefined;
  },
  'no container outlives the time that it was given to stop': ({ entry, memory }) => {
    const stop = memory.stops.get(entry.subject);
    if (entry.type !== 'process.exit' || !stop) return undefined;
    const late = entry.at - stop.at - stop.timeout * 1000;
    return late > 0 ? `ended ${late} ms after its grace period` : undefined;
  },
  'no container gets more time to stop than its pod gives': ({ entry, memory }) => {
    const pod = memory.pods.get(podSubject(entry.subject));
    if (entry.type !== 'runtime.StopContainer.begin' || !pod) return undefined;
    const { timeout } = entry.data as { timeout: number };
    const most = longestGrace(pod);
    return timeout > most ? `${timeout} s to stop, where the pod gives ${most}` : undefined;
  },
} satisfies Record<string, Law>;

const LEAST_GRACE = 2;

/** Seconds: of the pod, of its deletion, of a probe; the kubelet gives two at least. */
function longestGrace({ metadata, spec }: Pod): number {
  const probes = [...spec.containers, ...(spec.initContainers ?? [])].flatMap((one) => [
    one.livenessProbe,
    one.startupProbe,
  ]);
  const graces = [
    spec.terminationGracePeriodSeconds,
    metadata.deletionGracePeriodSeconds,
    ...probes.map((probe) => probe?.terminationGracePeriodSeconds),
  ];
  return Math.max(LEAST_GRACE, ...graces.map((grace) => grace ?? 0));
}

export type LawName = keyof typeof laws;

/** Takes an entry into memory, after the laws have looked at it. */
export function remember(memory: Memory, entry: TimelineEntry): void {
  const take = rememberers[entry.type];
  if (take) take(memory, entry);
}

const rememberers: Readonly<Record<string, (memory: Memory, entry: TimelineEntry) => void>> = {
  'pod.added': (memory, entry) => {
    memory.pods.set(entry.subject, podOf(entry));
    memory.created.delete(entry.subject);
    memory.done.delete(entry.subject);
  },
  'pod.modified': (memory, entry) => {
    const pod = podOf(entry);
    memory.pods.set(entry.subject, pod);
    const done = memory.done.get(entry.subject) ?? memory.done.set(entry.subject, new Set()).get(entry.subject);
    for (const status of pod.status?.initContainerStatuses ?? [])
      if (status.ready || status.started) done?.add(status.name);
  },
  'pod.deleted': (memory, entry) => {
    if (!isTerminal(podOf(entry))) memory.forced.add(entry.subject);
    memory.pods.delete(entry.subject);
  },
  'event.added': (memory, entry) => {
    const { reason, involvedObject } = (entry.data as StoreChange).object as unknown as {
      reason: string;
      involvedObject: { fieldPath?: string };
    }; // an Event
    const container = /\{(.+)\}$/.exec(involvedObject.fieldPath ?? '')?.[1];
    if (container && (reason === 'Failed' || reason === 'BackOff' || reason === 'InspectFailed'))
      memory.restarts.set(`trouble ${entry.subject}/${container}`, 1);
  },
  'process.exit': (memory, entry) => {
    memory.stops.delete(entry.subject);
    if ((entry.data as { code: number }).code === 0)
      memory.done.get(podSubject(entry.subject))?.add(containerOf(entry.subject));
  },
  'runtime.StartContainer': (memory, entry) =>
    void memory.done.get(podSubject(entry.subject))?.add(containerOf(entry.subject)),
  'runtime.CreateContainer': (memory, entry) => {
    // Of a node that is cut off no event tells of the trouble.
    if ('error' in (entry.data as object)) memory.restarts.set(`trouble ${entry.subject}`, 1);
    const subject = podSubject(entry.subject);
    memory.created.set(subject, [...(memory.created.get(subject) ?? []), containerOf(entry.subject)]);
  },
  'runtime.StopContainer.begin': (memory, entry) => {
    if (!memory.stops.has(entry.subject))
      memory.stops.set(entry.subject, { at: entry.at, timeout: (entry.data as { timeout: number }).timeout });
  },
  'runtime.StopContainer': (memory, entry) => void memory.stops.delete(entry.subject),
};
