/**
 * The object store: immutable versioned objects by resource and key. Every write is a timeline entry whose sequence
 * number becomes the object's resourceVersion, so watches read the timeline and nothing else.
 */
import { extend, headOf, invariant, type Kernel, type Millis, plan, record } from '#kernel';
import type { Event, KubeObject, ObjectMeta, Pod } from '#kube-api';

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
  /**
   * By resource, by namespace (`''` for cluster-scoped ones), by name: keys that are there already need no joining and no hashing.
   * A namespace that holds none has no entry.
   */
  readonly objects: Map<string, Map<string, Map<string, StoredObject>>>;
  readonly subscriptions: Subscription[];
}

/** The place of an object, for as long as it exists. */
export interface StoredObject {
  object: KubeObject;
  /** What its timeline entries are about: one text for all of them. */
  readonly subject: string;
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
  const name = key.slice(slash + 1);
  return findObject(store, resource, slash < 0 ? { name } : { namespace: key.slice(0, slash), name });
}

/** The same by name, which is several times faster where the name is at hand. */
export function findObject(
  store: ObjectStore,
  resource: string,
  { namespace = '', name }: ObjectName,
): KubeObject | undefined {
  return store.objects.get(resource)?.get(namespace)?.get(name)?.object;
}

/** All objects of a resource, in no order that means anything. */
export function* objectsOf(store: ObjectStore, resource: string): Iterable<KubeObject> {
  for (const inNamespace of store.objects.get(resource)?.values() ?? [])
    for (const { object } of inNamespace.values()) yield object;
}

/** All objects of a resource in key order, of one namespace if given. */
export function listObjects(store: ObjectStore, resource: string, namespace?: string): KubeObject[] {
  const found = namespace ? objectsIn(store, resource, namespace) : objectsOf(store, resource);
  const keyed = Array.from(found, (object) => ({ key: objectKey(object), object }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ object }) => object);
}

function* objectsIn(store: ObjectStore, resource: string, namespace: string): Iterable<KubeObject> {
  for (const { object } of store.objects.get(resource)?.get(namespace)?.values() ?? []) yield object;
}

/** Whether there is an object of a resource, in one namespace if given. */
export function hasObjects({ objects }: ObjectStore, resource: string, namespace?: string): boolean {
  const ofResource = objects.get(resource);
  return namespace === undefined ? (ofResource?.size ?? 0) > 0 : ofResource?.has(namespace) === true;
}

/** The newest version that any object or list can have now. */
export function currentVersion(host: StoreHost): string {
  return String(headOf(host.timeline));
}

export interface CreateOptions {
  /** What its entries are about; else that follows from the object. */
  readonly subject?: string;
  /** The object was made for this call alone: it is stored itself, with its version filled in, instead of a copy. */
  readonly isDraft?: boolean;
}

/** Stores a new object; the caller has made sure that its name is free. Returns the stored version. */
export function createObject<T extends KubeObject>(
  host: StoreHost,
  resource: string,
  object: T,
  { subject = subjectOf(object), isDraft = false }: CreateOptions = {},
): T {
  const { namespace = '', name } = object.metadata;
  const objects = inNamespace(host.store, resource, namespace);
  const { size } = objects;
  const version = nextVersion(host);
  const created = isDraft ? fillVersion(object, version) : withVersion(object, version);
  objects.set(name, { object: created, subject });
  invariant(objects.size > size, 'object exists already:', resource, name);
  announce(host, { type: 'ADDED', resource, object: created }, { subject });
  return created;
}

/** Replaces an object; `by` names the component that writes. Returns the stored version. */
export function updateObject<T extends KubeObject>(host: StoreHost, resource: string, object: T, by?: string): T {
  const stored = placeOf(host, resource, object);
  const { object: previous, subject } = stored;
  const updated = withVersion(object, nextVersion(host));
  stored.object = updated;
  announce(host, { type: 'MODIFIED', resource, object: updated, previous }, { subject, by });
  return updated;
}

/** Removes an object; `last` is the state that its DELETED watch event shows. Returns that last version. */
export function removeObject<T extends KubeObject>(host: StoreHost, resource: string, last: T): T {
  const { object: previous, subject } = placeOf(host, resource, last);
  const { namespace = '', name } = last.metadata;
  const objects = inNamespace(host.store, resource, namespace);
  const removed = withVersion(last, nextVersion(host));
  objects.delete(name);
  if (objects.size === 0) host.store.objects.get(resource)?.delete(namespace);
  announce(host, { type: 'DELETED', resource, object: removed, previous }, { subject });
  return removed;
}

function placeOf({ store }: StoreHost, resource: string, { metadata }: KubeObject): StoredObject {
  const stored = store.objects
    .get(resource)
    ?.get(metadata.namespace ?? '')
    ?.get(metadata.name);
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

const nextVersion = ({ timeline }: StoreHost): string => String(headOf(timeline) + 1);

function announce(
  host: StoreHost,
  change: StoreChange,
  { subject, by }: { readonly subject: string; readonly by?: string | undefined },
): void {
  const { causes } = host;
  record(host, entryType(change.object.kind, change.type), subject, change);
  notify(host, change, by);
  if (change.resource === 'events') host.causes = causes; // an Event tells what happens, nothing comes of it
}

/** Replacing a field by a spread is fast, adding one is not: see {@link extend}. */
function withVersion<T extends KubeObject>(object: T, resourceVersion: string): T {
  const { metadata } = object;
  const versioned =
    metadata.resourceVersion === undefined ? extend(metadata, { resourceVersion }) : { ...metadata, resourceVersion };
  return withMetadata(object, versioned);
}

/** Pods are written most: a literal of their five fields is one small object, where a copied one is two. */
function withMetadata<T extends KubeObject>(object: T, metadata: ObjectMeta): T {
  const { apiVersion, kind, spec, status } = object as KubeObject & Partial<Pod>; // looked at only if it is one
  if (kind !== 'Pod' || status === undefined) return { ...object, metadata };
  return { apiVersion, kind, metadata, spec, status } as KubeObject as T; // all fields of a pod
}

function fillVersion<T extends KubeObject>(draft: T, resourceVersion: string): T {
  const metadata: { resourceVersion?: string } = draft.metadata; // not stored yet, so nobody has seen it
  metadata.resourceVersion = resourceVersion;
  return draft;
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
  return isAsCreated(object) && phaseOf(object) === phaseOf(previous);
}

/** Its spec has never been changed: the generation counts that, and the mark of a deletion. */
const isAsCreated = ({ metadata: { generation, deletionTimestamp } }: KubeObject): boolean =>
  generation === (deletionTimestamp === undefined ? 1 : 2);

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

function inNamespace({ objects }: ObjectStore, resource: string, namespace: string): Map<string, StoredObject> {
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
    return subjectNamed({ kind, namespace, name });
  }
  const { namespace, name } = object.metadata;
  return subjectNamed({ kind: object.kind, namespace, name });
}

/** The subject of an object of a kind. Joined, so that it is one flat text. */
export const subjectNamed = ({ kind, namespace, name }: ObjectName & { readonly kind: string }): string =>
  (namespace ? [kind.toLowerCase(), namespace, name] : [kind.toLowerCase(), name]).join('/');
