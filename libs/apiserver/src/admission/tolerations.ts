/** Admission of pods: five minutes' tolerance of a node that is not ready or not reachable. */
import { extend } from '#kernel';
import type { Pod, Toleration } from '#kube-api';

const TOLERATION_SECONDS = 300;

const defaults: readonly Toleration[] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) =>
  Object.freeze({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: TOLERATION_SECONDS }),
);

/**
 * Appends each default toleration that none of the pod's own covers.
 * @source kube-apiserver v1.37 plugin/pkg/admission/defaulttolerationseconds
 */
export function admitTolerations(pod: Pod): Pod {
  const own = pod.spec.tolerations ?? [];
  const missing = defaults.filter(({ key }) => !own.some((toleration) => covers(toleration, key)));
  return missing.length === 0 ? pod : { ...pod, spec: extend(pod.spec, { tolerations: [...own, ...missing] }) };
}

const covers = ({ key, effect }: Toleration, wanted: string | undefined): boolean =>
  (!key || key === wanted) && (!effect || effect === 'NoExecute');
