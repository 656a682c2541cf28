/**
 * The object store: immutable versioned objects by resource and key. Every write is a timeline entry whose sequence
 * number becomes the object's resourceVersion, so watches read the timeline and nothing else.
 */
import { extend, headOf, invariant, type Kernel, type Millis, plan, record } from '#kernel';
import type { Event, KubeObject } from '#kube-api';

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** What a store write puts into `data` of its timeline entry; also the payload of a subscriber's agenda entry. */
export interface StoreChange {
  readonly type: WatchEventType;
  /** Plural resource name, such as `pods`. */
  readonly resource: string;
  readonly object: KubeObject;
  /** The version before; absent for ADDED. */
  readonly previous?: KubeObject;
}

/**
 * A component that hears of writes of a resource, `delay` after them, as agenda entry `<owner>/watch`; not of changes of
 * status alone that it made itself.
 */
export interface Subscription {
  readonly resource: string;
  readonly owner: string;
  readonly delay: Millis;
  /** Only objects that an object of this kind owns. */
  readonly ownedBy?: string;
  /** Only new objects, and only those whose spec has this field from the start. */
  readonly bornWith?: string;
  /** An object whose spec has this field is settled while its spec is as it was created: of its status only the phase counts. */
  readonly settledWith?: string;
}

/**
 * Invariants: (1) resource versions only grow; (2) a stored object is never changed; (3) `objects` and the
 * timeline agree: replaying the store changes gives the same objects.
 */
export interface ObjectStore {
  readonly objects: Map<string, Map<string, KubeObject>>;
  readonly subscriptions: Subscription[];
}

/** The part of a simulation that the store works on. */
export interface StoreHost extends Kernel {
  readonly store: ObjectStore;
}

export function createStore(): ObjectStore {
  return { objects: new Map(), subscriptions: [] };
}

/** `namespace/name`, or `name` for cluster-scoped objects. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

export const objectKey = (object: KubeObject): string => keyOf(object.metadata.namespace, object.metadata.name);

export function getObject(store: ObjectStore, resource: string, key: string): KubeObject | undefined {
  return store.objects.get(resource)?.get(key);
}

/** All objects of a resource in key order, of one namespace if given. */
export function listObjects(store: ObjectStore, resource: string, namespace?: string): KubeObject[] {
  const all = [...(store.objects.get(resource)?.values() ?? [])];
  const inScope = namespace ? all.filter((object) => object.metadata.namespace === namespace) : all;
  return inScope.sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}

/** The newest version that any object or list can have now. */
export function currentVersion(host: StoreHost): string {
  return String(headOf(host.timeline));
}

/** Stores a new object; the caller has made sure that its key is free. Returns the stored version. */
export function createObject<T extends KubeObject>(host: StoreHost, resource: string, object: T): T {
  const before = countOf(host.store, resource);
  const created = write(host, { type: 'ADDED', resource, object }, { key: objectKey(object) });
  invariant(countOf(host.store, resource) > before, 'object exists already:', resource, object.metadata.name);
  return created;
}

const countOf = (store: ObjectStore, resource: string): number => store.objects.get(resource)?.size ?? 0;

/** Replaces an object; `by` names the component that writes. Returns the stored version. */
export function updateObject<T extends KubeObject>(host: StoreHost, resource: string, object: T, by?: string): T {
  const key = objectKey(object);
  const previous = getObject(host.store, resource, key);
  invariant(previous, 'object does not exist:', resource, object.metadata.name);
  return write(host, { type: 'MODIFIED', resource, object, previous }, { key, by });
}

/** Removes an object; `last` is the state that its DELETED watch event shows. Returns that last version. */
export function removeObject<T extends KubeObject>(host: StoreHost, resource: string, last: T): T {
  const key = objectKey(last);
  const previous = getObject(host.store, resource, key);
  invariant(previous, 'object does not exist:', resource, last.metadata.name);
  return write(host, { type: 'DELETED', resource, object: last, previous }, { key });
}

/** True when nothing but status and resourceVersion changed. */
export function isStatusOnly(change: StoreChange): boolean {
  const { object, previous } = change;
  if (change.type !== 'MODIFIED' || !previous) return false;
  return specOf(object) === specOf(previous) && sameMetadata(object, previous);
}

const specOf = (object: KubeObject): unknown => ('spec' in object ? object.spec : undefined);

function sameMetadata(a: KubeObject, b: KubeObject): boolean {
  const [x, y] = [a.metadata, b.metadata];
  return (
    x.labels === y.labels &&
    x.annotations === y.annotations &&
    x.deletionTimestamp === y.deletionTimestamp &&
    x.deletionGracePeriodSeconds === y.deletionGracePeriodSeconds &&
    x.finalizers === y.finalizers
  );
}

function write<T extends KubeObject>(
  host: StoreHost,
  change: StoreChange & { readonly object: T },
  { key, by }: { readonly key: string; readonly by?: string | undefined },
): T {
  const resourceVersion = String(headOf(host.timeline) + 1);
  const metadata = extend(change.object.metadata, { resourceVersion });
  const object = extend(change.object, { metadata }) as T; // the same fields
  const { type, resource, previous } = change;
  const stored: StoreChange = previous ? { type, resource, object, previous } : { type, resource, object };
  place(host.store, stored, key);
  const { causes } = host;
  record(host, `${object.kind.toLowerCase()}.${type.toLowerCase()}`, subjectOf(object, key), stored);
  notify(host, stored, by);
  if (resource === 'events') host.causes = causes; // an Event tells what happens, nothing comes of it
  return object;
}

function notify(host: StoreHost, change: StoreChange, by: string | undefined): void {
  const isOfStatus = isStatusOnly(change);
  for (const subscription of host.store.subscriptions) {
    if (subscription.resource !== change.resource || !isWanted(subscription, change)) continue;
    if (isOfStatus && (subscription.owner === by || isSettled(subscription, change))) continue;
    plan(host, subscription.delay, { owner: subscription.owner, kind: 'watch', payload: change });
  }
}

/** Nothing that the subscriber would act on is in a change of status alone. */
function isSettled({ settledWith }: Subscription, { object, previous }: StoreChange): boolean {
  if (settledWith === undefined || !hasField(specOf(object), settledWith)) return false;
  return object.metadata.generation === FIRST_GENERATION && phaseOf(object) === phaseOf(previous);
}

const FIRST_GENERATION = 1;

const phaseOf = (object: KubeObject | undefined): unknown =>
  (object as { status?: { phase?: unknown } } | undefined)?.status?.phase; // of any kind

function isWanted({ ownedBy, bornWith }: Subscription, { type, object, previous }: StoreChange): boolean {
  if (ownedBy !== undefined && !isOwnedBy(object, ownedBy) && !isOwnedBy(previous, ownedBy)) return false;
  return bornWith === undefined || (type === 'ADDED' && hasField(specOf(object), bornWith));
}

const isOwnedBy = (object: KubeObject | undefined, owner: string): boolean =>
  object?.metadata.ownerReferences?.some(({ kind }) => kind === owner) ?? false;

const hasField = (spec: unknown, field: string): boolean =>
  typeof spec === 'object' && spec !== null && (spec as Readonly<Record<string, unknown>>)[field] !== undefined; // an object

function place(store: ObjectStore, { type, resource, object }: StoreChange, key: string): void {
  let objects = store.objects.get(resource);
  if (!objects) store.objects.set(resource, (objects = new Map()));
  if (type === 'DELETED') objects.delete(key);
  else objects.set(key, object);
}

/** `pod/<namespace>/<name>`; an Event is about the object that it involves. */
export function subjectOf(object: KubeObject, key = objectKey(object)): string {
  if (object.kind === 'Event') {
    const { kind = '', namespace, name = '' } = (object as Event).involvedObject; // kind tells the type
    return `${kind.toLowerCase()}/${keyOf(namespace, name)}`;
  }
  return `${object.kind.toLowerCase()}/${key}`;
}
