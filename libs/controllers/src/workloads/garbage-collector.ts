/** The garbage collector: what a deleted object owned goes after it. */
import { aside, type Millis } from '#kernel';
import { resourceTypes, type KubeObject } from '#kube-api';
import { deletePod } from '#apiserver';
import { listObjects, removeObject, updateObject, type StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { forgetEvents } from '../event-recorder.ts';

const NAME = 'garbage-collector';
const WATCH_DELAY: Millis = 8;

/** Kinds that own others. Deleted pods and nodes own nothing here, so that they cost nothing. */
const owners = ['deployments', 'replicasets', 'jobs', 'cronjobs'];

const namespaced = resourceTypes.filter((type) => type.namespaced && type.resource !== 'events');

/**
 * @source kube-controller-manager v1.37 pkg/controller/garbagecollector
 * @divergence deletion is always in the background; only workloads are taken for owners
 */
export const garbageCollector: Controller = {
  name: NAME,
  subscriptions: owners.map((resource) => ({ resource, delay: WATCH_DELAY })),
  steps: { watch: onChange },
};

function onChange(host: ControllersHost, { type, object }: StoreChange): void {
  if (type !== 'DELETED') return;
  const { uid = '', namespace } = object.metadata;
  forgetEvents(host, uid);
  for (const { resource } of namespaced)
    for (const dependent of listObjects(host.store, resource, namespace))
      if (dependent.metadata.ownerReferences?.some((owner) => owner.uid === uid))
        aside(host, () => disown(host, resource, dependent, uid));
}

/** An object goes with its last owner; until then it only loses the reference. */
function disown(host: ControllersHost, resource: string, dependent: KubeObject, uid: string): void {
  const { ownerReferences = [], ...metadata } = dependent.metadata;
  const others = ownerReferences.filter((owner) => owner.uid !== uid);
  if (others.length > 0)
    return void updateObject(host, resource, { ...dependent, metadata: { ...metadata, ownerReferences: others } });
  const { namespace = '', name } = metadata;
  if (resource === 'pods') deletePod(host, { namespace, name }, {});
  else if (!metadata.finalizers?.length) removeObject(host, resource, dependent);
}
