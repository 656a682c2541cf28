/** The recorder of a component that reports core/v1 events: a kubelet, a controller. The scheduler writes another kind. */
import { aside, type Causes } from '#kernel';
import type { Event, KubeObject, ObjectReference } from '#kube-api';
import { createObject, findObject, keyOf, subjectNamed, updateObject } from '#object-store';
import { timestampOf, type ApiHost } from './api-host.ts';
import { correlate, createObjectMemory, type Correlated, type ObjectMemory, type Report } from './event-correlator.ts';
import { leaseEvent } from './event-expiry.ts';
import { isTerminatingNamespace } from './terminating-namespace.ts';

/** Who reports. */
export interface EventSource {
  readonly component: string;
  /** The node, for components that run on one. */
  readonly host?: string;
}

export interface EventRecorder {
  readonly source: EventSource;
  /** By uid, or by kind and name for those that are named without a uid. */
  readonly objects: Map<string, ObjectMemory>;
  /** Events that cannot be sent now; undefined while the API server can be reached. */
  held: HeldEvent[] | undefined;
}

/** An event as it was to be written. */
interface HeldEvent extends Correlated {
  readonly subject: string;
  readonly about: ObjectReference;
  readonly report: Report;
  readonly lastTimestamp: string;
  /** What it tells of. */
  readonly causes: Causes;
}

export const createEventRecorder = (source: EventSource): EventRecorder => ({
  source,
  objects: new Map(),
  held: undefined,
});

/** Reports an event about an object: creates it, or raises the count of the one that says the same; or drops one too many. */
export function reportEvent(host: ApiHost, recorder: EventRecorder, about: ObjectReference, report: Report): void {
  const memory = memoryOf(host, recorder, about);
  const correlated = correlate(host, memory, { name: about.name ?? '', fieldPath: about.fieldPath, report });
  if (!correlated) return;
  const { message, known } = correlated;
  const { subject } = memory;
  const { causes } = host;
  const lastTimestamp = timestampOf(host);
  if (recorder.held)
    recorder.held.push({ subject, about, report, message, known: { ...known }, lastTimestamp, causes });
  else writeEvent(host, recorder, { subject, about, report, message, known, lastTimestamp, causes });
}

/** From now on events wait. */
export function holdEvents(recorder: EventRecorder): void {
  recorder.held ??= [];
}

/** Sends what has waited, in order. */
export function releaseEvents(host: ApiHost, recorder: EventRecorder): void {
  const held = recorder.held ?? [];
  recorder.held = undefined;
  for (const event of held)
    aside(host, () => {
      host.causes = event.causes;
      writeEvent(host, recorder, event);
    });
}

/** Forgets an object that is gone. */
export function forgetObject(recorder: EventRecorder, uid: string): void {
  recorder.objects.delete(uid);
}

const subjectOfReference = ({ kind = '', namespace, name = '' }: ObjectReference): string =>
  subjectNamed({ kind, namespace, name });

function memoryOf(host: ApiHost, { objects }: EventRecorder, about: ObjectReference): ObjectMemory {
  const key = about.uid || `${about.kind}/${keyOf(about.namespace, about.name ?? '')}`;
  let memory = objects.get(key);
  if (!memory) objects.set(key, (memory = createObjectMemory(host.now, subjectOfReference(about))));
  return memory;
}

function writeEvent(host: ApiHost, recorder: EventRecorder, event: HeldEvent): void {
  const { about, known, message, lastTimestamp } = event;
  const { count, name } = known;
  const namespace = about.namespace ?? 'default';
  const stored = count > 1 ? (findObject(host.store, 'events', { namespace, name }) as Event | undefined) : undefined; // the resource says the type
  if (!stored && isTerminatingNamespace(host, namespace)) return; // the API server refuses it
  const written = stored
    ? updateObject(host, 'events', { ...stored, count, lastTimestamp, message })
    : createObject(host, 'events', newEvent(host, recorder, event), { isDraft: true, subject: event.subject });
  leaseEvent(host, written);
}

function newEvent(host: ApiHost, { source }: EventRecorder, event: HeldEvent): Event {
  const { about, report, known, message, lastTimestamp } = event;
  const { type, reason, annotations } = report;
  const { name, firstTimestamp, count } = known;
  const namespace = about.namespace ?? 'default';
  const metadata = { name, namespace, uid: name, creationTimestamp: timestampOf(host), resourceVersion: '' };
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: annotations ? { ...metadata, annotations } : metadata,
    involvedObject: about,
    reason,
    message,
    source,
    firstTimestamp,
    lastTimestamp,
    count,
    type,
    eventTime: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? '',
  };
}

/** How events name an object, or the part of it at `fieldPath`. */
export function referenceTo({ kind, apiVersion, metadata }: KubeObject, fieldPath?: string): ObjectReference {
  const { name, namespace, uid, resourceVersion } = metadata;
  // Nearly all have these; a literal of them is one small object, where one that grows is two.
  if (namespace !== undefined && uid !== undefined && resourceVersion !== undefined)
    return fieldPath === undefined
      ? { kind, apiVersion, name, namespace, uid, resourceVersion }
      : { kind, apiVersion, name, namespace, uid, resourceVersion, fieldPath };
  const reference: { -readonly [K in keyof ObjectReference]: ObjectReference[K] } = { kind, apiVersion, name };
  if (namespace !== undefined) reference.namespace = namespace;
  if (uid !== undefined) reference.uid = uid;
  if (resourceVersion !== undefined) reference.resourceVersion = resourceVersion;
  if (fieldPath !== undefined) reference.fieldPath = fieldPath;
  return reference;
}
