/** Deleting pods: how long they may take, and when they are gone. */
import { extend } from '#kernel';
import { formatTime, parseTime, type KubeObject, type ObjectMeta, type Pod } from '#kube-api';
import { findObject, removeObject, updateObject } from '#object-store';
import type { ApiHost } from './api-host.ts';
import { finishNamespace } from './terminating-namespace.ts';

export interface DeletionOptions {
  readonly gracePeriodSeconds?: number;
  /** Answers what would be, and writes nothing. */
  readonly dryRun?: boolean;
}

/** Which pod; with a uid only that incarnation of it. */
export interface PodIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
}

/**
 * Deletes a pod as a component does, the kubelet with grace 0 when all containers have ended: the pod is marked (MODIFIED),
 * then gone (DELETED). Does nothing when the pod is not there or is another one by its uid.
 */
export function deletePod(host: ApiHost, { namespace, name, uid }: PodIdentity, options: DeletionOptions): void {
  const pod = findObject(host.store, 'pods', { namespace, name });
  if (pod && (uid === undefined || pod.metadata.uid === uid)) removePod(host, pod, options);
}

/** The state that a DELETE leads to, or nothing when it changes nothing. */
interface Marked {
  readonly pod: Pod;
  readonly isGone: boolean;
}

/**
 * Applies a DELETE to a stored pod. Returns the pod as the answer shows it: marked, gone, or unchanged when it was already
 * going within that time.
 * @source kube-apiserver v1.37 apiserver/pkg/registry/rest: BeforeDelete; pkg/registry/core/pod: CheckGracefulDelete
 */
export function removePod(host: ApiHost, stored: KubeObject, options: DeletionOptions): KubeObject {
  const pod = stored as Pod; // stored among the pods
  const marked = pod.metadata.deletionTimestamp ? shorten(host, pod, options) : markDeleted(host, pod, options);
  if (!marked) return pod;
  if (options.dryRun) return marked.pod;
  const modified = marked.pod === pod ? pod : updateObject(host, 'pods', marked.pod);
  if (!marked.isGone) return modified;
  const last = removeObject(host, 'pods', modified);
  finishNamespace(host, last.metadata.namespace);
  return last;
}

function markDeleted(host: ApiHost, pod: Pod, options: DeletionOptions): Marked {
  const grace = graceOf(pod, options.gracePeriodSeconds);
  const { generation } = pod.metadata;
  const metadata: ObjectMeta =
    generation === undefined ? pod.metadata : { ...pod.metadata, generation: generation + 1 };
  return mark({ ...pod, metadata }, { deletedAt: nowOf(host) + grace * 1000, grace });
}

/** Nothing, for a pod that is not scheduled or has ended; negative periods become a second. */
function graceOf({ spec, status }: Pod, asked: number | undefined): number {
  if (!spec.nodeName || status?.phase === 'Succeeded' || status?.phase === 'Failed') return 0;
  const grace = asked ?? spec.terminationGracePeriodSeconds ?? 0;
  return grace < 0 ? 1 : grace;
}

/** A later DELETE can only make the time shorter. */
function shorten(host: ApiHost, pod: Pod, { gracePeriodSeconds: asked }: DeletionOptions): Marked | undefined {
  const { deletionTimestamp = '', deletionGracePeriodSeconds: current = 0 } = pod.metadata;
  if (current === 0) return isRemovable(pod) ? { pod, isGone: true } : undefined;
  if (asked === undefined || Math.max(asked, asked < 0 ? 1 : 0) >= current) return undefined;
  const grace = asked < 0 ? 1 : asked;
  const deletedAt = parseTime(deletionTimestamp) + (grace - current) * 1000;
  const now = nowOf(host);
  return mark(
    pod,
    deletedAt >= now || grace === 0 ? { deletedAt: Math.max(deletedAt, now), grace } : { deletedAt: now, grace: 1 },
  );
}

function mark(pod: Pod, { deletedAt, grace }: { readonly deletedAt: number; readonly grace: number }): Marked {
  const deletion = { deletionTimestamp: formatTime(deletedAt), deletionGracePeriodSeconds: grace };
  const metadata = extend(pod.metadata, deletion);
  return { pod: { ...pod, metadata }, isGone: grace === 0 && isRemovable(pod) };
}

const isRemovable = ({ metadata }: Pod): boolean => !metadata.finalizers?.length;

/** Whole seconds, as timestamps have. */
const nowOf = ({ epoch, now }: ApiHost): number => Math.floor((epoch + now) / 1000) * 1000;
