/** The plan of a pod: what to kill, what to create and what to start, decided from spec and runtime alone. */
import type { Container, Pod } from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import { faultOf, type PlanInput, type PlannedKill } from './container-fault.ts';
import { planInitContainers } from './init-plan.ts';
import { newestInstance, type PodView } from './pod-view.ts';
import { hasRestartAllRule, instancesToReset } from './restart-all.ts';
import { planResize } from './resize-plan.ts';
import { restartPolicyOf, shouldBeRestarted } from './restart-decision.ts';
import { planSandbox, type SandboxPlan } from './sandbox-plan.ts';

/** Containers are named; lists are in spec order. */
export interface PodPlan {
  /** Kill everything that runs, and the sandbox. */
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  readonly sandbox: SandboxPlan;
  readonly ephemeralToStart: readonly string[];
  readonly initToStart: readonly string[];
  readonly toStart: readonly string[];
  readonly toKill: readonly PlannedKill[];
  /** Running instances whose resources are brought up to date. */
  readonly toResize?: readonly string[];
  /** Instances that are killed and removed so that all containers start anew; then nothing else is done. */
  readonly toReset?: readonly RuntimeContainer[];
}

/** @source kubelet v1.37 pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions */
export function planPod(input: PlanInput): PodPlan {
  const { pod, view } = input;
  const sandbox = planSandbox(pod, view);
  if (hasRestartAllRule(pod)) {
    const toReset = instancesToReset(pod, view, input.shown ?? {});
    if (toReset.length > 0) return { ...noActions, sandbox, toReset };
  }
  if (sandbox.isNewNeeded) return planNewSandbox(pod, view, sandbox);
  const ephemeralToStart = (pod.spec.ephemeralContainers ?? [])
    .map(({ name }) => name)
    .filter((name) => !newestInstance(view, name));
  const nothing: PodPlan = {
    killPod: false,
    createSandbox: false,
    sandbox,
    ephemeralToStart,
    initToStart: [],
    toStart: [],
    toKill: [],
  };
  const init = planInitContainers(input);
  if (init.killPod) return { ...nothing, killPod: true };
  if (!init.isInitialized) return { ...nothing, initToStart: init.toStart, toKill: init.toKill };
  const regular = planRegularContainers(input);
  const toKill = [...init.toKill, ...regular.toKill];
  const toResize = input.isResized ? [...(init.toResize ?? []), ...regular.toResize] : undefined;
  if (regular.keep === 0 && regular.toStart.length === 0) return { ...nothing, killPod: true, toKill };
  const plan = { ...nothing, initToStart: init.toStart, toStart: regular.toStart, toKill };
  return toResize ? { ...plan, toResize } : plan;
}

const noActions = {
  killPod: false,
  createSandbox: false,
  ephemeralToStart: [],
  initToStart: [],
  toStart: [],
  toKill: [],
};

function planNewSandbox(pod: Pod, view: PodView, sandbox: SandboxPlan): PodPlan {
  const plan = {
    killPod: true,
    createSandbox: true,
    sandbox,
    ephemeralToStart: [],
    initToStart: [],
    toStart: [],
    toKill: [],
  };
  if (restartPolicyOf(pod) === 'Never' && sandbox.attempt !== 0 && view.containers.length > 0)
    return { ...plan, createSandbox: false };
  const toStart = pod.spec.containers
    .filter((container) => !isDoneForGood(container, pod, view))
    .map(({ name }) => name);
  if (toStart.length === 0 && pod.spec.containers.some(({ name }) => newestInstance(view, name)))
    return { ...plan, createSandbox: false };
  const first = pod.spec.initContainers?.[0];
  return first ? { ...plan, initToStart: [first.name] } : { ...plan, toStart };
}

/** A container that runs to success once and has done so. */
function isDoneForGood(container: Container, pod: Pod, view: PodView): boolean {
  const policy = container.restartPolicy ?? restartPolicyOf(pod);
  const instance = newestInstance(view, container.name);
  return policy === 'OnFailure' && instance?.state === 'exited' && instance.exitCode === 0;
}

interface RegularPlan {
  readonly toStart: string[];
  readonly toKill: PlannedKill[];
  readonly toResize: string[];
  keep: number;
}

function planRegularContainers(input: PlanInput): RegularPlan {
  const { pod, view } = input;
  const result: RegularPlan = { toStart: [], toKill: [], toResize: [], keep: 0 };
  for (const container of pod.spec.containers) {
    const instance = newestInstance(view, container.name);
    if (instance?.state === 'running') planRunning(input, { container, instance }, result);
    else if (shouldBeRestarted(container, pod, instance)) {
      result.toStart.push(container.name);
      if (instance?.state === 'unknown')
        result.toKill.push({
          container: instance,
          message: 'Container is in "unknown" state, try killing it before restart',
          reason: 'Other',
        });
    }
  }
  return result;
}

function planRunning(
  input: PlanInput,
  { container, instance }: { container: Container; instance: RuntimeContainer },
  result: RegularPlan,
): void {
  const fault = faultOf(input, container, instance);
  if (!fault && input.isResized && planResize({ container, instance }, result)) return;
  if (!fault) return void (result.keep += 1);
  const isRestarted = fault.always || (container.restartPolicy ?? restartPolicyOf(input.pod)) !== 'Never';
  const message = `Container ${container.name} ${fault.text}${isRestarted ? ', will be restarted' : ''}`;
  if (isRestarted) result.toStart.push(container.name);
  result.toKill.push({ container: instance, message, reason: fault.reason });
}
