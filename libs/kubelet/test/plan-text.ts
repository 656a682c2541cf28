/** A plan asked for and told in one line each: what a pod looks like, and what the kubelet would do. */
import type { Container, Pod, PodSpec, RestartPolicy } from '#kube-api';
import type { ProbeResult } from '#probe-engine';
import type { Sandbox } from '#runtime';
import type { PlanInput } from '../src/container-fault.ts';
import { planPod, type PodPlan } from '../src/pod-plan.ts';
import { container, instance, pod, running, sandbox, view, type InstanceFacts } from './builders.ts';

/** How a pod differs from three running containers `foo1` to `foo3` in the ready sandbox `s0`. */
export interface Given {
  readonly policy?: RestartPolicy;
  /** By container; `null` for one that the runtime does not know. */
  readonly known?: Readonly<Record<string, InstanceFacts | null>>;
  readonly sandboxes?: readonly Partial<Sandbox>[];
  readonly liveness?: Readonly<Record<string, ProbeResult>>;
  readonly startup?: Readonly<Record<string, ProbeResult>>;
  readonly spec?: Partial<PodSpec>;
  readonly metadata?: Partial<Pod['metadata']>;
}

export const threeContainers: readonly Container[] = ['foo1', 'foo2', 'foo3'].map((name) => container(name));

export function planInput(given: Given, base: Readonly<Record<string, InstanceFacts | null>> = {}): PlanInput {
  const { policy = 'Always', known = {}, sandboxes = [{}], liveness = {}, startup = {} } = given;
  const spec = { containers: threeContainers, restartPolicy: policy, ...given.spec };
  const all = { foo1: running, foo2: running, foo3: running, ...base, ...known };
  const instances = Object.entries(all).flatMap(([name, facts]) => (facts ? [instance(name, facts)] : []));
  return {
    pod: pod(spec, given.metadata),
    view: view(instances, sandboxes.map(sandbox)),
    liveness: ({ name }) => liveness[name],
    startup: ({ name }) => startup[name],
  };
}

/** `kill pod; new sandbox 1 for s0; start foo1 foo2`, or `nothing`. */
export function planText(given: Given, base: Readonly<Record<string, InstanceFacts | null>> = {}): string {
  return describePlan(planPod(planInput(given, base)));
}

function describePlan(plan: PodPlan): string {
  const { attempt, replacedId } = plan.sandbox;
  const kills = plan.killPod ? [] : plan.toKill.map(({ container: { name } }) => name); // ignored with the whole pod
  const parts = [
    plan.killPod ? 'kill pod' : '',
    plan.createSandbox ? `new sandbox ${attempt}${replacedId && ` for ${replacedId}`}` : '',
    list('kill', kills),
    list('start ephemeral', plan.ephemeralToStart),
    list('start init', plan.initToStart),
    list('start', plan.toStart),
  ];
  return parts.filter(Boolean).join('; ') || 'nothing';
}

const list = (verb: string, names: readonly string[]): string => (names.length > 0 ? `${verb} ${names.join(' ')}` : '');
