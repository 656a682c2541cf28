/** The configuration of a container: whether the objects that its environment names are there, and its user is allowed. */
import { findImage } from '#image-catalogue';
import type { ConfigMap, Container, EnvVar, KeySelector, Pod, Secret } from '#kube-api';
import { findObject, type ObjectStore } from '#object-store';
import type { RuntimeContainer } from '#runtime';
import { podText } from './context.ts';

export interface ConfigInput {
  readonly store: ObjectStore;
  readonly pod: Pod;
  readonly container: Container;
  /** The instance of an ephemeral container's target, as the kubelet sees it. */
  readonly target: RuntimeContainer | undefined;
}

/**
 * Why no configuration can be made, in the kubelet's words; `undefined` when it can.
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go generateContainerConfig
 */
export function configErrorOf(input: ConfigInput): string | undefined {
  const { container, pod } = input;
  const { targetContainerName = '' } = container;
  if (targetContainerName && !input.target) return `unable to find target container ${targetContainerName}`;
  const missing = container.env || container.envFrom ? environmentError(input) : undefined;
  return missing ?? (container.securityContext || pod.spec.securityContext ? userError(pod, container) : undefined);
}

/** @source kubelet v1.37 pkg/kubelet/kubelet_pods.go makeEnvironmentVariables */
function environmentError(input: ConfigInput): string | undefined {
  for (const { configMapRef, secretRef } of input.container.envFrom ?? []) {
    const error =
      (configMapRef && wholeError(input, 'configmaps', configMapRef)) ??
      (secretRef && wholeError(input, 'secrets', secretRef));
    if (error !== undefined) return error;
  }
  for (const variable of input.container.env ?? []) {
    const error = variable.valueFrom && keyError(input, variable.valueFrom);
    if (error !== undefined) return error;
  }
  return undefined;
}

type Source = 'configmaps' | 'secrets';

const sources = {
  configmaps: { kind: 'ConfigMap', singular: 'configmap' },
  secrets: { kind: 'Secret', singular: 'secret' },
} as const satisfies Record<Source, { readonly kind: string; readonly singular: string }>;

function find({ store, pod }: ConfigInput, source: Source, name: string): ConfigMap | Secret | undefined {
  return findObject(store, source, { namespace: pod.metadata.namespace, name }) as ConfigMap | Secret | undefined; // the resource says the type
}

function wholeError(
  input: ConfigInput,
  source: Source,
  { name = '', optional }: { readonly name?: string; readonly optional?: boolean },
): string | undefined {
  return optional || find(input, source, name) ? undefined : `${sources[source].singular} "${name}" not found`;
}

function keyError(input: ConfigInput, from: NonNullable<EnvVar['valueFrom']>): string | undefined {
  if (from.configMapKeyRef) return selectorError(input, 'configmaps', from.configMapKeyRef);
  return from.secretKeyRef && selectorError(input, 'secrets', from.secretKeyRef);
}

function selectorError(
  input: ConfigInput,
  source: Source,
  { name = '', key, optional }: KeySelector,
): string | undefined {
  if (optional) return undefined;
  const object = find(input, source, name);
  if (!object) return `${sources[source].singular} "${name}" not found`;
  if (object.data && Object.hasOwn(object.data, key)) return undefined;
  return `couldn't find key ${key} in ${sources[source].kind} ${input.pod.metadata.namespace ?? ''}/${name}`;
}

/** @source kubelet v1.37 pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot */
function userError(pod: Pod, container: Container): string | undefined {
  const own = container.securityContext;
  const shared = pod.spec.securityContext;
  if ((own?.runAsNonRoot ?? shared?.runAsNonRoot) !== true) return undefined;
  const where = `(pod: "${podText(pod)}", container: ${container.name})`;
  const user = own?.runAsUser ?? shared?.runAsUser;
  if (user !== undefined) return user === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  const [imageUser = ''] = (findImage(container.image ?? '')?.user ?? '').split(':', 1);
  if (imageUser === '' || Number(imageUser) === 0)
    return `container has runAsNonRoot and image will run as root ${where}`;
  if (/^\d+$/.test(imageUser)) return undefined;
  return `container has runAsNonRoot and image has non-numeric user (${imageUser}), cannot verify user is non-root ${where}`;
}
