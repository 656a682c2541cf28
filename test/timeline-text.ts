/** Plays a pod in a simulation and tells what happened, a line per happening: `+12.0s  kiada  Unhealthy  Liveness probe failed: …`. */
import { createCluster, createSimulation, type Command, type SettingsChange, type Simulation } from '#cluster';
import { entriesAfter, SECOND, type TimelineEntry } from '#kernel';
import type { ContainerState, ContainerStatus, Event, Node, Pod, PodCondition, PodSpec } from '#kube-api';
import type { StoreChange } from '#object-store';

/**
 * Kinds of happenings: `events` of the API; `pod` versions, as what changed in them; `calls` to the runtime; `signals`
 * and exits of processes; `requests` that containers answered; `results` of probes that changed; `commands` and faults; taints
 * of `nodes`.
 */
export type Show = 'events' | 'pod' | 'calls' | 'signals' | 'requests' | 'results' | 'commands' | 'nodes';

export interface PodSketch {
  readonly name?: string;
  /** Missing images are `app:1.0`. */
  readonly spec: Partial<PodSpec>;
  /** What the containers do, by name; the content of the annotation `podlab/behavior`. */
  readonly behavior?: Readonly<Record<string, unknown>>;
}

export interface Play {
  readonly pod: PodSketch;
  /** What else is done, and at which second; the pod is posted at 0. */
  readonly script?: readonly (readonly [second: number, command: Command])[];
  readonly settings?: SettingsChange;
  /** Seconds that are played. */
  readonly until: number;
}

/** A pod as it is posted: without the token of its service account, so that it waits for no volume. */
export function podOf({ name = 'web', spec, behavior }: PodSketch): Pod {
  const { containers = [{ name: 'app' }], initContainers, ...rest } = spec;
  const withImage = <T extends object>(one: T): T => ({ image: 'app:1.0', ...one });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(behavior ? { annotations: { 'podlab/behavior': JSON.stringify({ containers: behavior }) } } : {}),
    },
    spec: {
      automountServiceAccountToken: false,
      containers: containers.map(withImage),
      ...(initContainers ? { initContainers: initContainers.map(withImage) } : {}),
      ...rest,
    },
  };
}

const PODS = '/api/v1/namespaces/default/pods';

export const post = (sketch: PodSketch): Command => ({
  kind: 'request',
  request: { method: 'POST', path: PODS, body: podOf(sketch) },
});

/** Deletes the pod, with a grace period in seconds if given. */
export const remove = (name = 'web', graceSeconds?: number): Command => ({
  kind: 'request',
  request: {
    method: 'DELETE',
    path: `${PODS}/${name}`,
    ...(graceSeconds === undefined ? {} : { query: { gracePeriodSeconds: String(graceSeconds) } }),
  },
});

/** A strategic merge patch of the pod; `subresource` such as `status`. */
export const patch = (body: object, name = 'web', subresource = ''): Command => ({
  kind: 'request',
  request: {
    method: 'PATCH',
    path: `${PODS}/${name}${subresource && `/${subresource}`}`,
    contentType: 'application/strategic-merge-patch+json',
    body,
  },
});

/** The played simulation: one node, images present, no jitter, relists at whole seconds unless `settings` differ. */
export function play({ pod, script = [], settings = {}, until }: Play): Simulation {
  const cluster = createCluster();
  const simulation = createSimulation({
    nodes: 1,
    settings: { profile: 'textbook', runtime: { areImagesPresent: true, pullMs: 2000 }, ...settings },
  });
  const head = simulation.timeline.entries.length;
  simulation.timeline.base += simulation.timeline.entries.splice(0, head).length; // the cluster's own beginnings
  for (const [second, command] of [[0, post(pod)] as const, ...script]) {
    cluster.advance(simulation, Math.round(second * SECOND));
    const result = cluster.apply(simulation, command);
    if (result.kind === 'refused') throw new Error(result.message);
    if (result.kind === 'response' && result.response.code >= 400)
      throw new Error(JSON.stringify(result.response.body));
  }
  cluster.advance(simulation, until * SECOND);
  return simulation;
}

/** Lines of the kinds asked for, in columns: time, container or object, what, details; a uid reads `<uid>`. */
export function timelineText(simulation: Pick<Simulation, 'timeline'>, ...shown: readonly Show[]): string {
  const rows = entriesAfter(simulation.timeline, 0).flatMap((entry) => {
    const show = kinds[entry.type.split('.', 1)[0] ?? ''];
    const told = show && shown.includes(show) ? tellers[show](entry) : undefined;
    return told ? [[`+${(Math.round(entry.at / 100) / 10).toFixed(1)}s`, ...told] as const] : [];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  return rows.map((row) => lineOf(row).trimEnd().replaceAll(UID, '<uid>')).join('\n');
}

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Plays and tells. */
export const playText = (what: Play, ...shown: readonly Show[]): string => timelineText(play(what), ...shown);

/** The expected block as it stands in a spec: without the indentation and the blank lines around it. */
export function block(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

type Told = readonly [who: string, what: string, details: string];

/** By the first word of an entry's type. */
const kinds: Readonly<Record<string, Show>> = {
  event: 'events',
  pod: 'pod',
  runtime: 'calls',
  process: 'signals',
  request: 'requests',
  probe: 'results',
  command: 'commands',
  fault: 'commands',
  node: 'nodes',
};

const tellers: Readonly<Record<Show, (entry: TimelineEntry) => Told | undefined>> = {
  events: ({ data }) => {
    const { involvedObject, reason = '', message = '', count = 1 } = (data as StoreChange).object as Event; // by the entry's type
    const container = /\{(.*)\}/.exec(involvedObject.fieldPath ?? '')?.[1];
    return [container ?? involvedObject.name ?? '', reason, count > 1 ? `${message} (x${count})` : message];
  },
  pod: ({ data }) => {
    const change = data as StoreChange; // by the entry's type
    const changes = change.type === 'MODIFIED' ? changesOf(change.previous as Pod, change.object as Pod) : [];
    return [change.object.metadata.name, change.type, changes.join(', ')];
  },
  calls: ({ subject, data }) => {
    const { call, timeout, error, command, image } = data as Call; // by the entry's type
    const details = [timeout === undefined ? '' : `timeout ${timeout}`, command?.join(' '), image, error];
    return [whoIs(subject), call, details.filter(Boolean).join(', ')];
  },
  signals: ({ subject, data }) => {
    const { call, code, why } = data as { call: string; code?: number; why?: string }; // by the entry's type
    return [whoIs(subject), call, call === 'exit' ? `${code} (${why})` : ''];
  },
  requests: ({ subject, data }) => {
    const { call, port, path = '', status, serving, aborted } = data as Request; // by the entry's type
    const answer = aborted ? 'no answer' : (status ?? serving ?? 'connected');
    return [whoIs(subject), call, `:${port}${path} ${answer}`];
  },
  results: ({ subject, data }) => {
    const { probe, result } = data as { probe: string; result: string }; // by the entry's type
    return [whoIs(subject), probe, result];
  },
  commands: ({ data }) => {
    const { method, path, fault, ...options } = data as { method?: string; path?: string; fault?: string }; // by the entry's type
    return ['-', method ?? fault ?? '', path ?? Object.values(options).join(' ')];
  },
  nodes: ({ data }) => {
    const { type, object } = data as StoreChange; // by the entry's type
    const taints = (object as Node).spec.taints ?? [];
    return [object.metadata.name, type, taints.map(({ key, effect }) => `${key}:${effect}`).join(', ')];
  },
};

interface Call {
  readonly call: string;
  readonly timeout?: number;
  readonly error?: string;
  readonly command?: readonly string[];
  readonly image?: string;
}

interface Request {
  readonly call: string;
  readonly port: number;
  readonly path?: string;
  readonly status?: number;
  readonly serving?: string;
  readonly aborted?: boolean;
}

const whoIs = (subject: string): string => subject.slice(subject.lastIndexOf('/') + 1);

/** What a version of a pod changed, besides versions and times. */
function changesOf(before: Pod, after: Pod): readonly string[] {
  const [old, status] = [before.status ?? {}, after.status ?? {}];
  const { deletionGracePeriodSeconds: grace } = after.metadata;
  return [
    grace === before.metadata.deletionGracePeriodSeconds ? '' : `grace ${grace}`,
    before.spec === after.spec
      ? ''
      : before.spec.nodeName === after.spec.nodeName
        ? 'spec'
        : `on ${after.spec.nodeName}`,
    status.phase === old.phase ? '' : (status.phase ?? ''),
    status.reason === old.reason ? '' : `reason ${status.reason ?? 'none'}`,
    ...containersOf(after).map((one) =>
      containerChange(
        containersOf(before).find(({ name }) => name === one.name),
        one,
      ),
    ),
    ...(status.conditions ?? []).map((one) =>
      conditionChange(
        old.conditions?.find(({ type }) => type === one.type),
        one,
      ),
    ),
  ].filter(Boolean);
}

export const containersOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
  ...(status?.ephemeralContainerStatuses ?? []),
];

function containerChange(before: ContainerStatus | undefined, after: ContainerStatus): string {
  const [old, state] = [before ? stateText(before.state) : '', stateText(after.state)];
  const isOther = old !== state || before?.containerID !== after.containerID;
  const changes = [
    isOther ? state : '',
    after.ready === (before?.ready ?? false) ? '' : after.ready ? 'ready' : 'not ready',
    after.restartCount === (before?.restartCount ?? 0) ? '' : `restarts ${after.restartCount}`,
  ].filter(Boolean);
  return changes.length > 0 ? `${after.name} ${changes.join(' ')}` : '';
}

export function stateText({ waiting, running, terminated }: ContainerState): string {
  if (running) return 'running';
  if (terminated) return `${terminated.reason} ${terminated.exitCode}`;
  return `waiting ${waiting?.reason ?? ''}`.trimEnd();
}

function conditionChange(before: PodCondition | undefined, { type, status, reason }: PodCondition): string {
  if (before?.status === status && before.reason === reason) return '';
  return `${type} ${status}${reason ? ` ${reason}` : ''}`;
}
