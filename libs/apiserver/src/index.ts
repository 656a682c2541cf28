/** Public face of the API server. */
export { isTrue } from './options.ts';
export { createApiServerState, timestampOf, type ApiHost, type ApiServerState } from './api-host.ts';
export { bootstrapCluster } from './bootstrap.ts';
export type { Report } from './event-correlator.ts';
export { leaseEvent, sweepEvents } from './event-expiry.ts';
export { eventName } from './event-name.ts';
export {
  createEventRecorder,
  forgetObject,
  holdEvents,
  referenceTo,
  releaseEvents,
  reportEvent,
  type EventRecorder,
} from './event-recorder.ts';
export { handleRequest } from './handle-request.ts';
export { objectsAsOf, type Past } from './history.ts';
export { emptyNamespace, newMetadata, populateNamespace } from './namespace-content.ts';
export { generateName } from './names.ts';
export { deletePod, type DeletionOptions, type PodIdentity } from './pod-deletion.ts';
export { bindPod, setPodStatus, withCondition } from './pod-writes.ts';
export type { ApiRequest, ApiResponse, Connection, Method, UnreadableBody, Watch, WatchFrame } from './request.ts';
export { isTerminatingNamespace } from './terminating-namespace.ts';
export { bookmarkFrame, watchFrames, type WatchFrames } from './watch.ts';
