/** Whether a pod needs a new sandbox. */
import type { Pod } from '#kube-api';
import type { PodView } from './pod-view.ts';

export interface SandboxPlan {
  readonly isNewNeeded: boolean;
  readonly attempt: number;
  /** A sandbox that is replaced; empty when none is, which also means no SandboxChanged event. */
  readonly replacedId: string;
  /** Why the present one does not do; the condition's message. */
  readonly message: string;
}

/** @source kubelet v1.37 pkg/kubelet/kuberuntime/util/util.go PodSandboxChanged */
export function planSandbox(pod: Pod, view: PodView): SandboxPlan {
  const newest = view.sandboxes.at(-1);
  if (!newest) return renew('no pod sandbox exists', 0, '');
  const next = newest.attempt + 1;
  const ready = view.sandboxes.filter(({ state }) => state === 'ready').length;
  if (ready > 1) return renew('multiple pod sandboxes are ready and need to be reconciled', next, newest.id);
  if (newest.state !== 'ready') return renew('pod sandbox is not ready', next, newest.id);
  const isHost = pod.spec.hostNetwork === true;
  if (newest.hostNetwork !== isHost)
    return renew('network namespace mode changed and sandbox needs to be recreated', next, '');
  if (!isHost && !newest.ip) return renew('pod sandbox has no IP address', next, newest.id);
  return { isNewNeeded: false, attempt: newest.attempt, replacedId: '', message: '' };
}

const renew = (message: string, attempt: number, replacedId: string): SandboxPlan => ({
  isNewNeeded: true,
  attempt,
  replacedId,
  message,
});
