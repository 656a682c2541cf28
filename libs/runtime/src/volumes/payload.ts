/** The files of volumes that are made from objects: config maps, secrets, fields of the pod, tokens. */
import { hash64 } from '#kernel';
import {
  decodeBase64,
  encodeBase64Url,
  parseTime,
  podField,
  resourceField,
  type ConfigMap,
  type DownwardApiSource,
  type KubeObject,
  type Node,
  type Pod,
  type ProjectedSource,
  type Secret,
  type Volume,
  type VolumeObjectSource,
} from '#kube-api';
import { findObject, getObject } from '#object-store';
import type { RuntimeHost } from '../runtime-state.ts';

/** One file: its path within the volume, its text and its mode. */
export interface PayloadFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** For whom a volume is made. */
export interface VolumePlace {
  readonly host: RuntimeHost;
  readonly pod: Pod;
  readonly podIP: string;
  readonly hostIP: string;
}

/** No files: an object that must be there is not. */
type Payload = readonly PayloadFile[] | undefined;

const DEFAULT_MODE = 0o644;

/** The files of a volume as of now; absent for a volume that is not made from objects, or whose objects are missing. */
export function payloadOf(place: VolumePlace, { configMap, secret, downwardAPI, projected }: Volume): Payload {
  if (configMap) return objectFiles(configMap, mapTexts(place, configMap.name));
  if (secret) return objectFiles(secret, secretTexts(place, secret.secretName));
  if (downwardAPI) return downwardFiles(place, downwardAPI, downwardAPI.defaultMode);
  return projected && projectedFiles(place, projected);
}

type Texts = readonly (readonly [key: string, text: string])[] | undefined;

const find = ({ host, pod }: VolumePlace, resource: string, name = ''): KubeObject | undefined =>
  findObject(host.store, resource, { namespace: pod.metadata.namespace, name });

function mapTexts(place: VolumePlace, name: string | undefined): Texts {
  const map = find(place, 'configmaps', name) as ConfigMap | undefined; // holds ConfigMaps
  const binary = Object.entries(map?.binaryData ?? {}).map(([key, value]) => [key, decodeBase64(value)] as const);
  return map && [...Object.entries(map.data ?? {}), ...binary];
}

function secretTexts(place: VolumePlace, name: string | undefined): Texts {
  const secret = find(place, 'secrets', name) as Secret | undefined; // holds Secrets
  return secret && Object.entries(secret.data ?? {}).map(([key, value]) => [key, decodeBase64(value)] as const);
}

/**
 * All keys as files, or those that are asked for, under the paths that are asked for.
 * @source kubelet v1.37 pkg/volume/configmap/configmap.go MakePayload
 */
function objectFiles({ items, defaultMode, optional }: VolumeObjectSource, texts: Texts): Payload {
  if (!texts) return optional ? [] : undefined;
  const mode = defaultMode ?? DEFAULT_MODE;
  if (!items?.length) return texts.map(([path, text]) => ({ path, text, mode }));
  const known = new Map(texts);
  if (!optional && items.some(({ key }) => !known.has(key))) return undefined;
  return items.flatMap(({ key, path, mode: own = mode }) => {
    const text = known.get(key);
    return text === undefined ? [] : [{ path, text, mode: own }];
  });
}

function downwardFiles(place: VolumePlace, { items = [] }: DownwardApiSource, defaultMode = DEFAULT_MODE): Payload {
  return items.map(({ path, mode = defaultMode, fieldRef, resourceFieldRef }) => ({
    path,
    mode,
    text: fieldRef
      ? (podField(fieldRef.fieldPath, place) ?? '')
      : resourceFieldRef
        ? resourceField(resourceFieldRef, { pod: place.pod, allocatable: allocatableOf(place) })
        : '',
  }));
}

function allocatableOf({ host, pod }: VolumePlace): Readonly<Record<string, string>> {
  const node = getObject(host.store, 'nodes', pod.spec.nodeName ?? '') as Node | undefined; // holds Nodes
  return node?.status?.allocatable ?? {};
}

function projectedFiles(place: VolumePlace, { sources = [], defaultMode }: NonNullable<Volume['projected']>): Payload {
  const parts = sources.map((source) => sourceFiles(place, source, defaultMode));
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function sourceFiles(
  place: VolumePlace,
  { configMap, secret, downwardAPI, serviceAccountToken }: ProjectedSource,
  defaultMode = DEFAULT_MODE,
): Payload {
  if (configMap) return objectFiles({ ...configMap, defaultMode }, mapTexts(place, configMap.name));
  if (secret) return objectFiles({ ...secret, defaultMode }, secretTexts(place, secret.name));
  if (downwardAPI) return downwardFiles(place, downwardAPI, defaultMode);
  if (!serviceAccountToken) return [];
  return [{ path: serviceAccountToken.path, text: tokenOf(place, serviceAccountToken), mode: defaultMode }];
}

const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';
const HOUR_SECONDS = 3600;

/**
 * A token for the pod, in the form of a JWT.
 * @divergence nothing is signed: the signature is made up from the claims, and no request is checked against it
 */
function tokenOf(
  { host, pod }: VolumePlace,
  { audience = AUDIENCE, expirationSeconds = HOUR_SECONDS }: NonNullable<ProjectedSource['serviceAccountToken']>,
): string {
  const { namespace = '', name, uid } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? 'default';
  const issued = issuedAt(host, pod, expirationSeconds);
  const claims = JSON.stringify({
    aud: [audience],
    exp: issued + expirationSeconds,
    iat: issued,
    iss: AUDIENCE,
    'kubernetes.io': { namespace, pod: { name, uid }, serviceaccount: { name: account } },
    nbf: issued,
    sub: `system:serviceaccount:${namespace}:${account}`,
  });
  const header = JSON.stringify({ alg: 'RS256', kid: 'simulated' });
  return [header, claims, hash64(claims)].map(encodeBase64Url).join('.');
}

/** A token is replaced when four fifths of its time are over. @source kubelet v1.37 pkg/kubelet/token/token_manager.go */
function issuedAt({ epoch, now }: RuntimeHost, { metadata }: Pod, expirationSeconds: number): number {
  const born = Math.floor((metadata.creationTimestamp ? parseTime(metadata.creationTimestamp) : epoch) / 1000);
  const period = Math.floor(0.8 * expirationSeconds);
  const age = Math.max(0, Math.floor((epoch + now) / 1000) - born);
  return born + Math.floor(age / period) * period;
}
