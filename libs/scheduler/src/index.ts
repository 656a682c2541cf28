/** Public face of the scheduler. */
export { DEFAULT_PLUGINS } from './default-plugins.ts';
export type { NodeInfo, PodRecord } from './node-info.ts';
export { admitsNode } from './node-selector.ts';
export { specRequest, type HostPort, type PodRequest } from './pod-request.ts';
export type {
  ClusterChanges,
  ClusterEvent,
  Cycle,
  FilterPlugin,
  Hints,
  NodeFilter,
  NodeScorer,
  Normalize,
  Preparation,
  Rejection,
  SchedulerPlugins,
  ScorePlugin,
} from './plugin.ts';
export { createScheduler, type Scheduler } from './scheduler.ts';
export {
  createSchedulerState,
  schedulerSubscriptions,
  type SchedulerHost,
  type SchedulerSettings,
  type SchedulerState,
} from './scheduler-state.ts';
export type { QueuedPod, SchedulingQueue } from './scheduling-queue.ts';
