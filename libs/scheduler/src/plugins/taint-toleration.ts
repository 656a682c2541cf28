/** TaintToleration: taints keep pods away that do not tolerate them, or make a node less attractive. */
import { isTolerated, type Pod, type Taint, type Toleration } from '#kube-api';
import { barringTaints } from '../node-info.ts';
import { normalizeDown } from '../normalize.ts';
import { rejection, type FilterPlugin, type ScorePlugin } from '../plugin.ts';

const NAME = 'TaintToleration';
const UNTOLERATED = rejection(NAME, 'node(s) had untolerated taint(s)', 'unresolvable');

function isBarred(taints: readonly Taint[], { spec: { tolerations } }: Pod): boolean {
  for (const taint of taints) if (!isTolerated(taint, tolerations)) return true;
  return false;
}

/** @source kube-scheduler v1.37 plugins/tainttoleration: Filter */
export const taintTolerationFilter: FilterPlugin = {
  name: NAME,
  prepare: ({ pod }) => ({
    filter: ({ barring }) => (barring.length > 0 && isBarred(barring, pod) ? UNTOLERATED : undefined),
  }),
  wokenBy: {
    NodeAdd: ({ pod }, { node }) => !isBarred(node.barring, pod),
    NodeTaint: ({ pod }, { node, before }) => !isBarred(node.barring, pod) && isBarred(barringTaints(before), pod),
    PodUpdate: (_, { pod, before }) => pod.spec.tolerations?.length !== before.spec.tolerations?.length,
  },
};

/** Fewer untolerated PreferNoSchedule taints are better. @source kube-scheduler v1.37 plugins/tainttoleration: Score */
export const taintTolerationScore: ScorePlugin = {
  name: NAME,
  weight: 3,
  prepare({ pod }, feasible) {
    if (feasible.every(({ discouraging }) => discouraging.length === 0)) return undefined;
    const tolerations = pod.spec.tolerations?.filter(mayTolerateDiscouragement);
    return ({ discouraging }) => discouraging.filter((taint) => !isTolerated(taint, tolerations)).length;
  },
  normalize: normalizeDown,
};

const mayTolerateDiscouragement = ({ effect }: Toleration): boolean => !effect || effect === 'PreferNoSchedule';
