/** Pods of workloads: which pods an object controls, and how they are created, adopted, released and deleted. */
import { referenceTo, isTerminatingNamespace, deletePod, handleRequest } from '#apiserver';
import {
  isTerminalPhase,
  matchesLabelSelector,
  type KubeObject,
  type LabelSelector,
  type ObjectMeta,
  type OwnerReference,
} from '#kube-api';
import type { Pod, PodTemplate, Status } from '#kube-api';
import { findObject, getObject, listObjects, objectKey, updateObject, type StoreChange } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';

/** A controller that acts for an object. */
export interface Actor {
  readonly controller: string;
  readonly owner: KubeObject;
}

export const isTerminal = ({ status }: Pod): boolean => isTerminalPhase(status?.phase);
export const isTerminating = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
export const isActive = (pod: Pod): boolean => !isTerminal(pod) && !isTerminating(pod);

/** The reference that makes `owner` the controller of an object. */
export const controllerReference = ({ apiVersion, kind, metadata }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

export const controllerOf = ({ metadata }: KubeObject): OwnerReference | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller);

/** Keeps track of who controls a pod. */
export function trackPod(host: ControllersHost, { type, object, previous }: StoreChange): void {
  const { pods } = host.controllers.workloads;
  const uid = object.metadata.uid ?? '';
  const before = previous && controllerOf(previous)?.uid;
  const now = type === 'DELETED' ? undefined : controllerOf(object)?.uid;
  if (before !== undefined && before !== now) pods.get(before)?.delete(uid);
  if (now !== undefined) index(host, now, object);
  const owner = before ?? now;
  if (owner !== undefined && pods.get(owner)?.size === 0) pods.delete(owner);
}

function index({ controllers, store }: ControllersHost, owner: string, pod: KubeObject): void {
  const { pods } = controllers.workloads;
  if (findObject(store, 'pods', pod.metadata)?.metadata.uid !== pod.metadata.uid) return;
  let own = pods.get(owner);
  if (!own) pods.set(owner, (own = new Map()));
  own.set(pod.metadata.uid ?? '', objectKey(pod));
}

/** The pods that an object controls, as stored now, oldest first. */
export function podsOwnedBy({ controllers, store }: ControllersHost, { metadata }: KubeObject): readonly Pod[] {
  const keys = controllers.workloads.pods.get(metadata.uid ?? '');
  if (!keys) return [];
  const pods = [...keys].map(([uid, key]) => ({ uid, pod: getObject(store, 'pods', key) as Pod | undefined })); // pods holds Pods
  return pods.flatMap(({ uid, pod }) => (pod?.metadata.uid === uid ? [pod] : []));
}

/** Forgets what an object that is gone controlled. */
export function forgetOwner({ controllers }: ControllersHost, { metadata }: KubeObject): void {
  controllers.workloads.pods.delete(metadata.uid ?? '');
}

/**
 * Takes over pods that match the selector and have no controller, and lets go of those that match no longer.
 * @source kube-controller-manager v1.37 pkg/controller: PodControllerRefManager.ClaimPods
 */
export function claimPods(host: ControllersHost, { owner }: Actor, selector: LabelSelector | undefined): void {
  for (const pod of podsOwnedBy(host, owner))
    if (!isTerminating(pod) && !matchesLabelSelector(selector, pod.metadata.labels)) release(host, owner, pod);
  const pods = listObjects(host.store, 'pods', owner.metadata.namespace) as Pod[]; // pods holds Pods
  for (const pod of pods)
    if (!controllerOf(pod) && isActive(pod) && matchesLabelSelector(selector, pod.metadata.labels))
      adopt(host, owner, pod);
}

function adopt(host: ControllersHost, owner: KubeObject, pod: Pod): void {
  const ownerReferences = [...(pod.metadata.ownerReferences ?? []), controllerReference(owner)];
  index(
    host,
    owner.metadata.uid ?? '',
    updateObject(host, 'pods', { ...pod, metadata: { ...pod.metadata, ownerReferences } }),
  );
}

function release(host: ControllersHost, owner: KubeObject, pod: Pod): void {
  const { ownerReferences = [], ...metadata } = pod.metadata;
  const others = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid);
  updateObject(host, 'pods', {
    ...pod,
    metadata: { ...metadata, ...(others.length > 0 && { ownerReferences: others }) },
  });
  host.controllers.workloads.pods.get(owner.metadata.uid ?? '')?.delete(pod.metadata.uid ?? '');
}

/** What a new pod has beyond its template. */
export type PodExtras = Partial<Pick<ObjectMeta, 'generateName' | 'finalizers' | 'labels' | 'annotations'>> & {
  readonly hostname?: string;
};

/** Creates a pod from a template by way of the API, and reports it. Returns why it could not be created. */
export function createPod(
  host: ControllersHost,
  actor: Actor,
  template: PodTemplate,
  extras: PodExtras = {},
): string | undefined {
  const { owner } = actor;
  const { namespace = '', name } = owner.metadata;
  if (isTerminatingNamespace(host, namespace)) return 'namespace is terminating';
  const { hostname, ...metadata } = extras;
  const { labels, annotations } = template.metadata ?? {};
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${name}-`,
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...metadata,
      ownerReferences: [controllerReference(owner)],
    },
    spec: hostname === undefined ? template.spec : { ...template.spec, hostname },
  };
  const response = handleRequest(host, { method: 'POST', path: `/api/v1/namespaces/${namespace}/pods`, body });
  if (response.code !== 201) return failedCreate(host, actor, response.body as Status); // every refusal is one
  const pod = response.body as Pod; // as created
  index(host, owner.metadata.uid ?? '', pod);
  report(host, actor, 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
  return undefined;
}

function failedCreate(host: ControllersHost, { controller, owner }: Actor, { message = '' }: Status): string {
  const text = `Error creating: ${message}`;
  reportEvent(host, referenceTo(owner), { from: controller, type: 'Warning', reason: 'FailedCreate', message: text });
  return message;
}

/** Deletes a pod with its own grace period, and reports it. */
export function deleteOwnedPod(host: ControllersHost, actor: Actor, { metadata }: Pod): void {
  const { namespace = '', name, uid = '' } = metadata;
  deletePod(host, { namespace, name, uid }, {});
  report(host, actor, 'SuccessfulDelete', `Deleted pod: ${name}`);
}

function report(host: ControllersHost, { controller, owner }: Actor, reason: string, message: string): void {
  reportEvent(host, referenceTo(owner), { from: controller, type: 'Normal', reason, message });
}
