/** What changed between two versions of a pod, in words. */
import type { ContainerState, ContainerStatus, Pod, PodCondition } from '#kube-api';

/** One text per change; for a new pod, what it is. */
export function podChanges(before: Pod | undefined, after: Pod): readonly string[] {
  if (!before) return [`created (${after.spec.containers.map(({ name }) => name).join(', ')})`];
  return [
    ...changed('phase', before.status?.phase, after.status?.phase),
    ...(before.spec.nodeName === after.spec.nodeName ? [] : [`on node ${after.spec.nodeName ?? '?'}`]),
    ...deletionChange(before, after),
    ...conditionChanges(before.status?.conditions ?? [], after.status?.conditions ?? []),
    ...containerChanges(statusesOf(before), statusesOf(after)),
  ];
}

const changed = (what: string, before: string | undefined, after: string | undefined): readonly string[] =>
  before === after ? [] : [`${what} ${before ?? 'none'} -> ${after ?? 'none'}`];

function deletionChange(before: Pod, after: Pod): readonly string[] {
  const seconds = after.metadata.deletionGracePeriodSeconds;
  return before.metadata.deletionGracePeriodSeconds === seconds || seconds === undefined
    ? []
    : [`terminating (grace ${seconds} s)`];
}

function conditionChanges(before: readonly PodCondition[], after: readonly PodCondition[]): readonly string[] {
  return after.flatMap(({ type, status, reason }) => {
    const old = before.find((condition) => condition.type === type);
    if (old?.status === status && old.reason === reason) return [];
    return [`${type}=${status}${reason ? ` (${reason})` : ''}`];
  });
}

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
  ...(status?.ephemeralContainerStatuses ?? []),
];

function containerChanges(before: readonly ContainerStatus[], after: readonly ContainerStatus[]): readonly string[] {
  return after.flatMap((status) => {
    const old = before.find(({ name }) => name === status.name);
    const state = stateText(status.state);
    const parts = [
      ...(old && stateText(old.state) === state ? [] : [state]),
      ...(old && old.ready !== status.ready ? [status.ready ? 'ready' : 'not ready'] : []),
      ...(old && old.restartCount !== status.restartCount ? [`restarts ${status.restartCount}`] : []),
    ];
    return parts.length === 0 ? [] : [`[${status.name}] ${parts.join(', ')}`];
  });
}

function stateText({ waiting, running, terminated }: ContainerState): string {
  if (running) return 'running';
  if (terminated) return `terminated (${terminated.reason ?? 'no reason'}, exit ${terminated.exitCode})`;
  return `waiting${waiting?.reason ? ` (${waiting.reason})` : ''}`;
}
