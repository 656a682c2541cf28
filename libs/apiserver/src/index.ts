/** Public face of the API server. */
export { createApiServerState, timestampOf, type ApiHost, type ApiServerState } from './api-host.ts';
export { bindPod, setPodStatus } from './pod-writes.ts';
export type { ApiRequest, ApiResponse, Method, Watch, WatchFrame } from './request.ts';
