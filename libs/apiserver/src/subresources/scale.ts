/** The scale subresource: how many pods a workload should have and has. */
import {
  applyPatch,
  failure,
  selectorText,
  type ExpectedKind,
  type KubeObject,
  type ReplicaSet,
  type Scale,
  type Verb,
} from '#kube-api';
import { decodeBody, decodePatched, patchBody } from '../body.ts';
import { storedObject, type Call } from '../call.ts';
import { patchTypeOf, checkContentType } from '../negotiate.ts';
import { readWriteOptions } from '../options.ts';
import type { ApiResponse } from '../request.ts';
import type { Handler } from '../verbs/handlers.ts';
import { commitUpdate, mainStrategy } from '../verbs/update.ts';

const SCALE: ExpectedKind = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

/** @source kube-apiserver v1.37 pkg/registry/apps/deployment/storage: scaleFromDeployment */
function scaleOf(object: KubeObject): Scale {
  const { metadata, spec, status } = object as ReplicaSet; // every kind with this subresource has these fields
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const kept = { namespace, uid, resourceVersion, creationTimestamp };
  const known = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return {
    kind: SCALE.kind,
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...known },
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: selectorText(spec.selector) },
  };
}

function store(call: Call, scale: KubeObject, stored: KubeObject): ApiResponse {
  const { spec, metadata } = scale as Scale; // decoded as one
  const { resourceVersion } = metadata;
  const workload = stored as ReplicaSet; // every kind with this subresource has these fields
  const next: ReplicaSet = {
    ...workload,
    metadata: resourceVersion === undefined ? workload.metadata : { ...workload.metadata, resourceVersion },
    spec: { ...workload.spec, replicas: spec?.replicas ?? 0 },
  };
  return { code: 200, body: scaleOf(commitUpdate(call, next, stored, mainStrategy)) };
}

/** Reads and writes the number of replicas. */
export const scaleHandlers: Readonly<Partial<Record<Verb, Handler>>> = {
  get: (call) => ({ code: 200, body: scaleOf(storedObject(call)) }),
  update: (call) => {
    checkContentType(call.request);
    const writing: Call = { ...call, ...readWriteOptions(call.request, 'UpdateOptions') };
    return store(writing, decodeBody(writing, SCALE), storedObject(call));
  },
  patch: (call) => {
    const writing: Call = { ...call, ...readWriteOptions(call.request, 'PatchOptions') };
    const patchType = patchTypeOf(call.request);
    if (patchType === 'apply') throw failure('UnsupportedMediaType', '415: Unsupported Media Type', {});
    const patch = patchBody(call.request);
    const stored = storedObject(call);
    const { resourceVersion: _version, ...metadata } = scaleOf(stored).metadata;
    const patched = applyPatch(patchType, { object: { ...scaleOf(stored), metadata }, patch, kind: SCALE.kind });
    return store(writing, decodePatched(writing, patched, { patch, patchType, expected: SCALE }), stored);
  },
};
