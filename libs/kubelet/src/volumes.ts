/** The volume wait of a pod: whether all that its containers mount is there. */
import { plan } from '#kernel';
import type { ConfigMap, Container, Pod, Volume, VolumeObjectSource } from '#kube-api';
import { findObject } from '#object-store';
import { podEvent, type KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 122_000;

/** True when every mounted volume is set up. A pod with volumes needs at least one poll. */
export function mountVolumes(ctx: KubeletContext, worker: PodWorker): boolean {
  const { volumes } = worker;
  if (volumes.isSetUp) return true;
  const mounted = mountedVolumes(worker.pod);
  if (mounted.length === 0) return (volumes.isSetUp = true);
  if (!volumes.hasBegun) volumes.hasBegun = true;
  else if (volumes.retryMs === 0) tryMount(ctx, worker, mounted);
  return volumes.isSetUp;
}

/** The volume manager tries again on its own; the worker sees it at its next poll. */
export function onMountRetry(ctx: KubeletContext, worker: PodWorker): void {
  if (worker.state === 'sync') tryMount(ctx, worker, mountedVolumes(worker.pod));
}

function tryMount(ctx: KubeletContext, worker: PodWorker, mounted: readonly Volume[]): void {
  const { volumes } = worker;
  const failures = mounted.flatMap((volume) => {
    const error = missingOf(ctx, worker.pod, volume);
    return error === undefined ? [] : [{ volume, error }];
  });
  volumes.isSetUp = failures.length === 0;
  if (volumes.isSetUp) return;
  for (const { volume, error } of failures) {
    const message = `MountVolume.SetUp failed for volume "${volume.name}" : ${error}`;
    podEvent(ctx, worker, { type: 'Warning', reason: 'FailedMount', message });
  }
  volumes.retryMs = volumes.retryMs === 0 ? FIRST_RETRY_MS : Math.min(2 * volumes.retryMs, MAX_RETRY_MS);
  plan(ctx.host, volumes.retryMs, { owner: 'kubelet', kind: 'mount-retry', payload: { worker } });
}

function mountedVolumes({ spec }: Pod): readonly Volume[] {
  const isMounted = ({ name }: Volume): boolean => {
    const mounts = ({ volumeMounts }: Container): boolean =>
      volumeMounts?.some((mount) => mount.name === name) ?? false;
    return spec.containers.some(mounts) || (spec.initContainers?.some(mounts) ?? false);
  };
  return (spec.volumes ?? []).filter(isMounted);
}

/** What a volume lacks, in the words of its plugin. */
function missingOf(ctx: KubeletContext, pod: Pod, volume: Volume): string | undefined {
  if (volume.configMap)
    return missingObject(ctx, pod, { plugin: configMaps, source: volume.configMap, name: volume.configMap.name });
  if (volume.secret)
    return missingObject(ctx, pod, { plugin: secrets, source: volume.secret, name: volume.secret.secretName });
  for (const { configMap, secret } of volume.projected?.sources ?? []) {
    const missing =
      (configMap && missingObject(ctx, pod, { plugin: configMaps, source: configMap, name: configMap.name })) ??
      (secret && missingObject(ctx, pod, { plugin: secrets, source: secret, name: secret.name }));
    if (missing) return missing;
  }
  return undefined;
}

/** How the plugins speak of objects and their keys. */
interface Plugin {
  readonly resource: 'configmaps' | 'secrets';
  readonly singular: string;
  readonly noKey: string;
}

const configMaps: Plugin = {
  resource: 'configmaps',
  singular: 'configmap',
  noKey: 'configmap references non-existent config key',
};

const secrets: Plugin = { resource: 'secrets', singular: 'secret', noKey: 'references non-existent secret key' };

interface Reference {
  readonly plugin: Plugin;
  readonly source: VolumeObjectSource;
  readonly name: string | undefined;
}

function missingObject(
  { host }: KubeletContext,
  { metadata }: Pod,
  { plugin, source, name }: Reference,
): string | undefined {
  if (source.optional || name === undefined) return undefined;
  const object = findObject(host.store, plugin.resource, { namespace: metadata.namespace ?? 'default', name }) as
    ConfigMap | undefined; // secrets have data, too
  if (!object) return `${plugin.singular} "${name}" not found`;
  const { data = {}, binaryData = {} } = object;
  const missing = source.items?.find(({ key }) => !Object.hasOwn(data, key) && !Object.hasOwn(binaryData, key));
  return missing && `${plugin.noKey}: ${missing.key}`;
}
