/** Probes of pods whose kubelet was started anew: they begin at odd times, and trust what was known of old containers. */
import { draw, type Millis } from '#kernel';
import { parseTime, type ContainerStatus } from '#kube-api';
import type { ProbePlace } from '#probe-engine';
import type { KubeletContext } from './context.ts';
import type { KubeletHost, PodWorker } from './kubelet-state.ts';

/**
 * Creates the missing probe workers. Shortly after the kubelet's start each sleeps for a part of its period first, so that not all
 * pods are probed at once.
 * @source kubelet v1.37 pkg/kubelet/prober/worker.go run
 */
export function resumeProbes(ctx: KubeletContext, worker: PodWorker, place: ProbePlace): void {
  const { host, node, probes, probeClient } = ctx;
  const isJittered = host.kubelets.settings.requeueJitter > 0;
  const delayOf = (period: Millis): Millis | undefined => {
    if (period <= host.now - node.process.startedAt) return undefined;
    return isJittered ? Math.floor(draw(host, worker.stream) * period) : 0;
  };
  probes.resumePod(host, place, { client: probeClient, delayOf, isKept: (status) => isKept(ctx, status) });
}

const keepsReadiness = ({ api: { behavior } }: KubeletHost): boolean =>
  behavior.keepsReadiness && !behavior.gates.ChangeContainerStatusOnKubeletRestart;

/** What ran for this long before the kubelet started is trusted to be as it was. */
const TRUSTED_AFTER: Millis = 10_000;

/**
 * True for a container whose readiness and start of before are kept until a probe says otherwise.
 * @source kubelet v1.37 pkg/kubelet/prober/prober_manager.go UpdatePodStatus
 */
export function isKept({ host, node }: Pick<KubeletContext, 'host' | 'node'>, { state }: ContainerStatus): boolean {
  const { starts, startedAt } = node.process;
  if (starts === 0 || !state.running || !keepsReadiness(host)) return false;
  return parseTime(state.running.startedAt) - host.epoch + TRUSTED_AFTER < startedAt;
}
