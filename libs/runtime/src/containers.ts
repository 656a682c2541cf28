/** Containers: create, start, remove. */
import { drawHex, plan, type Address } from '#kernel';
import type { ResourceRequirements } from '#kube-api';
import { canonicalImage, imageIdOf, type RunBehavior } from '#image-catalogue';
import {
  announce,
  answer,
  containerSubject,
  findContainer,
  nodeOf,
  podOf,
  recordCall,
  replaceContainer,
  type ContainerRef,
} from './records.ts';
import { startProcess } from './processes.ts';
import type { CallResult } from './sandboxes.ts';
import type { ProcessSetup, RuntimeHost } from './runtime-state.ts';

export interface CreateCall {
  readonly node: string;
  readonly uid: string;
  readonly name: string;
  readonly attempt: number;
  readonly image: string;
  readonly resources?: ResourceRequirements | undefined;
  readonly behavior: RunBehavior;
  /** Absent: no variables, the root folder. */
  readonly setup?: ProcessSetup | undefined;
}

/** Creates a container in the pod's newest sandbox; the reply carries a {@link CallResult}. */
export function createContainer(host: RuntimeHost, call: CreateCall, reply: Address): void {
  const { node, uid, name, attempt, behavior } = call;
  const duration = host.runtime.settings.latencies.createContainer;
  const error = behavior.createError;
  const pod = podOf(nodeOf(host, node), uid);
  const subject = containerSubject(pod, name);
  const data = { call: 'CreateContainer', node, attempt, duration } as const;
  recordCall(host, { subject }, error === undefined ? data : { ...data, error });
  if (error === undefined)
    plan(host, duration, { owner: 'runtime', kind: 'container-created', payload: { call, subject, reply } });
  else answer(host, reply, { kind: 'failed', message: error } satisfies CallResult, duration);
}

export function onContainerCreated(
  host: RuntimeHost,
  { call, subject, reply }: { readonly call: CreateCall; readonly subject: string; readonly reply: Address },
): void {
  const node = nodeOf(host, call.node);
  const pod = podOf(node, call.uid);
  const { name, attempt, image, resources, behavior, setup } = call;
  const id = drawHex(host, node.ids, 64);
  const sandboxId = pod.sandboxes.at(-1)?.id ?? '';
  pod.containers = pod.containers.concat({
    id,
    name,
    subject,
    attempt,
    sandboxId,
    state: 'created',
    image,
    imageName: canonicalImage(image),
    imageId: imageIdOf(image),
    createdAt: host.now,
    startedAt: undefined,
    finishedAt: undefined,
    exitCode: undefined,
    reason: undefined,
    message: undefined,
    terminationMessage: undefined,
    resources,
    behavior,
    setup,
  });
  announce(host, node, pod.uid);
  answer(host, reply, { kind: 'ok', id } satisfies CallResult);
}

/** Starts a created container; the reply carries a {@link CallResult}. */
export function startContainer(host: RuntimeHost, ref: ContainerRef, reply: Address): void {
  const node = nodeOf(host, ref.node);
  const container = findContainer(node, ref);
  const duration = host.runtime.settings.latencies.startContainer;
  const error = container?.behavior.startError;
  const data = { call: 'StartContainer', node: node.name, attempt: container?.attempt, duration } as const;
  recordCall(host, container ?? podOf(node, ref.uid), error === undefined ? data : { ...data, error });
  plan(host, duration, { owner: 'runtime', kind: 'container-started', payload: { ref, reply } });
}

/**
 * The process starts, or could not: then the instance is exited with code 128 and reason StartError.
 * @source containerd v2.4 CRI StartContainer
 */
export function onContainerStarted(
  host: RuntimeHost,
  { ref, reply }: { readonly ref: ContainerRef; readonly reply: Address },
): void {
  const container = findContainer(nodeOf(host, ref.node), ref);
  if (!container)
    return answer(host, reply, { kind: 'failed', message: `container ${ref.id} not found` } satisfies CallResult);
  const message = container.behavior.startError;
  if (message === undefined) {
    startProcess(host, ref);
    return answer(host, reply, { kind: 'ok', id: ref.id } satisfies CallResult);
  }
  replaceContainer(host, ref, { state: 'exited', exitCode: 128, reason: 'StartError', message, finishedAt: host.now });
  answer(host, reply, { kind: 'failed', message } satisfies CallResult);
}

/** Gives a container other resources, at once. */
export function updateContainerResources(host: RuntimeHost, ref: ContainerRef, resources: ResourceRequirements): void {
  const container = replaceContainer(host, ref, { resources });
  const { attempt } = container;
  recordCall(host, container, { call: 'UpdateContainerResources', node: ref.node, attempt });
}

/** Removes an instance that does not run, at once. */
export function removeContainer(host: RuntimeHost, ref: ContainerRef): void {
  const node = nodeOf(host, ref.node);
  const container = findContainer(node, ref);
  if (!container) return;
  const pod = podOf(node, ref.uid);
  recordCall(host, container, { call: 'RemoveContainer', node: node.name, attempt: container.attempt });
  pod.containers = pod.containers.filter((other) => other !== container);
  node.machines.delete(ref.id);
}
