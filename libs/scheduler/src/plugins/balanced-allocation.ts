/** NodeResourcesBalancedAllocation: prefers nodes whose cpu and memory are used in equal measure. */
import { MAX_SCORE } from '../normalize.ts';
import type { Capacity } from '../node-info.ts';
import type { ScorePlugin } from '../plugin.ts';

/** @source kube-scheduler v1.37 plugins/noderesources: balanced_allocation.go */
export const balancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  prepare({ request }) {
    if (request.cpu === 0 && request.memory === 0) return undefined;
    return ({ capacity, cpu, memory }) => {
      const without = balance(capacity, cpu, memory);
      const withPod = balance(capacity, cpu + request.cpu, memory + request.memory);
      return MAX_SCORE / 2 + Math.trunc((MAX_SCORE / 2 + withPod - without) / 2);
    };
  },
};

/** 100 when the shares of cpu and memory in use are equal, less the more they differ. */
function balance(capacity: Capacity, cpu: number, memory: number): number {
  if (capacity.cpu === 0 || capacity.memory === 0) return MAX_SCORE;
  const difference = Math.min(1, cpu / capacity.cpu) - Math.min(1, memory / capacity.memory);
  return Math.floor((1 - Math.abs(difference) / 2) * MAX_SCORE);
}
