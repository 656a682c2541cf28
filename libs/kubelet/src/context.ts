/** What every function of the kubelet gets: the simulation, the node at hand and the engines below. */
import { plan, type Address, type Millis } from '#kernel';
import { referenceTo, reportEvent, type Report } from '#apiserver';
import type { HookEngine } from '#hook-engine';
import type { Container, Pod } from '#kube-api';
import type { ProbeClient, ProbeEngine } from '#probe-engine';
import type { ContainerGroup } from './activity.ts';
import type { KubeletHost, NodeKubelet, PodWorker } from './kubelet-state.ts';

export interface KubeletContext {
  readonly host: KubeletHost;
  readonly node: NodeKubelet;
  readonly probes: ProbeEngine;
  readonly probeClient: ProbeClient;
  readonly hooks: HookEngine;
}

/** The kubelet's own entry about a pod; void when the worker has moved on to another activity by then. */
export function replyTo(worker: PodWorker, kind: string): Address {
  return { owner: 'kubelet', kind, payload: { worker, token: worker.token, result: undefined } };
}

export function planReply(ctx: KubeletContext, delay: Millis, reply: Address): void {
  plan(ctx.host, delay, reply);
}

/** Reports an event about the pod, or the part of it at `fieldPath`. */
export function podEvent(ctx: KubeletContext, worker: PodWorker, report: Report, fieldPath?: string): void {
  reportEvent(ctx.host, ctx.node.recorder, referenceTo(worker.pod, fieldPath), report);
}

const fieldOf: Readonly<Record<ContainerGroup, string>> = {
  ephemeral: 'ephemeralContainers',
  init: 'initContainers',
  regular: 'containers',
};

/** Reports an event about a container of the pod. */
export function containerEvent(ctx: KubeletContext, worker: PodWorker, container: string, report: Report): void {
  podEvent(ctx, worker, report, fieldPathOf(worker.pod, container));
}

/** How events name a container of a pod. */
export const fieldPathOf = (pod: Pod, container: string): string =>
  ['spec.', fieldOf[groupOf(pod, container)], '{', container, '}'].join('');

export function groupOf(pod: Pod, container: string): ContainerGroup {
  const has = (list: readonly Container[] | undefined): boolean =>
    list?.some(({ name }) => name === container) ?? false;
  if (has(pod.spec.containers)) return 'regular';
  return has(pod.spec.initContainers) ? 'init' : 'ephemeral';
}

/** The spec of a container, whatever its kind. */
export function findSpec(pod: Pod, container: string): Container | undefined {
  const byName = ({ name }: Container): boolean => name === container;
  return (
    pod.spec.containers.find(byName) ??
    pod.spec.initContainers?.find(byName) ??
    pod.spec.ephemeralContainers?.find(byName)
  );
}

/** `<pod>_<namespace>(<uid>)`, as messages name a pod. */
export function podText({ metadata }: Pod): string {
  return `${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid ?? ''})`;
}

/** The address that probes and hooks of a pod use. */
export const podIPOf = (ctx: Pick<KubeletContext, 'node'>, worker: PodWorker): string =>
  worker.pod.spec.hostNetwork ? ctx.node.hostIP : worker.view.podIP;
