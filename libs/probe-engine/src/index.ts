/** Public face of the probe engine. */
export { defaultProbeHandlers, probeHandlers, type ProbeHandlers } from './handlers/index.ts';
export type { ProbeHandler, ProbeTarget, Verdict } from './handlers/handler.ts';
export {
  createProbeEngine,
  removeWorkers,
  workersOf,
  type ProbeClient,
  type ProbeEngine,
  type ProbePlace,
  type Resumption,
} from './probe-engine.ts';
export { probeTypeNames, probeTypes, type ProbeResult, type ProbeType } from './probe-types.ts';
export {
  createProbeState,
  findWorker,
  resultOf,
  type ProbedPod,
  type ProbeHost,
  type ProbeState,
  type ProbeWorker,
} from './probe-worker.ts';
