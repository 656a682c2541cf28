/** Handles the runtime's own agenda entries: calls that complete, processes that end. */
import { required, type AgendaEntry } from '#kernel';
import { onContainerCreated, onContainerStarted } from './containers.ts';
import { onImagePulled } from './images.ts';
import { onKill, onProcessExit } from './processes.ts';
import { onExecTimeout, onMachineTurn, onNetworkReply } from './machine-turns.ts';
import { onExecDone } from './requests.ts';
import { onSessionAnswered } from './sessions.ts';
import { onSandboxReady, onSandboxStopped } from './sandboxes.ts';
import type { RuntimeHost } from './runtime-state.ts';

// Each handler's payload is written by the call of the same file that plans the entry.
const handlers: Readonly<Record<string, (host: RuntimeHost, payload: never) => void>> = {
  'sandbox-ready': onSandboxReady,
  'sandbox-stopped': onSandboxStopped,
  'container-created': onContainerCreated,
  'container-started': onContainerStarted,
  'process-exit': onProcessExit,
  'exec-done': onExecDone,
  'exec-timeout': onExecTimeout,
  'machine-turn': onMachineTurn,
  'network-reply': onNetworkReply,
  'session-answered': onSessionAnswered,
  'image-pulled': onImagePulled,
  kill: onKill,
};

/** The container runtime of a simulation: a stateless engine over {@link RuntimeHost}. */
export interface Runtime {
  handle(host: RuntimeHost, entry: AgendaEntry): void;
}

export function createRuntime(): Runtime {
  return {
    handle: (host, entry) =>
      required(handlers[entry.kind], 'runtime handler for', entry.kind)(host, entry.payload as never), // see handlers
  };
}
