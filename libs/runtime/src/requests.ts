/** Requests into a pod: commands in a container, connections and HTTP or gRPC requests to its ports. */
import { plan, record, type Address } from '#kernel';
import { replyAt, type Effect, type PortBehavior, type Reply } from '#image-catalogue';
import { answer, nodeOf, recordCall, type ContainerRef } from './records.ts';
import { execInMachine, type MachineReply } from './machine-turns.ts';
import type { Outcome } from './outcome.ts';
import { planExit } from './processes.ts';
import type { NodeRuntime, Process, RuntimeContainer, RuntimeHost, RuntimePod } from './runtime-state.ts';

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

/**
 * Asks, and returns the outcome when it is there at once; otherwise the reply carries it later, or never (the callee
 * hangs): whoever asks keeps the time.
 */
export function ask(host: RuntimeHost, asking: Asking, call: Call, reply: Address): Outcome | undefined {
  return call.kind === 'exec' ? exec(host, asking, call.command, reply) : connect(host, asking, call, reply);
}

interface Target {
  readonly node: NodeRuntime;
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
}

function exec(host: RuntimeHost, asking: Asking, command: readonly string[], reply: Address): Outcome | undefined {
  const node = nodeOf(host, asking.node);
  const pod = node.pods.get(asking.uid);
  const container = pod?.containers.find(({ id }) => id === asking.containerId);
  const process = node.processes.get(asking.containerId);
  if (!pod || !container || !process) return { kind: 'error', message: `container not found` };
  if (container.behavior.userLand) {
    const ref: ContainerRef = { node: node.name, uid: pod.uid, id: container.id };
    const begun = execInMachine(host, { ref, container, command, timeoutMs: asking.timeoutMs, reply });
    if (begun !== 'own') return recordExec(host, { node, pod, container }, command, begun);
  }
  return answerExec(host, { node, pod, container }, { command, reply, process });
}

interface ExecCall {
  readonly command: readonly string[];
  readonly reply: Address;
  readonly process: Process;
}

/** What the behavior says of a command. */
function answerExec(
  host: RuntimeHost,
  { node, pod, container }: Target,
  { command, reply, process }: ExecCall,
): Outcome | undefined {
  const words = command.join(' ');
  const rule = container.behavior.exec?.find(({ match }) => words.includes(match));
  const found = rule && replyAt(rule.timeline, ageOf(host, container));
  const facts = execFacts(found);
  recordCall(host, container, { call: 'ExecSync', node: node.name, attempt: container.attempt, command, ...facts });
  if (found?.error !== undefined) return { kind: 'error', message: `rpc error: code = Unknown desc = ${found.error}` };
  const outcome: Outcome = {
    kind: 'exited',
    code: found?.code ?? 0,
    stdout: found?.stdout ?? '',
    stderr: found?.stderr ?? '',
  };
  // The command is planned to end before what it does to the container, so that it ends first at equal times.
  const isDone = !found?.hang && !found?.latency;
  if (!isDone) keepExec(host, process.execs, reply);
  if (found?.latency && !found.hang) planExecEnd(host, { node: node.name, id: container.id, outcome }, found.latency);
  apply(host, { node, pod, container }, found?.effect);
  return isDone ? outcome : undefined;
}

/** A command that goes on has no code yet. */
function recordExec(
  host: RuntimeHost,
  { node, container }: Target,
  command: readonly string[],
  begun: Exclude<MachineReply, 'own'>,
): Outcome | undefined {
  const isDone = begun !== 'running';
  const facts = !isDone
    ? {}
    : begun.kind === 'exited'
      ? { code: begun.code, duration: 0 }
      : begun.kind === 'error'
        ? { error: begun.message }
        : {};
  recordCall(host, container, { call: 'ExecSync', node: node.name, attempt: container.attempt, command, ...facts });
  return isDone ? begun : undefined;
}

function planExecEnd(host: RuntimeHost, about: { node: string; id: string; outcome: Outcome }, seconds: number): void {
  const payload = { ...about, token: host.runtime.nextToken - 1 };
  plan(host, Math.round(seconds * 1000), { owner: 'runtime', kind: 'exec-done', payload });
}

const execFacts = (reply: Reply | undefined): Record<string, unknown> =>
  reply?.error === undefined
    ? { code: reply?.code ?? 0, duration: Math.round((reply?.latency ?? 0) * 1000) }
    : { error: reply.error };

/** The command runs until it is done or its container ends. */
function keepExec(host: RuntimeHost, execs: { token: number; reply: Address }[], reply: Address): void {
  execs.push({ token: host.runtime.nextToken++, reply });
}

export function onExecDone(
  host: RuntimeHost,
  {
    node,
    id,
    token,
    outcome,
  }: { readonly node: string; readonly id: string; readonly token: number; readonly outcome: Outcome },
): void {
  const process = nodeOf(host, node).processes.get(id);
  const index = process?.execs.findIndex((exec) => exec.token === token) ?? -1;
  if (!process || index < 0) return; // the container ended first, and the answer went out then
  const [done] = process.execs.splice(index, 1);
  if (done) answer(host, done.reply, outcome);
}

type Connection = Exclude<Call, { kind: 'exec' }>;

interface Listener {
  readonly node: NodeRuntime;
  readonly pod: RuntimePod;
  readonly container: RuntimeContainer;
  readonly port: PortBehavior;
}

function connect(host: RuntimeHost, asking: Asking, call: Connection, reply: Address): Outcome | undefined {
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

function findListener(host: RuntimeHost, asking: Asking, call: Connection): Listener | 'unreachable' | undefined {
  const owner = host.runtime.addresses.get(call.host);
  if (owner) return listenerOf(host, owner.node, owner.pod, call.port);
  const node = nodeOf(host, asking.node);
  const isLocal = call.host === 'localhost' || call.host.startsWith('127.') || call.host === node.hostIP;
  if (!isLocal) return 'unreachable';
  for (const pod of node.pods.values()) {
    const found = isInHostNetwork(pod) ? listenerOf(host, node, pod, call.port) : undefined;
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

const ageOf = (host: RuntimeHost, container: RuntimeContainer): number => host.now - (container.startedAt ?? host.now);

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
function apply(host: RuntimeHost, { node, pod, container }: Target, effect: Effect | undefined): void {
  if (!effect) return;
  const target =
    effect.container === undefined ? container : pod.containers.findLast(({ name }) => name === effect.container);
  if (!target) return;
  const ref: ContainerRef = { node: node.name, uid: pod.uid, id: target.id };
  planExit(host, ref, effect.exitAfter ?? 0, { code: effect.exitCode ?? 0, why: 'effect' });
}
