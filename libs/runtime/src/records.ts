/** The small writes that all calls share: find, replace, announce, answer. */
import {
  type Address,
  type Causes,
  invariant,
  joinCauses,
  type Millis,
  noCauses,
  plan,
  record,
  required,
} from '#kernel';
import type { NodeRuntime, RuntimeContainer, RuntimeHost, RuntimePod } from './runtime-state.ts';

/** A container of a pod on a node. */
export interface ContainerRef {
  readonly node: string;
  readonly uid: string;
  readonly id: string;
}

/** The component that looks at the runtime's pods. */
const OBSERVER = 'kubelet';

export function nodeOf(host: RuntimeHost, name: string): NodeRuntime {
  return required(host.runtime.nodes.get(name), 'runtime of node', name);
}

export function podOf(node: NodeRuntime, uid: string): RuntimePod {
  return required(node.pods.get(uid), 'runtime pod', uid);
}

export function findContainer(node: NodeRuntime, ref: { uid: string; id: string }): RuntimeContainer | undefined {
  return node.pods.get(ref.uid)?.containers.find(({ id }) => id === ref.id);
}

/** Puts a changed record in the place of the old one and announces the change. */
export function replaceContainer(
  host: RuntimeHost,
  ref: ContainerRef,
  change: Partial<RuntimeContainer>,
): RuntimeContainer {
  const node = nodeOf(host, ref.node);
  const pod = podOf(node, ref.uid);
  const old = required(findContainer(node, ref), 'container', ref.id);
  const next = withChange(old, change);
  pod.containers = pod.containers.map((container) => (container === old ? next : container));
  announce(host, node, ref.uid);
  return next;
}

/** A new record, key by key: spreading two objects is several times slower, and every start and exit comes here. All keys are there from the start. */
function withChange(old: RuntimeContainer, change: Partial<RuntimeContainer>): RuntimeContainer {
  const next: { -readonly [K in keyof RuntimeContainer]: RuntimeContainer[K] } = { ...old };
  if (change.state !== undefined) next.state = change.state;
  if (change.startedAt !== undefined) next.startedAt = change.startedAt;
  if (change.finishedAt !== undefined) next.finishedAt = change.finishedAt;
  if (change.exitCode !== undefined) next.exitCode = change.exitCode;
  if (change.reason !== undefined) next.reason = change.reason;
  if (change.message !== undefined) next.message = change.message;
  if (change.terminationMessage !== undefined) next.terminationMessage = change.terminationMessage;
  if (change.resources !== undefined) next.resources = change.resources;
  return next;
}

/** Tells the observer, once until it has looked, that pods of a node changed. */
export function announce(host: RuntimeHost, node: NodeRuntime, uid: string): void {
  node.changed.set(uid, joinCauses(node.changed.get(uid) ?? noCauses, host.causes));
  if (node.isAnnounced) return;
  node.isAnnounced = true;
  plan(host, 0, { owner: OBSERVER, kind: 'runtime-changed', payload: { node: node.name } });
}

/** Pods that changed since the last look, with what changed them; forgets them. */
export function takeChangedPods(host: RuntimeHost, nodeName: string): readonly (readonly [string, Causes])[] {
  const node = nodeOf(host, nodeName);
  const changed = [...node.changed];
  node.changed.clear();
  node.isAnnounced = false;
  return changed;
}

/** Forgets one changed pod, which the observer looks at alone; tells what changed it. */
export function takeChangedPod(host: RuntimeHost, nodeName: string, uid: string): Causes {
  const { changed } = nodeOf(host, nodeName);
  const causes = changed.get(uid) ?? noCauses;
  changed.delete(uid);
  return causes;
}

/** Plans the answer of a call: the caller's own entry with `result` in its payload, best in the place of an undefined one. */
export function answer(host: RuntimeHost, reply: Address, result: unknown, delay: Millis = 0): void {
  const { payload } = reply;
  invariant(typeof payload === 'object' && payload !== null, 'a reply address carries an object');
  plan(host, delay, { owner: reply.owner, kind: reply.kind, payload: { ...payload, result } });
}

/** Writes a runtime call into the timeline. */
export function recordCall(
  host: RuntimeHost,
  { subject }: Pick<RuntimePod | RuntimeContainer, 'subject'>,
  data: { readonly call: RuntimeCall; readonly [field: string]: unknown },
): void {
  record(host, callTypes[data.call], subject, data);
}

/** The calls that are written down, as entry types. */
const callTypes = {
  RunPodSandbox: 'runtime.RunPodSandbox',
  StopPodSandbox: 'runtime.StopPodSandbox',
  CreateContainer: 'runtime.CreateContainer',
  StartContainer: 'runtime.StartContainer',
  'StopContainer.begin': 'runtime.StopContainer.begin',
  StopContainer: 'runtime.StopContainer',
  RemoveContainer: 'runtime.RemoveContainer',
  UpdateContainerResources: 'runtime.UpdateContainerResources',
  ExecSync: 'runtime.ExecSync',
  Exec: 'runtime.Exec',
} as const;

export type RuntimeCall = keyof typeof callTypes;

/** What entries about a container of a pod are about. */
export const containerSubject = ({ subject }: RuntimePod, container: string): string => [subject, container].join('/');

/** Writes a signal or an exit into the timeline. */
export function recordProcess(
  host: RuntimeHost,
  container: RuntimeContainer,
  data: { readonly call: string; readonly code?: number; readonly why?: string },
): void {
  const type = data.call === 'exit' ? 'process.exit' : 'process.signal';
  record(host, type, container.subject, { ...data, attempt: container.attempt });
}
