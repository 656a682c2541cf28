/** The plan of init containers and sidecars: walked backwards from the last one. */
import { isSidecar, type Container, type Pod } from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import { activeInstance } from './pod-view.ts';
import { faultOf, hasActiveRegular, type PlanInput, type PlannedKill } from './container-fault.ts';
import { planResize } from './resize-plan.ts';
import { restartPolicyOf, restartsAfterExit } from './restart-decision.ts';

export interface InitPlan {
  readonly isInitialized: boolean;
  readonly killPod: boolean;
  readonly toStart: readonly string[];
  readonly toKill: readonly PlannedKill[];
  readonly toResize?: readonly string[];
}

interface Walk {
  readonly input: PlanInput;
  readonly containers: readonly Container[];
  isInitialized: boolean;
  killPod: boolean;
  /** In reverse spec order while walking. */
  readonly toStart: string[];
  readonly toKill: PlannedKill[];
  readonly toResize: string[];
}

/** @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go computeInitContainerActions */
export function planInitContainers(input: PlanInput): InitPlan {
  const { pod, view } = input;
  const containers = pod.spec.initContainers ?? [];
  if (containers.length === 0) return { isInitialized: true, killPod: false, toStart: [], toKill: [] };
  const walk: Walk = {
    input,
    containers,
    isInitialized: hasActiveRegular(pod, view),
    killPod: false,
    toStart: [],
    toKill: [],
    toResize: [],
  };
  const hasSeenAny = walkBackwards(walk);
  if (walk.killPod) return { isInitialized: false, killPod: true, toStart: [], toKill: [] };
  const first = containers[0];
  if (!hasSeenAny && !walk.isInitialized && first) walk.toStart.push(first.name);
  const { isInitialized, toStart, toKill, toResize } = walk;
  return { isInitialized, killPod: false, toStart: toStart.reverse(), toKill, toResize };
}

/** True when some init container has an instance. */
function walkBackwards(walk: Walk): boolean {
  let isPast = walk.isInitialized;
  let hasSeenAny = false;
  for (let index = walk.containers.length - 1; index >= 0 && !walk.killPod; index--) {
    const container = walk.containers[index] as Container; // within bounds
    const instance = activeInstance(walk.input.view, container.name);
    if (!instance) {
      if (isPast && isSidecar(container)) walk.toStart.push(container.name);
      continue;
    }
    hasSeenAny = true;
    if (isSidecar(container)) planSidecar(walk, { container, instance, index, isPast });
    else if (!isPast) planInit(walk, { container, instance, index, isPast });
    isPast = true;
  }
  return hasSeenAny;
}

interface Visit {
  readonly container: Container;
  readonly instance: RuntimeContainer;
  readonly index: number;
  readonly isPast: boolean;
}

function planInit(walk: Walk, { container, instance, index }: Visit): void {
  const { pod } = walk.input;
  if (instance.state === 'running') return;
  if (instance.state === 'created') return void walk.toStart.push(container.name);
  const isFailed = instance.state === 'unknown' || instance.exitCode !== 0 || instance.reason === 'OOMKilled';
  if (!isFailed) return next(walk, index);
  if (!mayRestart(container, pod, instance)) return void (walk.killPod = true);
  walk.toStart.push(container.name);
  killUnknown(walk, instance);
}

/** What may still run is killed before it is started again. */
function killUnknown({ toKill }: Walk, container: RuntimeContainer): void {
  const message = 'Init container is in "unknown" state, try killing it before restart';
  if (container.state === 'unknown') toKill.push({ container, message, reason: 'Other' });
}

function mayRestart(container: Container, pod: Pod, instance: RuntimeContainer): boolean {
  if (container.restartPolicy !== undefined) return restartsAfterExit(container, pod, instance.exitCode ?? 1);
  return restartPolicyOf(pod) !== 'Never';
}

/** The container at `index` is done: the one behind it starts, or initialisation is over. */
function next(walk: Walk, index: number): void {
  const following = walk.containers[index + 1];
  if (following) walk.toStart.push(following.name);
  else walk.isInitialized = true;
}

function planSidecar(walk: Walk, visit: Visit): void {
  const { container, instance } = visit;
  if (instance.state === 'running') return planRunningSidecar(walk, visit);
  walk.toStart.push(container.name);
  killUnknown(walk, instance);
}

function planRunningSidecar(walk: Walk, { container, instance, index, isPast }: Visit): void {
  const startup = container.startupProbe ? walk.input.startup(instance) : 'Success';
  if (startup === 'Success') {
    if (index === walk.containers.length - 1) walk.isInitialized = true;
    else if (!isPast) next(walk, index);
  } else if (startup !== 'Failure') return;
  const fault = faultOf(walk.input, container, instance);
  if (!fault && walk.input.isResized) planResize({ container, instance }, walk);
  if (!fault) return;
  walk.toKill.push({
    container: instance,
    message: `Init container ${container.name} ${fault.text}`,
    reason: fault.reason,
  });
  walk.toStart.push(container.name);
}
