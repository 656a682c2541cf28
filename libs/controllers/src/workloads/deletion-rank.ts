/** Which pods of a replica set go first when it is scaled down. */
import { findCondition, isPodReady, parseTime, type Pod } from '#kube-api';

const COST = 'controller.kubernetes.io/pod-deletion-cost';
const phases: readonly string[] = ['Pending', 'Unknown', 'Running'];

type Compare = (a: Pod, b: Pod) => number;

const byNumber =
  (read: (pod: Pod) => number): Compare =>
  (a, b) =>
    read(a) - read(b);

const readySince = ({ status }: Pod): number => {
  const time = findCondition(status?.conditions, 'Ready')?.lastTransitionTime;
  return time ? parseTime(time) : 0;
};

const restarts = ({ status }: Pod): number =>
  Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));

/**
 * The pods in the order in which they are deleted: what serves least, and what is youngest, goes first.
 * @source kube-controller-manager v1.37 pkg/controller: ActivePodsWithRanks
 */
export function inDeletionOrder(pods: readonly Pod[]): readonly Pod[] {
  const perNode = new Map<string, number>();
  for (const { spec } of pods) perNode.set(spec.nodeName ?? '', (perNode.get(spec.nodeName ?? '') ?? 0) + 1);
  const criteria: readonly Compare[] = [
    byNumber(({ spec }) => (spec.nodeName ? 1 : 0)),
    byNumber(({ status }) => phases.indexOf(status?.phase ?? 'Pending')),
    byNumber((pod) => (isPodReady(pod) ? 1 : 0)),
    byNumber(({ metadata }) => Number(metadata.annotations?.[COST] ?? 0)),
    byNumber(({ spec }) => -(perNode.get(spec.nodeName ?? '') ?? 0)),
    byNumber((pod) => (isPodReady(pod) ? -readySince(pod) : 0)),
    byNumber((pod) => -restarts(pod)),
    byNumber(({ metadata }) => -parseTime(metadata.creationTimestamp ?? '')),
  ];
  const compare: Compare = (a, b) => {
    for (const criterion of criteria) {
      const order = criterion(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
  return pods.toSorted(compare);
}
