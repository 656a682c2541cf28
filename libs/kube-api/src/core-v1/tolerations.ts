/** Taints and tolerations. */
import type { Taint } from './node.ts';
import type { Toleration } from './pod.ts';

type Tolerations = readonly Toleration[] | undefined;

/** True when one of the tolerations covers the taint. @source k8s.io/component-helpers v1.37 scheduling/corev1: ToleratesTaint */
export function isTolerated(taint: Taint, tolerations: Tolerations): boolean {
  return tolerations?.some((toleration) => tolerates(toleration, taint)) ?? false;
}

/** True when this toleration covers the taint. */
export function tolerates({ key, effect, operator = 'Equal', value = '' }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  return OPERATORS[operator](taint.value ?? '', value);
}

const OPERATORS = {
  Exists: () => true,
  Equal: (taint, toleration) => taint === toleration,
  Gt: (taint, toleration) => Number(taint) > Number(toleration),
  Lt: (taint, toleration) => Number(taint) < Number(toleration),
} satisfies Record<NonNullable<Toleration['operator']>, (taint: string, toleration: string) => boolean>;
