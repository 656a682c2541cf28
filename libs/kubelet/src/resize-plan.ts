/** What a resize means for a running instance: other resources in place, or a restart. */
import type { Container } from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import type { PlannedKill } from './container-fault.ts';
import { isEqualData } from './equality.ts';

const resized = ['cpu', 'memory'] as const;

/** What must be done so that an instance has the resources of its container. */
export function resizeOf(container: Container, { resources = {} }: RuntimeContainer): 'none' | 'update' | 'restart' {
  const wanted = container.resources ?? {};
  if (resources === wanted) return 'none';
  const changed = resized.filter(
    (name) =>
      !isEqualData(resources.requests?.[name], wanted.requests?.[name]) ||
      !isEqualData(resources.limits?.[name], wanted.limits?.[name]),
  );
  if (changed.length === 0) return 'none';
  const mustRestart = (name: string): boolean =>
    container.resizePolicy?.some((one) => one.resourceName === name && one.restartPolicy === 'RestartContainer') ??
    false;
  return changed.some(mustRestart) ? 'restart' : 'update';
}

/**
 * Adds what a resize asks for to a plan. True when the container is not simply kept.
 * @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodResizeAction
 */
export function planResize(
  { container, instance }: { readonly container: Container; readonly instance: RuntimeContainer },
  plan: { readonly toStart: string[]; readonly toKill: PlannedKill[]; readonly toResize: string[] },
): boolean {
  const action = resizeOf(container, instance);
  if (action === 'update') plan.toResize.push(instance.id);
  if (action !== 'restart') return false;
  const message = `Container ${container.name} resize requires restart`;
  plan.toKill.push({ container: instance, message, reason: 'Other' });
  plan.toStart.push(container.name);
  return true;
}
