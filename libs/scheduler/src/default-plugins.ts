/** The default plugins, in kube-scheduler's order: filters run from the top and the first rejection counts. */
import type { SchedulerPlugins } from './plugin.ts';
import { balancedAllocation } from './plugins/balanced-allocation.ts';
import { interPodAffinityFilter, interPodAffinityScore } from './plugins/inter-pod-affinity.ts';
import { nodeAffinityFilter, nodeAffinityScore } from './plugins/node-affinity.ts';
import { nodeName } from './plugins/node-name.ts';
import { nodePorts } from './plugins/node-ports.ts';
import { leastAllocated, nodeResourcesFit } from './plugins/node-resources-fit.ts';
import { nodeUnschedulable } from './plugins/node-unschedulable.ts';
import { podTopologySpreadFilter, podTopologySpreadScore } from './plugins/pod-topology-spread.ts';
import { taintTolerationFilter, taintTolerationScore } from './plugins/taint-toleration.ts';
import { volumeBinding } from './plugins/volume-binding.ts';

/** @source kube-scheduler v1.37 pkg/scheduler/apis/config: getDefaultPlugins */
export const DEFAULT_PLUGINS: SchedulerPlugins = {
  filters: [
    nodeUnschedulable,
    nodeName,
    taintTolerationFilter,
    nodeAffinityFilter,
    nodePorts,
    nodeResourcesFit,
    volumeBinding,
    podTopologySpreadFilter,
    interPodAffinityFilter,
  ],
  scores: [
    taintTolerationScore,
    nodeAffinityScore,
    leastAllocated,
    podTopologySpreadScore,
    interPodAffinityScore,
    balancedAllocation,
  ],
};
