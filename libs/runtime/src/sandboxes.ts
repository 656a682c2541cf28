/** Pod sandboxes: create, stop, lose. */
import { drawHex, plan, record, type Address } from '#kernel';
import { subjectNamed } from '#object-store';
import { answer, announce, nodeOf, podOf, recordCall, recordProcess } from './records.ts';
import { exitProcess } from './processes.ts';
import type { NodeRuntime, RuntimeHost, RuntimePod, Sandbox } from './runtime-state.ts';

export interface SandboxCall {
  readonly node: string;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly attempt: number;
  readonly hostNetwork: boolean;
}

export type CallResult =
  { readonly kind: 'ok'; readonly id: string } | { readonly kind: 'failed'; readonly message: string };

/** Creates and starts a sandbox; the reply carries a {@link CallResult}. */
export function runPodSandbox(host: RuntimeHost, call: SandboxCall, reply: Address): void {
  const node = nodeOf(host, call.node);
  const pod = ensurePod(node, call);
  const duration = host.runtime.settings.latencies.runPodSandbox;
  const error = takeSandboxError(node, `${call.namespace}/${call.name}`);
  const { attempt } = call;
  const data = { call: 'RunPodSandbox', node: node.name, attempt, duration } as const;
  recordCall(host, pod, error === undefined ? data : { ...data, error });
  if (error === undefined) plan(host, duration, { owner: 'runtime', kind: 'sandbox-ready', payload: { call, reply } });
  else answer(host, reply, { kind: 'failed', message: error } satisfies CallResult, duration);
}

function ensurePod(node: NodeRuntime, { uid, namespace, name }: SandboxCall): RuntimePod {
  const known = node.pods.get(uid);
  if (known) return known;
  const subject = subjectNamed({ kind: 'Pod', namespace, name });
  const pod: RuntimePod = { uid, subject, namespace, name, sandboxes: [], containers: [] };
  node.pods.set(uid, pod);
  return pod;
}

function takeSandboxError(node: NodeRuntime, key: string): string | undefined {
  const error = node.sandboxErrors.get(key);
  if (!error || error.times === 0) return undefined;
  error.times -= 1;
  return error.message;
}

/** The next `times` attempts to create a sandbox for a pod (`namespace/name`) fail with `message`. */
export function failSandboxes(host: RuntimeHost, pod: string, failure: { times: number; message: string }): void {
  for (const node of host.runtime.nodes.values()) node.sandboxErrors.set(pod, { ...failure });
}

export function onSandboxReady(
  host: RuntimeHost,
  { call, reply }: { readonly call: SandboxCall; readonly reply: Address },
): void {
  const node = nodeOf(host, call.node);
  const pod = podOf(node, call.uid);
  const id = drawHex(host, node.ids, 64);
  const ip = call.hostNetwork ? '' : nextAddress(node);
  const { attempt, hostNetwork } = call;
  pod.sandboxes = pod.sandboxes.concat({ id, attempt, state: 'ready', hostNetwork, ip, createdAt: host.now });
  if (ip) host.runtime.addresses.set(ip, { node, pod });
  announce(host, node, pod.uid);
  answer(host, reply, { kind: 'ok', id } satisfies CallResult);
}

/** 10.<64 + subnet / 256>.<subnet>.x would run out at 256 pods a node, so addresses count on through two bytes. */
function nextAddress(node: NodeRuntime): string {
  const n = node.nextAddress++ % 65_000;
  return `10.${64 + (node.subnet % 190)}.${n >> 8}.${n & 255 || 1}`;
}

/** Stops a pod's ready sandbox with all that runs in it. The reply comes when it is down. */
export function stopPodSandbox(
  host: RuntimeHost,
  ref: { readonly node: string; readonly uid: string },
  reply: Address,
): void {
  const node = nodeOf(host, ref.node);
  const pod = node.pods.get(ref.uid);
  const ready = pod?.sandboxes.filter(({ state }) => state === 'ready') ?? [];
  if (!pod || ready.length === 0) return answer(host, reply, { kind: 'ok', id: '' } satisfies CallResult);
  const duration = host.runtime.settings.latencies.stopPodSandbox;
  const attempt = ready.at(-1)?.attempt;
  recordCall(host, pod, { call: 'StopPodSandbox', node: node.name, attempt, duration });
  plan(host, duration, { owner: 'runtime', kind: 'sandbox-stopped', payload: { node: ref.node, uid: ref.uid, reply } });
}

export function onSandboxStopped(
  host: RuntimeHost,
  payload: { readonly node: string; readonly uid: string; readonly reply: Address },
): void {
  dropSandboxes(host, payload);
  answer(host, payload.reply, { kind: 'ok', id: '' } satisfies CallResult);
}

/** A sandbox dies on its own, and everything in it with it. */
export function killSandbox(host: RuntimeHost, ref: { readonly node: string; readonly uid: string }): void {
  const { subject } = podOf(nodeOf(host, ref.node), ref.uid);
  dropSandboxes(host, ref);
  record(host, 'process.sandboxDied', subject, { call: 'sandboxDied' });
}

function dropSandboxes(host: RuntimeHost, ref: { readonly node: string; readonly uid: string }): void {
  const node = nodeOf(host, ref.node);
  const pod = node.pods.get(ref.uid);
  if (!pod) return;
  for (const container of pod.containers.filter(({ state }) => state === 'running')) {
    recordProcess(host, container, { call: 'SIGKILL' });
    exitProcess(host, { ...ref, id: container.id }, { code: 137, why: 'SIGKILL' });
  }
  for (const { ip } of pod.sandboxes) host.runtime.addresses.delete(ip);
  node.tables.delete(ref.uid);
  pod.sandboxes = pod.sandboxes.map((sandbox): Sandbox =>
    sandbox.state === 'ready' ? { ...sandbox, state: 'notready' } : sandbox,
  );
  announce(host, node, ref.uid);
}

/** Removes stopped sandboxes but the newest `keep`; a pod without sandboxes and containers is forgotten. */
export function removeSandboxes(
  host: RuntimeHost,
  ref: { readonly node: string; readonly uid: string },
  keep: number,
): void {
  const node = nodeOf(host, ref.node);
  const pod = node.pods.get(ref.uid);
  if (!pod) return;
  const stopped = pod.sandboxes.filter(({ state }) => state === 'notready');
  const kept = new Set(stopped.slice(Math.max(0, stopped.length - keep)));
  pod.sandboxes = pod.sandboxes.filter((sandbox) => sandbox.state === 'ready' || kept.has(sandbox));
  if (pod.sandboxes.length > 0 || pod.containers.length > 0) return;
  node.pods.delete(ref.uid);
  node.usage.pods.delete(ref.uid);
  node.volumes.delete(ref.uid);
}
