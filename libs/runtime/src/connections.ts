/** Connections into pods: which container listens where, and what it answers. */
import { record, type Address } from '#kernel';
import { replyAt, type Effect, type PortBehavior, type Reply } from '#image-catalogue';
import type { Outcome } from './outcome.ts';
import { planExit } from './processes.ts';
import { answer, nodeOf, type ContainerRef } from './records.ts';
import type { NodeRuntime, RuntimeContainer, RuntimeHost, RuntimePod } from './runtime-state.ts';

/** Who asks, and for how long at most; absent: without limit. */
export interface Asking {
  readonly node: string;
  readonly uid: string;
  readonly containerId: string;
  readonly timeoutMs?: number;
  readonly userAgent?: string;
}

export type Call =
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'http'; readonly host: string; readonly port: number; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'grpc'; readonly host: string; readonly port: number; readonly service: string };

export interface Target {
  readonly node: NodeRuntime;
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
}

export type Connection = Exclude<Call, { kind: 'exec' }>;

interface Listener {
  readonly node: NodeRuntime;
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
  readonly port: PortBehavior;
}

/** Connects to an address; as {@link Asking} says. The outcome, or nothing when it comes later or never. */
export function connect(host: RuntimeHost, asking: Asking, call: Connection, reply: Address): Outcome | undefined {
  const listener = findListener(host, asking, call);
  if (listener === 'unreachable') return undefined; // packets to nowhere: only the caller's time-out ends it
  if (!listener) return { kind: 'refused' };
  const found =
    call.kind === 'tcp' ? undefined : replyAt(timelineOf(listener.port, call), ageOf(host, listener.container));
  const outcome = outcomeOf(call, listener.port, found);
  const latencyMs = Math.round((found?.latency ?? 0) * 1000);
  const isAborted = found?.hang === true || latencyMs > (asking.timeoutMs ?? Infinity);
  recordRequest(host, listener, { asking, call, outcome: isAborted ? undefined : outcome });
  apply(host, listener, found?.effect);
  if (found?.hang) return undefined;
  if (latencyMs === 0) return outcome;
  answer(host, reply, outcome, latencyMs);
  return undefined;
}

interface Place {
  readonly node: NodeRuntime;
  /** Absent: the network of the node itself. */
  readonly pod: RuntimePod | undefined;
}

/** Where an address leads, seen from a node; absent: packets to it are lost. */
function placeOf(host: RuntimeHost, from: NodeRuntime, address: string): Place | undefined {
  const owner = host.runtime.addresses.get(address);
  if (!owner) {
    if (address === 'localhost' || address.startsWith('127.')) return { node: from, pod: undefined };
    const node = address === from.hostIP ? from : nodeAt(host, address);
    return node && areConnected(from, node) ? { node, pod: undefined } : undefined;
  }
  return areConnected(from, owner.node) ? owner : undefined;
}

const areConnected = (a: NodeRuntime, b: NodeRuntime): boolean => a === b || !(a.isCut || b.isCut);

function nodeAt({ runtime }: RuntimeHost, address: string): NodeRuntime | undefined {
  for (const node of runtime.nodes.values()) if (node.hostIP === address) return node;
  return undefined;
}

/** Whether anything is at an address, be it only to refuse. */
export const isReachable = (host: RuntimeHost, asking: Asking, address: string): boolean =>
  placeOf(host, nodeOf(host, asking.node), address) !== undefined;

function findListener(host: RuntimeHost, asking: Asking, call: Connection): Listener | 'unreachable' | undefined {
  const place = placeOf(host, nodeOf(host, asking.node), call.host);
  if (!place) return 'unreachable';
  const { node, pod } = place;
  if (pod) return listenerOf(host, node, pod, call.port);
  for (const other of node.pods.values()) {
    const found = isInHostNetwork(other) ? listenerOf(host, node, other, call.port) : undefined;
    if (found) return found;
  }
  return undefined;
}

function listenerOf(
  host: RuntimeHost,
  node: NodeRuntime,
  pod: RuntimePod | undefined,
  port: number,
): Listener | undefined {
  const found = pod && listenerIn(host, pod, port);
  return found && { node, pod, container: found.container, port: found.port };
}

const isInHostNetwork = (pod: RuntimePod): boolean => pod.sandboxes.at(-1)?.hostNetwork === true;

function listenerIn(
  host: RuntimeHost,
  pod: RuntimePod,
  number: number,
): { container: RuntimeContainer; port: PortBehavior } | undefined {
  for (const container of pod.containers) {
    if (container.state !== 'running') continue;
    const age = ageOf(host, container);
    const port = container.behavior.ports?.find(
      (one) => one.port === number && (one.from ?? 0) * 1000 <= age && age < (one.to ?? Infinity) * 1000,
    );
    if (port) return { container, port };
  }
  return undefined;
}

/** Milliseconds since the container's start. */
export const ageOf = (host: RuntimeHost, container: RuntimeContainer): number =>
  host.now - (container.startedAt ?? host.now);

function timelineOf(port: PortBehavior, call: Connection): readonly Reply[] {
  const path = call.kind === 'http' ? (call.path.split('?', 1)[0] ?? '') : '';
  return (port.paths && Object.hasOwn(port.paths, path) ? port.paths[path] : undefined) ?? port.all ?? [];
}

function outcomeOf(call: Connection, port: PortBehavior, found: Reply | undefined): Outcome {
  const kind = port.kind ?? 'http';
  if (call.kind === 'tcp') return { kind: 'connected' };
  if (call.kind === 'grpc')
    return kind === 'grpc' ? { kind: 'serving', status: found?.serving ?? 'SERVING' } : { kind: 'closed' };
  if (kind === 'tcp' || kind === 'grpc') return { kind: 'closed' };
  const status = found?.status ?? (port.paths && !found ? 404 : 200);
  return { kind: 'response', status, body: found?.body ?? '', location: found?.location ?? '' };
}

interface Request {
  readonly asking: Asking;
  readonly call: Connection;
  /** Absent when the caller has gone before the answer. */
  readonly outcome: Outcome | undefined;
}

function recordRequest(host: RuntimeHost, listener: Listener, request: Request): void {
  record(host, requestTypes[request.call.kind], listener.container.subject, requestFacts(listener, request));
}

/** The usual one is a literal: as many are kept as there are probes, and one that grows takes twice the room. */
function requestFacts({ node: { name: node }, container: { attempt } }: Listener, request: Request): object {
  const { asking, call, outcome } = request;
  const { kind, port } = call;
  const userAgent = asking.userAgent ?? '';
  if (kind === 'http' && outcome?.kind === 'response')
    return { call: kind, node, attempt, port, path: call.path, userAgent, status: outcome.status };
  const facts = { call: kind, node, attempt, port };
  const asked = kind === 'http' ? { path: call.path, userAgent } : kind === 'grpc' ? { service: call.service } : {};
  return { ...facts, ...asked, ...outcomeFacts(outcome) };
}

function outcomeFacts(outcome: Outcome | undefined): object {
  if (outcome === undefined) return { aborted: true };
  if (outcome.kind === 'response') return { status: outcome.status };
  return outcome.kind === 'serving' ? { serving: outcome.status } : {};
}

const requestTypes = { http: 'request.http', tcp: 'request.tcp', grpc: 'request.grpc' } as const;

/** What a request does to a container of the pod it reached. */
export function apply(host: RuntimeHost, { node, pod, container }: Target, effect: Effect | undefined): void {
  if (!effect) return;
  const target =
    effect.container === undefined ? container : pod.containers.findLast(({ name }) => name === effect.container);
  if (!target) return;
  const ref: ContainerRef = { node: node.name, uid: pod.uid, id: target.id };
  planExit(host, ref, effect.exitAfter ?? 0, { code: effect.exitCode ?? 0, why: 'effect' });
}
