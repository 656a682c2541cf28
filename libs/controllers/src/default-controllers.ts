/** The controllers that run by default, in the order in which they hear of a change. */
import type { Controller } from './controller.ts';
import { namespaceController } from './namespaces/namespace.ts';
import { nodeLifecycle } from './nodes/node-lifecycle.ts';
import { podGC } from './nodes/pod-gc.ts';
import { taintEviction } from './nodes/taint-eviction.ts';
import { endpointSliceController } from './services/endpoint-slice.ts';
import { disruptionController } from './policy/disruption.ts';
import { deploymentController } from './workloads/deployment.ts';
import { garbageCollector } from './workloads/garbage-collector.ts';
import { jobController } from './workloads/job.ts';
import { replicaSetController } from './workloads/replica-set.ts';

export const DEFAULT_CONTROLLERS: readonly Controller[] = [
  nodeLifecycle,
  taintEviction,
  podGC,
  namespaceController,
  deploymentController,
  jobController,
  replicaSetController,
  garbageCollector,
  endpointSliceController,
  disruptionController,
];
