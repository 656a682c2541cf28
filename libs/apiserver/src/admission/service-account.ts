/** Admission of pods: their service account, and the volume with its token. */
import { extend } from '#kernel';
import type { Container, Pod, ServiceAccount, Volume, VolumeMount } from '#kube-api';
import { findObject } from '#object-store';
import { forbiddenBecause, type Call } from '../call.ts';
import { drawSuffix } from '../names.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

// One frozen source list for all pods: stored objects are never changed.
const tokenSources: NonNullable<Volume['projected']> = Object.freeze({
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] },
    },
  ],
  defaultMode: 420,
});

/**
 * Gives the pod the account `default` unless it names one, that account's pull secrets, and the token volume with a mount
 * in every container that has nothing at that path. Throws a 403 when the account does not exist.
 * @source kube-apiserver v1.37 plugin/pkg/admission/serviceaccount
 */
export function admitServiceAccount(call: Call, pod: Pod): Pod {
  const name = pod.spec.serviceAccountName || 'default';
  const namespace = call.route.namespace ?? '';
  const account = findObject(call.host.store, 'serviceaccounts', { namespace, name }) as ServiceAccount | undefined; // by its resource
  if (!account)
    throw forbiddenBecause(
      call,
      pod,
      `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
    );
  const secrets = pod.spec.imagePullSecrets?.length ? pod.spec.imagePullSecrets : account.imagePullSecrets;
  const accounts = { serviceAccountName: name, serviceAccount: name };
  const spec = extend(pod.spec, secrets ? { ...accounts, imagePullSecrets: secrets } : accounts);
  const isMounted = pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  return isMounted ? withTokenVolume(call, { ...pod, spec }) : { ...pod, spec };
}

function withTokenVolume(call: Call, pod: Pod): Pod {
  const { spec } = pod;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  if (containers.every(hasTokenMount)) return pod;
  const existing = spec.volumes?.find(({ name }) => name.startsWith('kube-api-access-'));
  const name = existing?.name ?? `kube-api-access-${drawSuffix(call.host)}`;
  const mount: VolumeMount = { name, readOnly: true, mountPath: MOUNT_PATH };
  const fill = (container: Container): Container =>
    hasTokenMount(container)
      ? container
      : extend(container, { volumeMounts: (container.volumeMounts ?? []).concat(mount) });
  const volumes = existing ? spec.volumes : (spec.volumes ?? []).concat({ name, projected: tokenSources });
  const filled = {
    containers: spec.containers.map(fill),
    ...(spec.initContainers && { initContainers: spec.initContainers.map(fill) }),
    ...(volumes && { volumes }),
  };
  return { ...pod, spec: extend(spec, filled) };
}

const hasTokenMount = ({ volumeMounts }: Container): boolean =>
  volumeMounts?.some(({ mountPath }) => mountPath === MOUNT_PATH) ?? false;
