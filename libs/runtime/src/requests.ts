/** Requests into a pod: commands in a container, and whatever its ports answer. */
import { plan, type Address } from '#kernel';
import { replyAt, type Reply } from '#image-catalogue';
import { ageOf, apply, connect, type Asking, type Call, type Target } from './connections.ts';
import { execInMachine, type MachineReply } from './machine-turns.ts';
import type { Outcome } from './outcome.ts';
import { answer, nodeOf, recordCall, type ContainerRef } from './records.ts';
import type { Process, RuntimeHost } from './runtime-state.ts';

/**
 * Asks, and returns the outcome when it is there at once; otherwise the reply carries it later, or never (the callee
 * hangs): whoever asks keeps the time.
 */
export function ask(host: RuntimeHost, asking: Asking, call: Call, reply: Address): Outcome | undefined {
  return call.kind === 'exec' ? exec(host, asking, call.command, reply) : connect(host, asking, call, reply);
}

function exec(host: RuntimeHost, asking: Asking, command: readonly string[], reply: Address): Outcome | undefined {
  const node = nodeOf(host, asking.node);
  const pod = node.pods.get(asking.uid);
  const container = pod?.containers.find(({ id }) => id === asking.containerId);
  const process = node.processes.get(asking.containerId);
  if (!pod || !container || !process) return { kind: 'error', message: `container not found` };
  if (container.behavior.userLand) {
    const ref: ContainerRef = { node: node.name, uid: pod.uid, id: container.id };
    const begun = execInMachine(host, { ref, container, command, timeoutMs: asking.timeoutMs, reply });
    if (begun !== 'own') return recordExec(host, { node, pod, container }, command, begun);
  }
  return answerExec(host, { node, pod, container }, { command, reply, process });
}

interface ExecCall {
  readonly command: readonly string[];
  readonly reply: Address;
  readonly process: Process;
}

/** What the behavior says of a command. */
function answerExec(
  host: RuntimeHost,
  { node, pod, container }: Target,
  { command, reply, process }: ExecCall,
): Outcome | undefined {
  const words = command.join(' ');
  const rule = container.behavior.exec?.find(({ match }) => words.includes(match));
  const found = rule && replyAt(rule.timeline, ageOf(host, container));
  const facts = execFacts(found);
  recordCall(host, container, { call: 'ExecSync', node: node.name, attempt: container.attempt, command, ...facts });
  if (found?.error !== undefined) return { kind: 'error', message: `rpc error: code = Unknown desc = ${found.error}` };
  const outcome: Outcome = {
    kind: 'exited',
    code: found?.code ?? 0,
    stdout: found?.stdout ?? '',
    stderr: found?.stderr ?? '',
  };
  // The command is planned to end before what it does to the container, so that it ends first at equal times.
  const isDone = !found?.hang && !found?.latency;
  if (!isDone) keepExec(host, process.execs, reply);
  if (found?.latency && !found.hang) planExecEnd(host, { node: node.name, id: container.id, outcome }, found.latency);
  apply(host, { node, pod, container }, found?.effect);
  return isDone ? outcome : undefined;
}

/** A command that goes on has no code yet. */
function recordExec(
  host: RuntimeHost,
  { node, container }: Target,
  command: readonly string[],
  begun: Exclude<MachineReply, 'own'>,
): Outcome | undefined {
  const isDone = begun !== 'running';
  const facts = !isDone
    ? {}
    : begun.kind === 'exited'
      ? { code: begun.code, duration: 0 }
      : begun.kind === 'error'
        ? { error: begun.message }
        : {};
  recordCall(host, container, { call: 'ExecSync', node: node.name, attempt: container.attempt, command, ...facts });
  return isDone ? begun : undefined;
}

function planExecEnd(host: RuntimeHost, about: { node: string; id: string; outcome: Outcome }, seconds: number): void {
  const payload = { ...about, token: host.runtime.nextToken - 1 };
  plan(host, Math.round(seconds * 1000), { owner: 'runtime', kind: 'exec-done', payload });
}

const execFacts = (reply: Reply | undefined): Record<string, unknown> =>
  reply?.error === undefined
    ? { code: reply?.code ?? 0, duration: Math.round((reply?.latency ?? 0) * 1000) }
    : { error: reply.error };

/** The command runs until it is done or its container ends. */
function keepExec(host: RuntimeHost, execs: { token: number; reply: Address }[], reply: Address): void {
  execs.push({ token: host.runtime.nextToken++, reply });
}

export function onExecDone(
  host: RuntimeHost,
  {
    node,
    id,
    token,
    outcome,
  }: { readonly node: string; readonly id: string; readonly token: number; readonly outcome: Outcome },
): void {
  const process = nodeOf(host, node).processes.get(id);
  const index = process?.execs.findIndex((exec) => exec.token === token) ?? -1;
  if (!process || index < 0) return; // the container ended first, and the answer went out then
  const [done] = process.execs.splice(index, 1);
  if (done) answer(host, done.reply, outcome);
}
