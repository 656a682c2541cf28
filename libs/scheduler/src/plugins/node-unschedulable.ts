/** NodeUnschedulable: keeps pods off cordoned nodes. */
import { isTolerated, type Pod } from '#kube-api';
import { rejection, type FilterPlugin } from '../plugin.ts';

const NAME = 'NodeUnschedulable';
const CORDONED = rejection(NAME, 'node(s) were unschedulable', 'unresolvable');
const TAINT = Object.freeze({ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' as const });

const toleratesCordon = ({ spec }: Pod): boolean => isTolerated(TAINT, spec.tolerations);

/** @source kube-scheduler v1.37 plugins/nodeunschedulable */
export const nodeUnschedulable: FilterPlugin = {
  name: NAME,
  prepare: ({ pod }) =>
    toleratesCordon(pod) ? undefined : { filter: ({ node }) => (node.spec.unschedulable ? CORDONED : undefined) },
  wokenBy: {
    NodeAdd: (_, { node }) => !node.node.spec.unschedulable,
    NodeTaint: (_, { node, before }) => Boolean(before.spec.unschedulable) && !node.node.spec.unschedulable,
    PodUpdate: (_, { pod, before }) => toleratesCordon(pod) && !toleratesCordon(before),
  },
};
