/** What a probe worker does at one turn: a pure function of the worker and the pod's cached status. */
import { SECOND } from '#kernel';
import { isTerminalPhase, parseTime, type Container, type ContainerStatus, type Pod, type PodStatus } from '#kube-api';
import { probeTypes, type ProbeResult } from './probe-types.ts';
import type { ProbedPod, ProbeWorker } from './probe-worker.ts';

export interface ProbeDecision {
  /** `wait` for the next turn, `probe` now, or `exit` for good. */
  readonly next: 'wait' | 'probe' | 'exit';
  /** A new instance to follow from now on. */
  readonly containerId?: string;
  /** A result that holds without asking. */
  readonly result?: ProbeResult;
}

const WAIT: ProbeDecision = { next: 'wait' };

/**
 * @param now Unix milliseconds
 * @source kubelet v1.37 pkg/kubelet/prober/worker.go doProbe
 */
export function decide(worker: ProbeWorker, { pod, status = {} }: Omit<ProbedPod, 'view'>, now: number): ProbeDecision {
  if (isTerminalPhase(status.phase)) return { next: 'exit' };
  const container = findStatus(worker, status);
  if (!container?.containerID) return WAIT;
  const { containerID } = container;
  const isFresh = worker.containerId === '' || !containerID.endsWith(worker.containerId); // mostly not: no id is cut out for it
  const follow = (next: ProbeDecision['next']): ProbeDecision =>
    isFresh ? { next, containerId: bareId(containerID), result: probeTypes[worker.type].initial } : { next };
  if (worker.isOnHold && !isFresh) return WAIT;
  if (!container.state.running) {
    const goesOn =
      !container.state.terminated || willRestart(pod, worker.container, container.state.terminated.exitCode);
    return { ...follow(goesOn ? 'wait' : 'exit'), result: 'Failure' };
  }
  const { whenStarted } = probeTypes[worker.type];
  const delay = worker.probe.initialDelaySeconds ?? 0;
  if (delay > 0 && ageSeconds(container.state.running.startedAt, now) < delay) return follow('wait');
  return follow((container.started === true) === whenStarted ? 'probe' : 'wait');
}

export const bareId = (containerID: string): string => containerID.slice(containerID.indexOf('://') + 3);
const ageSeconds = (startedAt: string, now: number): number => Math.floor((now - parseTime(startedAt)) / SECOND);

export function findStatus(worker: ProbeWorker, status: PodStatus): ContainerStatus | undefined {
  const byName = ({ name }: ContainerStatus): boolean => name === worker.container;
  return status.containerStatuses?.find(byName) ?? status.initContainerStatuses?.find(byName);
}

/** Whether a container that exited with `code` is started again, as far as its policies say. */
function willRestart(pod: Pod, name: string, code: number): boolean {
  const byName = (container: Container): boolean => container.name === name;
  const container = pod.spec.containers.find(byName) ?? pod.spec.initContainers?.find(byName);
  const policy = container?.restartPolicy ?? pod.spec.restartPolicy ?? 'Always';
  const rule = container?.restartPolicyRules?.some(({ exitCodes }) => {
    const isListed = exitCodes?.values?.includes(code) ?? false;
    return exitCodes?.operator === 'NotIn' ? !isListed : isListed;
  });
  return rule === true || policy === 'Always' || (policy === 'OnFailure' && code !== 0);
}
