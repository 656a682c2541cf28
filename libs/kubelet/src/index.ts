/** Public face of the kubelet. */
export { createKubelet, kubeletSubscriptions, type Kubelet, type KubeletEngines } from './kubelet.ts';
export {
  addNodeKubelet,
  createKubeletState,
  type KubeletHost,
  type KubeletState,
  type NodeKubelet,
  type PodWorker,
} from './kubelet-state.ts';
export { kubeletSettingRanges, type Range } from './setting-ranges.ts';
export { defaultKubeletSettings, textbookKubeletSettings, type KubeletSettings } from './settings.ts';
export { isKubeletRunning, startKubelet, stopKubelet } from './kubelet-process.ts';
export { healthyConditions } from './node-conditions.ts';
export { requestEvictionRound } from './eviction/eviction-round.ts';
export { signalNames, type Signal } from './eviction/signals.ts';
export { cutOffKubelet, reconnectKubelet } from './partition.ts';
export { volumeSubscriptions } from './volume-updates.ts';
export { cancelShutdown, signalShutdown } from './node-shutdown.ts';
