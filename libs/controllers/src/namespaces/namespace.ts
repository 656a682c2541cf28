/** The namespace controller: a while after a namespace is deleted it deletes what is in it. */
import { plan, SECOND, type Millis } from '#kernel';
import { emptyNamespace } from '#apiserver';
import type { StoreChange } from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';

const NAME = 'namespace-controller';
const WATCH_DELAY: Millis = 4;

/** So that servers which have not heard of the deletion yet create nothing behind the controller's back. */
const GRACE: Millis = 5 * SECOND;

/**
 * @source kube-controller-manager v1.37 pkg/controller/namespace
 * @divergence the namespace goes with the last object in it, not at the controller's next look
 */
export const namespaceController: Controller = {
  name: NAME,
  subscriptions: [{ resource: 'namespaces', delay: WATCH_DELAY }],
  steps: { watch: onChange, empty },
};

function onChange(host: ControllersHost, { type, object, previous }: StoreChange): void {
  const isNew = object.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined;
  if (type !== 'MODIFIED' || !isNew) return;
  plan(host, GRACE, { owner: NAME, kind: 'empty', payload: { namespace: object.metadata.name } });
}

function empty(host: ControllersHost, { namespace }: { readonly namespace: string }): void {
  emptyNamespace(host, namespace);
}
