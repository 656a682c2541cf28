/** Container statuses of a pod, from spec, runtime and the status before. */
import {
  formatTime,
  type Container,
  type ContainerState,
  type ContainerStateTerminated,
  type ContainerStatus,
  type Pod,
  type PodStatus,
} from '#kube-api';
import type { RuntimeContainer } from '#runtime';
import type { ContainerGroup } from './activity.ts';
import type { PodView } from './pod-view.ts';
import { resetTerminated, resetWaiting } from './restart-all.ts';
import { shouldBeRestarted } from './restart-decision.ts';

export interface StatusInput {
  readonly pod: Pod;
  readonly view: PodView;
  readonly old: PodStatus;
  /** All containers were being restarted when the old status was made. */
  readonly wasResetting?: boolean;
  /** Unix milliseconds of instant 0. */
  readonly epoch: number;
  /** Why a container could not be started last time. */
  readonly reasons: ReadonlyMap<string, { readonly reason: string; readonly message: string }>;
  /** The text that an instance leaves at its end. */
  readonly terminationMessage: (container: Container, instance: RuntimeContainer) => string;
}

const UNKNOWN_EXIT = 137;
const NONE: readonly ContainerStatus[] = [];

/**
 * Statuses of one kind of containers: regular and ephemeral ones by name, init containers in spec order.
 * @source kubelet v1.37 pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses
 */
export function containerStatuses(input: StatusInput, group: ContainerGroup): readonly ContainerStatus[] {
  const [containers, old] = listsOf(input, group);
  if (containers.length === 0) return NONE;
  const statuses = containers.map((container) =>
    statusOf(input, container, { old: old?.find(({ name }) => name === container.name), group }),
  );
  return group === 'init' || statuses.length === 1 ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listsOf(
  { pod, old }: StatusInput,
  group: ContainerGroup,
): [readonly Container[], readonly ContainerStatus[] | undefined] {
  if (group === 'init') return [pod.spec.initContainers ?? [], old.initContainerStatuses];
  if (group === 'ephemeral') return [pod.spec.ephemeralContainers ?? [], old.ephemeralContainerStatuses];
  return [pod.spec.containers, old.containerStatuses];
}

interface Before {
  readonly old: ContainerStatus | undefined;
  readonly group: ContainerGroup;
}

function statusOf(input: StatusInput, container: Container, before: Before): ContainerStatus {
  const instances = input.view.containers.filter(({ name }) => name === container.name);
  const newest = instances.at(-1);
  if (!newest)
    return overlay(input, container, statusWithoutInstance(input, container, before), { newest, group: before.group });
  const status = statusOfInstance(input, container, { newest, previous: instances.at(-2), ...before });
  return overlay(input, container, status, { newest, group: before.group });
}

/** What the API shows of a container that the runtime does not know. */
function statusWithoutInstance(input: StatusInput, container: Container, { old, group }: Before): ContainerStatus {
  if (input.wasResetting) return statusOfReset(old ?? initialStatus(input.pod, container, old), container);
  if (old?.state.terminated) return old;
  const base = initialStatus(input.pod, container, old);
  const isMainStarted =
    group === 'init' &&
    input.pod.spec.containers.some(({ name }) => input.view.containers.some((one) => one.name === name));
  if (isMainStarted && container.restartPolicy !== 'Always')
    return { ...base, ready: true, state: { terminated: lostInit } };
  if (!old?.state.running || old.lastState.terminated) return base;
  const lost: ContainerStateTerminated = {
    ...lostContainer,
    message: `${lostContainer.message} when the pod was deleted.  The container used to be Running`,
  };
  return {
    ...base,
    lastState: { terminated: lost },
    restartCount: base.restartCount + (input.pod.metadata.deletionTimestamp ? 0 : 1),
  };
}

/** What is shown of a container that was removed because all start anew; a terminated one keeps what was known of it. */
function statusOfReset(old: ContainerStatus, container: Container): ContainerStatus {
  if (old.state.waiting?.reason === resetWaiting.reason) return old;
  const lastState = { terminated: resetTerminated };
  const restartCount = old.restartCount + 1;
  const { containerID: _id, resources: _resources, allocatedResources: _allocated, ...fresh } = old;
  const base = old.state.terminated
    ? old
    : { ...fresh, ready: false, started: false, image: container.image ?? '', imageID: '' };
  return { ...base, state: { waiting: resetWaiting }, lastState, restartCount };
}

const lostInit: ContainerStateTerminated = {
  exitCode: 0,
  reason: 'Completed',
  message:
    'Unable to get init container status from container runtime and pod has been initialized, treat it as exited normally',
  startedAt: null,
  finishedAt: null,
};

const lostContainer: ContainerStateTerminated = {
  exitCode: UNKNOWN_EXIT,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located',
  startedAt: null,
  finishedAt: null,
};

/** The state that a container gets whose end nobody saw. */
export const unlocatedState: ContainerState = {
  terminated: { ...lostContainer, message: `${lostContainer.message} when the pod was terminated` },
};

function initialStatus(pod: Pod, container: Container, old: ContainerStatus | undefined): ContainerStatus {
  const reason = (pod.spec.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating';
  return {
    name: container.name,
    state: { waiting: { reason } },
    lastState: old?.lastState ?? {},
    ready: false,
    started: false,
    restartCount: old?.restartCount ?? 0,
    image: container.image ?? '',
    imageID: '',
    ...mountsOf(container),
  };
}

function mountsOf(container: Container): Pick<ContainerStatus, 'volumeMounts'> {
  if (!container.volumeMounts?.length) return {};
  const volumeMounts = container.volumeMounts.map(({ name, mountPath, readOnly }) => ({
    name,
    mountPath,
    ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
  }));
  return { volumeMounts };
}

function statusOfInstance(
  input: StatusInput,
  container: Container,
  {
    newest,
    previous,
    old,
  }: Before & { readonly newest: RuntimeContainer; readonly previous: RuntimeContainer | undefined },
): ContainerStatus {
  const state = stateOf(input, container, newest, old);
  const isUnknownEnd = newest.state === 'unknown' && state.terminated !== undefined;
  // One literal and plain assignments: statuses are made by the million, and equal shapes are what makes that cheap.
  const status: { -readonly [K in keyof ContainerStatus]: ContainerStatus[K] } = {
    name: container.name,
    state,
    lastState: previous ? stateOf(input, container, previous, undefined) : (old?.lastState ?? {}),
    ready: false,
    restartCount: Math.max(newest.attempt, isUnknownEnd ? (old?.restartCount ?? 0) + 1 : (old?.restartCount ?? 0)),
    image: newest.imageName,
    imageID: newest.imageId,
    containerID: old?.containerID?.endsWith(newest.id) ? old.containerID : `containerd://${newest.id}`,
    started: false,
    resources: (newest.state === 'running' ? newest.resources : undefined) ?? container.resources ?? NO_RESOURCES,
  };
  if (container.resources?.requests) status.allocatedResources = container.resources.requests;
  const volumeMounts = old?.volumeMounts ?? mountsOf(container).volumeMounts;
  if (volumeMounts) status.volumeMounts = volumeMounts;
  return status;
}

const NO_RESOURCES = {};

function stateOf(
  input: StatusInput,
  container: Container,
  instance: RuntimeContainer,
  old: ContainerStatus | undefined,
): ContainerState {
  const time = (at: number | undefined): string => formatTime(at === undefined ? 0 : input.epoch + at);
  if (instance.state === 'running')
    return sameRun(old, instance) ?? { running: { startedAt: time(instance.startedAt) } };
  if (instance.state === 'unknown' && old?.state.running) return unlocatedState;
  if (instance.state !== 'exited') return { waiting: {} };
  const message = input.terminationMessage(container, instance);
  return {
    terminated: {
      exitCode: instance.exitCode ?? 0,
      ...(instance.reason ? { reason: instance.reason } : {}),
      ...(message ? { message } : {}),
      startedAt: time(instance.startedAt),
      finishedAt: time(instance.finishedAt),
      containerID: `containerd://${instance.id}`,
    },
  };
}

/** The state as it was shown before, if that was this very run. */
function sameRun(old: ContainerStatus | undefined, { id }: RuntimeContainer): ContainerState | undefined {
  return old?.state.running && old.containerID?.endsWith(id) ? old.state : undefined;
}

/** A container that waits to be started again shows why it was not, and its end as the last state. */
function overlay(
  input: StatusInput,
  container: Container,
  status: ContainerStatus,
  { newest, group }: { readonly newest: RuntimeContainer | undefined; readonly group: ContainerGroup },
): ContainerStatus {
  const why = input.reasons.get(container.name);
  if (!why || !shouldBeRestarted(container, input.pod, newest)) return status;
  if (group === 'init' && newest?.state === 'exited' && newest.exitCode === 0) return status;
  const lastState = status.state.terminated ? status.state : status.lastState;
  return {
    ...status,
    lastState,
    state: { waiting: { reason: why.reason, ...(why.message ? { message: why.message } : {}) } },
  };
}
