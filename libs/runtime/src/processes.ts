/** The main process of a container: it starts, gets signals, and ends. */
import { plan, required, type Address } from '#kernel';
import { DEFAULT_TERM_SECONDS, findImage, type RunBehavior } from '#image-catalogue';
import {
  answer,
  findContainer,
  nodeOf,
  recordCall,
  recordProcess,
  replaceContainer,
  type ContainerRef,
} from './records.ts';
import { closeMachine, hasOwnProcess, openMachine, sharesProcesses, signalMachine } from './machines.ts';
import type { RuntimeContainer, RuntimeHost } from './runtime-state.ts';

/** How a process ended. */
export interface Exit {
  readonly code: number;
  /** `exit`, `OOM`, `effect` or a signal: `SIGTERM` or the image's own stop signal, `SIGKILL`. */
  readonly why: string;
}

const KILLED = 137;
const toMs = (seconds: number): number => Math.round(seconds * 1000);

/** The process of a created container runs from now on. */
export function startProcess(host: RuntimeHost, ref: ContainerRef): void {
  const container = replaceContainer(host, ref, { state: 'running', startedAt: host.now });
  const { behavior } = container;
  nodeOf(host, ref.node).processes.set(ref.id, { isTermSent: false, stops: [], execs: [] });
  if (hasOwnProcess(container) || sharesProcesses(container)) openMachine(host, ref, container);
  if (behavior.exitAfter !== undefined)
    planExit(host, ref, behavior.exitAfter, { code: behavior.exitCode ?? 0, why: 'exit' });
  if (behavior.oomAfter !== undefined) planExit(host, ref, behavior.oomAfter, { code: oomCode(behavior), why: 'OOM' });
}

/** The main process itself is killed, unless it has a code of its own for the loss of a child. */
const oomCode = ({ exitAfter, exitCode }: RunBehavior): number =>
  exitAfter === undefined ? (exitCode ?? KILLED) : KILLED;

/** Plans that a container's process ends `seconds` from now, if it still runs then. */
export function planExit(host: RuntimeHost, ref: ContainerRef, seconds: number, exit: Exit): void {
  plan(host, toMs(seconds), { owner: 'runtime', kind: 'process-exit', payload: { ref, exit } });
}

export function onProcessExit(
  host: RuntimeHost,
  { ref, exit }: { readonly ref: ContainerRef; readonly exit: Exit },
): void {
  if (nodeOf(host, ref.node).processes.has(ref.id)) exitProcess(host, ref, exit);
}

/** Ends a running process: its container is exited, commands in it die, calls that waited for the end are answered. */
export function exitProcess(host: RuntimeHost, ref: ContainerRef, exit: Exit): void {
  const node = nodeOf(host, ref.node);
  const process = required(node.processes.get(ref.id), 'process of container', ref.id);
  node.processes.delete(ref.id);
  const running = required(findContainer(node, ref), 'container', ref.id);
  recordProcess(host, running, { call: 'exit', code: exit.code, why: exit.why }); // the cause of the change
  const container = replaceContainer(host, ref, {
    state: 'exited',
    exitCode: exit.code,
    finishedAt: host.now,
    reason: reasonOf(exit),
    ...closeMachine(host, ref, running),
  });
  for (const { reply } of process.execs) answer(host, reply, { kind: 'exited', code: KILLED, stdout: '', stderr: '' });
  for (const { reply, begunAt, timeout } of process.stops) {
    const { attempt } = container;
    const duration = host.now - begunAt;
    recordCall(host, container, { call: 'StopContainer', node: node.name, attempt, timeout, duration });
    answer(host, reply, { kind: 'ok', id: ref.id });
  }
}

const reasonOf = ({ code, why }: Exit): string => (why === 'OOM' ? 'OOMKilled' : code === 0 ? 'Completed' : 'Error');

export interface StopCall extends ContainerRef {
  /** Seconds between TERM and KILL. */
  readonly timeout: number;
}

/**
 * Stops a container: TERM once, KILL after the time-out; the reply comes when it has ended. No process: nothing to do.
 * @source containerd v2.4 CRI StopContainer
 */
export function stopContainer(host: RuntimeHost, call: StopCall, reply: Address): void {
  const node = nodeOf(host, call.node);
  const container = findContainer(node, call);
  if (!container) return answer(host, reply, { kind: 'ok', id: call.id });
  const data = { node: node.name, attempt: container.attempt, timeout: call.timeout };
  recordCall(host, container, { call: 'StopContainer.begin', ...data });
  const process = node.processes.get(call.id);
  if (!process) {
    recordCall(host, container, { call: 'StopContainer', ...data, duration: 0 });
    return answer(host, reply, { kind: 'ok', id: call.id });
  }
  process.stops.push({ reply, begunAt: host.now, timeout: call.timeout });
  if (!process.isTermSent) sendTerm(host, call);
  process.isTermSent = true;
  plan(host, toMs(call.timeout), {
    owner: 'runtime',
    kind: 'kill',
    payload: { node: call.node, uid: call.uid, id: call.id },
  });
}

function sendTerm(host: RuntimeHost, ref: ContainerRef): void {
  const node = nodeOf(host, ref.node);
  const container = required(findContainer(node, ref), 'container', ref.id);
  const signal = findImage(container.image)?.stopSignal ?? 'SIGTERM';
  recordProcess(host, container, { call: signal });
  if (hasOwnProcess(container)) signalMachine(host, ref, signal);
  else obey(host, ref, container, signal);
}

/** A program of the image's own ends as its behavior says. */
function obey(host: RuntimeHost, ref: ContainerRef, { behavior }: RuntimeContainer, signal: string): void {
  const { ignore, exitAfter, exitCode } = behavior.onTerm ?? {};
  if (!ignore) planExit(host, ref, exitAfter ?? DEFAULT_TERM_SECONDS, { code: exitCode ?? 0, why: signal });
}

const ending = new Set(['TERM', 'INT', 'QUIT']);

/** A signal from a process of the pod; as PID 1 a program cannot be killed from inside. */
export function onInnerSignal(host: RuntimeHost, ref: ContainerRef, signal: string): void {
  const container = findContainer(nodeOf(host, ref.node), ref);
  if (container?.state !== 'running') return;
  const isStop = ending.has(signal) || `SIG${signal}` === findImage(container.image)?.stopSignal;
  if (isStop) obey(host, ref, container, `SIG${signal}`);
  else if (signal === 'KILL' && sharesProcesses(container)) planExit(host, ref, 0, { code: KILLED, why: 'SIGKILL' });
}

export function onKill(host: RuntimeHost, ref: ContainerRef): void {
  const node = nodeOf(host, ref.node);
  const container = findContainer(node, ref);
  if (!container || !node.processes.has(ref.id)) return;
  recordProcess(host, container, { call: 'SIGKILL' });
  exitProcess(host, ref, { code: KILLED, why: 'SIGKILL' });
}
