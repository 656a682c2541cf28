/** Watches: frames read off the timeline, filtered and in the form that the client asked for. */
import { entriesAfter, headOf } from '#kernel';
import {
  apiVersionOf,
  failure,
  partialObject,
  resourceTypeOf,
  tableOf,
  type KubeObject,
  type ResourceType,
} from '#kube-api';
import { currentVersion, listObjects, type StoreChange } from '#object-store';
import type { ApiHost } from './api-host.ts';
import { changeOf } from './history.ts';
import { selectorOf, type ObjectFilter } from './object-selector.ts';
import type { Watch, WatchFrame } from './request.ts';

export interface WatchFrames {
  readonly frames: readonly WatchFrame[];
  /** The watch with what it has seen; hand it in next time. */
  readonly watch: Watch;
}

type FrameType = 'ADDED' | 'MODIFIED' | 'DELETED';

/**
 * What a watch has to send now: the initial objects at its first call, then every change since. A watch that has fallen out
 * of the kept part of the timeline gets one ERROR frame with a 410 and is over.
 * @source kube-apiserver v1.37 apiserver/pkg/storage/cacher
 */
export function watchFrames(host: ApiHost, watch: Watch): WatchFrames {
  const { timeline } = host;
  const type = resourceTypeOf(watch.resource);
  if (watch.ended || !type) return { frames: [], watch };
  if (watch.initial !== undefined) return initialFrames(host, type, watch);
  if (watch.after >= headOf(timeline)) return { frames: [], watch };
  if (watch.after < timeline.base) return expired(host, watch);
  const filter = scopeOf(type, watch);
  const frames: WatchFrame[] = [];
  let columnsSent = watch.columnsSent ?? false;
  for (const entry of entriesAfter(timeline, watch.after)) {
    const change = changeOf(entry.data, watch.resource);
    const seen = change && transition(change, filter);
    if (!seen) continue;
    frames.push({
      type: seen.type,
      object: render(host, type, { watch: { ...watch, columnsSent }, object: seen.object }),
    });
    columnsSent = true;
  }
  return { frames, watch: { ...watch, after: headOf(timeline), columnsSent } };
}

/** A BOOKMARK frame with nothing but the newest version, for a watch that asked for them. */
export function bookmarkFrame(host: ApiHost, watch: Watch): WatchFrame {
  return { type: 'BOOKMARK', object: renderBookmark(host, watch, {}) };
}

function initialFrames(host: ApiHost, type: ResourceType, watch: Watch): WatchFrames {
  const filter = scopeOf(type, watch);
  const objects = listObjects(host.store, type.resource, watch.namespace).filter((object) => filter(object));
  const frames = objects.map((object, i): WatchFrame => {
    const columnsSent = i > 0 || (watch.columnsSent ?? false);
    return { type: 'ADDED', object: render(host, type, { watch: { ...watch, columnsSent }, object }) };
  });
  const { initial, ...rest } = watch;
  const next = { ...rest, after: headOf(host.timeline), columnsSent: frames.length > 0 };
  if (initial === 'objects') return { frames, watch: next };
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  frames.push({ type: 'BOOKMARK', object: renderBookmark(host, next, { annotations }) });
  return { frames, watch: { ...next, columnsSent: true } };
}

function expired(host: ApiHost, watch: Watch): WatchFrames {
  const message = `too old resource version: ${watch.after} (${host.timeline.base})`;
  return { frames: [{ type: 'ERROR', object: failure('Expired', message).status }], watch: { ...watch, ended: true } };
}

/** Namespace, name and selectors as one test. */
function scopeOf(type: ResourceType, watch: Watch): ObjectFilter {
  const selected = selectorOf(type, watch);
  const { namespace, name } = watch;
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    (selected === undefined || selected(object));
}

interface Seen {
  readonly type: FrameType;
  readonly object: KubeObject;
}

/**
 * What a change looks like through a selector: an object that comes into view is ADDED, one that leaves it is DELETED with
 * its old body and the new version.
 */
function transition({ type, object, previous }: StoreChange, filter: ObjectFilter): Seen | undefined {
  const isSeen = type !== 'DELETED' && filter(object);
  const wasSeen = previous !== undefined && filter(previous);
  if (isSeen) return { type: wasSeen ? 'MODIFIED' : 'ADDED', object };
  if (!wasSeen) return undefined;
  if (type === 'DELETED') return { type: 'DELETED', object };
  const { resourceVersion } = object.metadata;
  return {
    type: 'DELETED',
    object: { ...previous, metadata: { ...previous.metadata, ...(resourceVersion && { resourceVersion }) } },
  };
}

interface Rendering {
  readonly watch: Watch;
  readonly object: KubeObject;
}

function render(host: ApiHost, type: ResourceType, { watch, object }: Rendering): unknown {
  if (watch.asMetadata) return partialObject(object);
  if (!watch.asTable) return object;
  return tableOf(type.table, [object], {
    nowUnixMs: host.epoch + host.now,
    includeObject: watch.includeObject ?? 'Metadata',
    metadata: { resourceVersion: object.metadata.resourceVersion ?? '' },
    withColumns: !watch.columnsSent,
  });
}

interface BookmarkMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A bookmark is an empty object of the kind that carries a version; a Table of it has the cells of an empty object. */
function renderBookmark(host: ApiHost, watch: Watch, { annotations }: BookmarkMetadata): unknown {
  const type = resourceTypeOf(watch.resource);
  if (!type) return {};
  const metadata = { name: '', resourceVersion: currentVersion(host), ...(annotations && { annotations }) };
  const apiVersion = apiVersionOf(type);
  const empty = {
    kind: type.kind,
    apiVersion,
    metadata,
    ...(type.resource === 'pods' && { spec: { containers: [] }, status: {} }),
  };
  if (watch.asTable) return render(host, type, { watch, object: empty });
  const { name: _none, ...bare } = metadata;
  const spec = type.resource === 'pods' ? { spec: { containers: null }, status: {} } : {};
  if (watch.asMetadata) return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: bare };
  return { kind: type.kind, apiVersion, metadata: bare, ...spec };
}
