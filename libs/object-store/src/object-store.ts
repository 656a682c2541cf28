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
  /** By resource, by namespace (`''` for cluster-scoped ones), by name: keys that are there already need no joining and no hashing. */
  readonly objects: Map<string, Map<string, Map<string, KubeObject>>>;
  readonly subscriptions: Subscription[];
}

/** The part of a simulation that the store works on. */
export interface StoreHost extends Kernel {
  readonly store: ObjectStore;
}

export function createStore(): ObjectStore {
  return { objects: new Map(), subscriptions: [] };
}

/** Names an object of a resource; the metadata of an object do. */
export interface ObjectName {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** `namespace/name`, or `name` for cluster-scoped objects. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

export const objectKey = (object: KubeObject): string => keyOf(object.metadata.namespace, object.metadata.name);

/** The object of a key as {@link keyOf} makes them. */
export function getObject(store: ObjectStore, resource: string, key: string): KubeObject | undefined {
  const slash = key.indexOf('/');
  if (slash < 0) return store.objects.get(resource)?.get('')?.get(key);
  return store.objects
    .get(resource)
    ?.get(key.slice(0, slash))
    ?.get(key.slice(slash + 1));
}

/** The same by name, which is several times faster where the name is at hand. */
export function findObject(
  store: ObjectStore,
  resource: string,
  { namespace, name }: ObjectName,
): KubeObject | undefined {
  return store.objects
    .get(resource)
    ?.get(namespace ?? '')
    ?.get(name);
}

/** All objects of a resource, in no order that means anything. */
export function* objectsOf(store: ObjectStore, resource: string): Iterable<KubeObject> {
  for (const inNamespace of store.objects.get(resource)?.values() ?? []) yield* inNamespace.values();
}

/** All objects of a resource in key order, of one namespace if given. */
export function listObjects(store: ObjectStore, resource: string, namespace?: string): KubeObject[] {
  const found = namespace ? store.objects.get(resource)?.get(namespace)?.values() : objectsOf(store, resource);
  const keyed = Array.from(found ?? [], (object) => ({ key: objectKey(object), object }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ object }) => object);
}

/** The newest version that any object or list can have now. */
export function currentVersion(host: StoreHost): string {
  return String(headOf(host.timeline));
}

/** Stores a new object; the caller has made sure that its name is free. Returns the stored version. */
export function createObject<T extends KubeObject>(host: StoreHost, resource: string, object: T): T {
  const existing = findObject(host.store, resource, object.metadata);
  invariant(!existing, 'object exists already:', resource, object.metadata.name);
  return write(host, { type: 'ADDED', resource, object });
}

/** Replaces an object; `by` names the component that writes. Returns the stored version. */
export function updateObject<T extends KubeObject>(host: StoreHost, resource: string, object: T, by?: string): T {
  return write(host, { type: 'MODIFIED', resource, object, previous: storedOf(host, resource, object) }, by);
}

/** Removes an object; `last` is the state that its DELETED watch event shows. Returns that last version. */
export function removeObject<T extends KubeObject>(host: StoreHost, resource: string, last: T): T {
  return write(host, { type: 'DELETED', resource, object: last, previous: storedOf(host, resource, last) });
}

function storedOf({ store }: StoreHost, resource: string, { metadata }: KubeObject): KubeObject {
  const stored = findObject(store, resource, metadata);
  invariant(stored, 'object does not exist:', resource, metadata.name);
  return stored;
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

function write<T extends KubeObject>(host: StoreHost, change: StoreChange & { readonly object: T }, by?: string): T {
  const { type, resource, previous } = change;
  const object = withVersion(change.object, String(headOf(host.timeline) + 1));
  const stored: StoreChange = previous ? { type, resource, object, previous } : { type, resource, object };
  place(host.store, stored);
  const { causes } = host;
  record(host, entryType(object.kind, type), subjectOf(object), stored);
  notify(host, stored, by);
  if (resource === 'events') host.causes = causes; // an Event tells what happens, nothing comes of it
  return object;
}

/** Replacing a field by a spread is fast, adding one is not: see {@link extend}. */
function withVersion<T extends KubeObject>(object: T, resourceVersion: string): T {
  const { metadata } = object;
  const versioned =
    metadata.resourceVersion === undefined ? extend(metadata, { resourceVersion }) : { ...metadata, resourceVersion };
  return { ...object, metadata: versioned }; // the same fields
}

/** `pod.added` and the like. */
function entryType(kind: string, type: WatchEventType): string {
  const known = entryTypes.get(kind) ?? entryTypesOf(kind);
  return known[type];
}

type EntryTypes = Readonly<Record<WatchEventType, string>>;

/** Made once per kind: there are few, and every write asks. */
const entryTypes = new Map<string, EntryTypes>();

function entryTypesOf(kind: string): EntryTypes {
  const name = kind.toLowerCase();
  const types = { ADDED: `${name}.added`, MODIFIED: `${name}.modified`, DELETED: `${name}.deleted` };
  entryTypes.set(kind, types);
  return types;
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

function place(store: ObjectStore, { type, resource, object }: StoreChange): void {
  const { namespace = '', name } = object.metadata;
  const objects = inNamespace(store, resource, namespace);
  if (type !== 'DELETED') return void objects.set(name, object);
  objects.delete(name);
  if (objects.size === 0) store.objects.get(resource)?.delete(namespace);
}

function inNamespace({ objects }: ObjectStore, resource: string, namespace: string): Map<string, KubeObject> {
  let ofResource = objects.get(resource);
  if (!ofResource) objects.set(resource, (ofResource = new Map()));
  let found = ofResource.get(namespace);
  if (!found) ofResource.set(namespace, (found = new Map()));
  return found;
}

/** `pod/<namespace>/<name>`; an Event is about the object that it involves. */
export function subjectOf(object: KubeObject): string {
  if (object.kind === 'Event') {
    const { kind = '', namespace, name = '' } = (object as Event).involvedObject; // kind tells the type
    return `${kind.toLowerCase()}/${keyOf(namespace, name)}`;
  }
  return `${object.kind.toLowerCase()}/${objectKey(object)}`;
}
