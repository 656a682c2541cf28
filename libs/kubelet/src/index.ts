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
export { defaultKubeletSettings, textbookKubeletSettings, type KubeletSettings } from './settings.ts';
export { isKubeletRunning, startKubelet, stopKubelet } from './kubelet-process.ts';
export { healthyConditions } from './node-status.ts';
export { cutOffKubelet, reconnectKubelet } from './partition.ts';
