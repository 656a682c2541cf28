/** The kubelet as the probe engine sees it, and what the kubelet does with results. */
import { plan } from '#kernel';
import { referenceTo, reportEvent } from '#apiserver';
import type { ProbeClient, ProbeHost, ProbeResult, ProbeType } from '#probe-engine';
import { fieldPathOf, type KubeletContext } from './context.ts';
import { findPodWorker, type KubeletHost, type PodWorker } from './kubelet-state.ts';
import { withContainer } from './pod-status.ts';
import { setPodStatus } from './status-manager.ts';
import { wake } from './wake.ts';

/** A result as it reaches the kubelet's loop. */
export interface ProbeChange {
  readonly worker: PodWorker;
  readonly type: ProbeType;
  readonly containerId: string;
  readonly value: ProbeResult;
}

const RESULT_LATENCY_MS = 1;

// The engine's host is the kubelets' own: one simulation state.
const kubeletHost = (host: ProbeHost): KubeletHost => host as KubeletHost;

export function createProbeClient(): ProbeClient {
  return {
    warn: (host, probe, { reason, message }) => {
      const worker = findPodWorker(kubeletHost(host), probe.uid);
      const node = worker && kubeletHost(host).kubelets.nodes.get(worker.node);
      if (!worker || !node) return;
      const about = referenceTo(worker.pod, fieldPathOf(worker.pod, probe.container));
      reportEvent(kubeletHost(host), node.recorder, about, { type: 'Warning', reason, message });
    },
    changed: (host, probe) => {
      const payload: ProbeChange = {
        worker: probe.owner as PodWorker, // as our own sync gave it
        type: probe.type,
        containerId: probe.containerId,
        value: probe.result ?? 'Unknown',
      };
      plan(host, RESULT_LATENCY_MS, { owner: 'kubelet', kind: 'probe-result', payload });
    },
  };
}

/**
 * Liveness matters when it fails; readiness and startup edit the status at once; each makes the pod sync.
 * @source kubelet v1.37 pkg/kubelet/kubelet.go syncLoopIteration
 */
export function onProbeResult(ctx: KubeletContext, worker: PodWorker, change: ProbeChange): void {
  if (change.type === 'liveness') {
    if (change.value === 'Failure') wake(ctx, worker);
    return;
  }
  const { status } = worker;
  const containerID = `containerd://${change.containerId}`;
  const isKnown = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].some(
    (one) => one.containerID === containerID,
  );
  const isSuccess = change.value === 'Success';
  if (status && isKnown) {
    const edit = change.type === 'readiness' ? { ready: isSuccess } : { started: isSuccess };
    setPodStatus(ctx, worker, withContainer(ctx, worker, status, { containerID, ...edit }), { isForced: false });
  }
  wake(ctx, worker);
}
