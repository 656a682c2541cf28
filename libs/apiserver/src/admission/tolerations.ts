/** Admission of pods: five minutes' tolerance of a node that is not ready or not reachable. */
import { extend } from '#kernel';
import type { Pod, Toleration } from '#kube-api';

const TOLERATION_SECONDS = 300;

// One frozen list for all pods that name none: stored objects are never changed.
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
  if (missing.length === 0) return pod;
  const tolerations = missing.length === defaults.length && own.length === 0 ? defaults : own.concat(missing);
  return { ...pod, spec: extend(pod.spec, { tolerations }) };
}

const covers = ({ key, effect }: Toleration, wanted: string | undefined): boolean =>
  (!key || key === wanted) && (!effect || effect === 'NoExecute');
