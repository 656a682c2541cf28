/** The turns of a container's machine: what has ended is answered, what is to come is planned. */
import { drawHex, plan, type Address, type Instant } from '#kernel';
import {
  canRun,
  capturesOf,
  runMachine,
  signalProcess,
  startProcess,
  takeExit,
  takeSignals,
  textOfCapture,
  type Machine,
  type ProcessStart,
} from '#shell';
import { deliver, sendRequests } from './network/machine-network.ts';
import { openMachine, planTurn, wakeMachine, workingDirOf } from './machines.ts';
import { exitProcess, onInnerSignal } from './processes.ts';
import { answer, findContainer, nodeOf, type ContainerRef } from './records.ts';
import type { Outcome } from './outcome.ts';
import { settleSessions } from './session-ends.ts';
import type { ContainerMachine, RuntimeContainer, RuntimeHost } from './runtime-state.ts';

export function onMachineTurn(
  host: RuntimeHost,
  { ref, at }: { readonly ref: ContainerRef; readonly at: number },
): void {
  const opened = nodeOf(host, ref.node).machines.get(ref.id);
  if (!opened || opened.wakeAt !== at) return; // it was woken earlier, or has ended
  opened.wakeAt = null;
  turn(host, ref, opened);
}

/** A reply from the network: whoever waits for it goes on. */
export function onNetworkReply(
  host: RuntimeHost,
  { ref, ...delivery }: { readonly ref: ContainerRef } & Parameters<typeof deliver>[1],
): void {
  const opened = nodeOf(host, ref.node).machines.get(ref.id);
  if (!opened || findContainer(nodeOf(host, ref.node), ref)?.state !== 'running') return;
  deliver(opened, delivery);
  turn(host, ref, opened);
}

/** Runs what can run, and carries out what the processes want of others: of the network, and by signals. */
function run(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine): Instant | undefined {
  const { machine } = opened;
  const next = runMachine(machine, host.now);
  sendRequests(host, ref, opened);
  for (const signal of takeSignals(machine)) onInnerSignal(host, ref, signal);
  wakeReached(host, ref, machine.table);
  return next;
}

/** Machines of the pod whose processes got a signal have their turn. */
function wakeReached(host: RuntimeHost, { node, uid }: ContainerRef, { reached }: Machine['table']): void {
  if (reached.size === 0) return;
  for (const id of reached.keys()) {
    const other = nodeOf(host, node).machines.get(id);
    if (other) wakeMachine(host, { node, uid, id }, other);
  }
  reached.clear();
}

/** Runs what can run; ends the container when PID 1 has ended. */
function turn(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine): void {
  const { machine } = opened;
  const next = run(host, ref, opened);
  for (const pid of opened.execs.keys()) answerExec(host, ref, opened, pid);
  settleSessions(host, opened);
  const main = takeExit(machine, machine.mainPid);
  if (main) return exitProcess(host, ref, { code: main.code, why: 'exit' });
  if (next === undefined || next === opened.wakeAt) return;
  opened.wakeAt = next;
  planTurn(host, ref, opened);
}

function answerExec(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine, pid: number): void {
  const exec = opened.execs.get(pid);
  const outcome = exec && outcomeOf(opened, pid);
  if (!exec || !outcome) return;
  opened.execs.delete(pid);
  const running = nodeOf(host, ref.node).processes.get(ref.id)?.execs;
  const index = running?.findIndex(({ token }) => token === exec.token) ?? -1;
  running?.splice(index, index < 0 ? 0 : 1);
  answer(host, exec.reply, outcome);
}

function outcomeOf({ machine, execs }: ContainerMachine, pid: number): Outcome | undefined {
  const exec = execs.get(pid);
  const exit = takeExit(machine, pid);
  return (
    exec &&
    exit && { kind: 'exited', code: exit.code, stdout: textOfCapture(exec.stdout), stderr: textOfCapture(exec.stderr) }
  );
}

export interface MachineCall {
  readonly ref: ContainerRef;
  readonly container: RuntimeContainer;
  readonly command: readonly string[];
  readonly timeoutMs: number | undefined;
  readonly reply: Address;
}

/** How a command from outside began; `own`: it is a program of the image's own, which the machine does not know. */
export type MachineReply = 'own' | 'running' | Outcome;

/** Runs a command among the container's processes and files. */
export function execInMachine(
  host: RuntimeHost,
  { ref, container, command, timeoutMs, reply }: MachineCall,
): MachineReply {
  const opened = openMachine(host, ref, container);
  const { machine } = opened;
  const start: ProcessStart = {
    argv: command,
    env: opened.env,
    cwd: workingDirOf(container),
    output: 'capture',
  };
  if (!canRun(machine, start)) return container.behavior.userLand?.argv.length ? missing(host, ref, command) : 'own';
  const pid = startProcess(machine, start);
  const token = host.runtime.nextToken++;
  opened.execs.set(pid, { reply, token, ...capturesOf(machine, pid) });
  const next = run(host, ref, opened);
  const outcome = outcomeOf(opened, pid);
  planNext(host, ref, opened, next);
  if (outcome) opened.execs.delete(pid);
  else keep(host, ref, { pid, token, reply, timeoutMs });
  return outcome ?? 'running';
}

/** Runs the machine at once, for somebody outside who waits for what comes of it. */
export function runMachineNow(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine): void {
  const next = run(host, ref, opened);
  settleSessions(host, opened);
  planNext(host, ref, opened, next);
}

/** What else has ended is looked at by an entry of its own, so that this answer is not part of its story. */
function planNext(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine, next: number | undefined): void {
  const { machine } = opened;
  if (machine.processes.get(machine.mainPid)?.exit || next === undefined) wakeMachine(host, ref, opened);
  else if (next !== opened.wakeAt && opened.wakeAt !== host.now) {
    opened.wakeAt = next;
    planTurn(host, ref, opened);
  }
}

const missing = (host: RuntimeHost, ref: ContainerRef, command: readonly string[]): Outcome => ({
  kind: 'error',
  message: `rpc error: code = Unknown desc = ${missingProgram(host, ref, command)}`,
});

/** @source containerd v2.4 CRI ExecSync, runc v1.3 */
export function missingProgram(host: RuntimeHost, ref: ContainerRef, [file = '']: readonly string[]): string {
  const id = drawHex(host, nodeOf(host, ref.node).ids, 64);
  return `failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: exec: "${file}": executable file not found in $PATH`;
}

interface Running {
  readonly pid: number;
  readonly token: number;
  readonly reply: Address;
  readonly timeoutMs: number | undefined;
}

/** It runs until it is done, its time is over, or its container ends. */
function keep(host: RuntimeHost, { node, uid, id }: ContainerRef, { pid, token, reply, timeoutMs }: Running): void {
  nodeOf(host, node).processes.get(id)?.execs.push({ token, reply });
  if (timeoutMs === undefined) return;
  plan(host, timeoutMs, { owner: 'runtime', kind: 'exec-timeout', payload: { ref: { node, uid, id }, pid } });
}

/** The runtime kills a command whose time is over. */
export function onExecTimeout(
  host: RuntimeHost,
  { ref, pid }: { readonly ref: ContainerRef; readonly pid: number },
): void {
  const node = nodeOf(host, ref.node);
  const opened = node.machines.get(ref.id);
  if (!opened?.execs.has(pid) || findContainer(node, ref)?.state !== 'running') return;
  signalProcess(opened.machine, pid, 'KILL');
  wakeMachine(host, ref, opened);
}
