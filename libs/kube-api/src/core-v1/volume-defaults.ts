/** What the API server fills into volumes. */
import { pullPolicyOf } from './container-defaults.ts';
import type { DownwardApiFile, ProjectedSource, Volume } from './pod.ts';

const MODE = 420;

const withMode = <T extends { readonly defaultMode?: number }>(source: T): T =>
  source.defaultMode === undefined ? { ...source, defaultMode: MODE } : source;

/** One rule for each source that has defaults. */
const rules: readonly ((volume: Volume) => Partial<Volume> | undefined)[] = [
  ({ configMap }) => configMap && { configMap: withMode(configMap) },
  ({ secret }) => secret && { secret: withMode(secret) },
  ({ hostPath }) => hostPath && { hostPath: { ...hostPath, type: hostPath.type ?? '' } },
  ({ downwardAPI }) => downwardAPI && { downwardAPI: withMode({ ...downwardAPI, ...defaultItems(downwardAPI.items) }) },
  ({ projected }) =>
    projected && {
      projected: withMode({
        ...projected,
        ...(projected.sources && { sources: projected.sources.map(defaultSource) }),
      }),
    },
  ({ image }) => image && { image: { ...image, pullPolicy: image.pullPolicy || pullPolicyOf(image.reference) } },
];

/**
 * A volume with its defaults; one without any source becomes an emptyDir.
 * @source kube-apiserver v1.37 pkg/apis/core/v1: SetDefaults_Volume and the SetDefaults_*VolumeSource functions
 */
export function defaultVolume(volume: Volume): Volume {
  if (Object.keys(volume).every((key) => key === 'name')) return { ...volume, emptyDir: {} };
  for (const rule of rules) {
    const change = rule(volume);
    if (change) return { ...volume, ...change };
  }
  return volume;
}

function defaultItems(items: readonly DownwardApiFile[] | undefined): { readonly items?: readonly DownwardApiFile[] } {
  return items ? { items: items.map(defaultFile) } : {};
}

function defaultFile(file: DownwardApiFile): DownwardApiFile {
  const { fieldRef, resourceFieldRef } = file;
  if (fieldRef && !fieldRef.apiVersion)
    return { ...file, fieldRef: { apiVersion: 'v1', fieldPath: fieldRef.fieldPath } };
  if (resourceFieldRef && resourceFieldRef.divisor === undefined)
    return { ...file, resourceFieldRef: { ...resourceFieldRef, divisor: '0' } };
  return file;
}

function defaultSource(source: ProjectedSource): ProjectedSource {
  const { serviceAccountToken: token, downwardAPI } = source;
  return {
    ...source,
    ...(token && { serviceAccountToken: { ...token, expirationSeconds: token.expirationSeconds ?? 3600 } }),
    ...(downwardAPI && { downwardAPI: { ...downwardAPI, ...defaultItems(downwardAPI.items) } }),
  };
}
