/** Public face of the simulated container runtime (CRI). */
export {
  createContainer,
  removeContainer,
  startContainer,
  updateContainerResources,
  type CreateCall,
} from './containers.ts';
export {
  isImagePresent,
  pullImage,
  removeUnusedImages,
  setRegistryImage,
  type PullCall,
  type PullResult,
} from './images.ts';
export { logLines, type LogLine } from './logs.ts';
export { exitProcess, stopContainer, type Exit, type StopCall } from './processes.ts';
export { answer, findContainer, takeChangedPod, takeChangedPods, type ContainerRef } from './records.ts';
export type { Outcome } from './outcome.ts';
export { serviceLinks } from './network/service-links.ts';
export { cutOffNode } from './network/machine-network.ts';
export type { Asking, Call } from './connections.ts';
export { ask } from './requests.ts';
export {
  failSandboxes,
  killSandbox,
  removeSandboxes,
  runPodSandbox,
  stopPodSandbox,
  type CallResult,
  type SandboxCall,
} from './sandboxes.ts';
export { createRuntime, type Runtime } from './runtime.ts';
export {
  addNodeRuntime,
  createRuntimeState,
  type ContainerStateName,
  type HttpAnswer,
  type NodeRuntime,
  type Process,
  type ProcessSetup,
  type PullFailure,
  type RegistryImage,
  type RuntimeContainer,
  type RuntimeHost,
  type RuntimeLatencies,
  type RuntimePod,
  type RuntimeSettings,
  type RuntimeState,
  type Sandbox,
  type SessionEnd,
} from './runtime-state.ts';
export {
  closeSession,
  closeSessionInput,
  openExec,
  openRequest,
  readSession,
  writeToSession,
  type ExecSession,
  type RequestSession,
  type SessionPlace,
  type SessionView,
} from './sessions.ts';
export { containerUsage, setNodeUsage, setPodUsage, type Consumer } from './usage.ts';
export { refreshVolumes, volumeFilesOf, type RefreshCall } from './volumes/pod-volumes.ts';
export { addUsage, isNoUsage, noUsage, type Usage } from './usage-figures.ts';
