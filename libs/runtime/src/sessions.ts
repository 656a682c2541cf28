/** Sessions: commands that are run in a container for somebody outside, who writes to them and reads what they say. */
import { canRun, capturesOf, inputOf, signalProcess, startProcess, textOfCapture } from '#shell';
import { openMachine, workingDirOf } from './machines.ts';
import { missingProgram, runMachineNow } from './machine-turns.ts';
import type { Outcome } from './outcome.ts';
import { findContainer, nodeOf, recordCall, type ContainerRef } from './records.ts';
import { ask } from './requests.ts';
import type {
  ContainerMachine,
  HttpAnswer,
  RuntimeContainer,
  RuntimeHost,
  Session,
  SessionEnd,
} from './runtime-state.ts';
import { createTerminal, typeAt } from './terminal.ts';

/** More at a time are refused. */
const SESSIONS_MAX = 64;

export interface ExecSession {
  /** Given by the caller; unique within the simulation. */
  readonly session: string;
  readonly ref: ContainerRef;
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

/**
 * Runs a command in a container, as the CRI's Exec does. What it says, and how it ends, is read with {@link readSession}; a command that
 * cannot be run ends at once, with an error.
 * @source containerd v2.4 CRI Exec
 */
export function openExec(host: RuntimeHost, call: ExecSession): void {
  const { sessions } = host.runtime;
  const session = newSession(call);
  const container = findContainer(nodeOf(host, call.ref.node), call.ref);
  if (sessions.size >= SESSIONS_MAX) session.end = { kind: 'error', message: 'too many sessions are open' };
  else if (container?.state !== 'running') session.end = { kind: 'error', message: 'container not found' };
  sessions.set(call.session, session);
  if (session.end || !container) return;
  recordExec(host, call, container);
  if (!beginInMachine(host, call, { session, container })) beginElsewhere(host, call, session);
}

const newSession = ({ ref, tty }: Pick<ExecSession, 'ref' | 'tty'>): Session => ({
  ref,
  pid: undefined,
  input: undefined,
  stdout: undefined,
  stderr: undefined,
  terminal: tty ? createTerminal() : undefined,
  answer: null,
  end: null,
});

function recordExec(host: RuntimeHost, { ref, command }: ExecSession, container: RuntimeContainer): void {
  recordCall(host, container, { call: 'Exec', node: ref.node, attempt: container.attempt, command });
}

interface Beginning {
  readonly session: Session;
  readonly container: RuntimeContainer;
}

/** False: the command is a program of the image's own, or the image has no user land. */
function beginInMachine(host: RuntimeHost, call: ExecSession, { session, container }: Beginning): boolean {
  const { userLand } = container.behavior;
  if (!userLand) return false;
  const { ref, command, stdin, tty } = call;
  const opened = openMachine(host, ref, container);
  const start = {
    argv: command,
    env: opened.env,
    cwd: workingDirOf(container),
    output: 'capture' as const,
    input: tty ? ('terminal' as const) : stdin ? ('pipe' as const) : undefined,
  };
  if (!canRun(opened.machine, start)) {
    if (userLand.argv.length > 0) session.end = { kind: 'error', message: missingProgram(host, ref, command) };
    return userLand.argv.length > 0;
  }
  const pid = startProcess(opened.machine, start);
  Object.assign(session, { pid, input: inputOf(opened.machine, pid), ...capturesOf(opened.machine, pid) });
  // A terminal that nobody types at has come to its end.
  if (!stdin && session.input?.outside) session.input.outside.isOpen = false;
  (opened.sessions ??= new Map()).set(pid, call.session);
  runMachineNow(host, ref, opened);
  return true;
}

/** What the image's behavior says of the command. */
function beginElsewhere(host: RuntimeHost, { session: id, ref, command }: ExecSession, session: Session): void {
  const { node, uid } = ref;
  const reply = { owner: 'runtime', kind: 'session-answered', payload: { session: id } };
  const outcome = ask(host, { node, uid, containerId: ref.id }, { kind: 'exec', command }, reply);
  if (outcome) endWith(session, outcome);
}

export function onSessionAnswered(
  host: RuntimeHost,
  { session: id, result }: { readonly session: string; readonly result: Outcome },
): void {
  const session = host.runtime.sessions.get(id);
  if (session && !session.end) endWith(session, result);
}

export interface RequestSession {
  readonly session: string;
  readonly ref: Omit<ContainerRef, 'id'>;
  readonly port: number;
  readonly path: string;
  readonly userAgent: string;
}

/** Sends an HTTP request to a port of a pod, from the pod's own network; the answer is read with {@link readSession}. */
export function openRequest(host: RuntimeHost, { session: id, ref, port, path, userAgent }: RequestSession): void {
  const { sessions } = host.runtime;
  const session = newSession({ ref: { ...ref, id: '' }, tty: false });
  sessions.set(id, session);
  const pod = nodeOf(host, ref.node).pods.get(ref.uid);
  const sandbox = pod?.sandboxes.at(-1);
  if (sandbox?.state !== 'ready') return endWith(session, { kind: 'refused' });
  const address = sandbox.ip || nodeOf(host, ref.node).hostIP;
  const reply = { owner: 'runtime', kind: 'session-answered', payload: { session: id } };
  const asking = { node: ref.node, uid: ref.uid, containerId: '', userAgent };
  const outcome = ask(host, asking, { kind: 'http', host: address, port, path }, reply);
  if (outcome) endWith(session, outcome);
}

function endWith(session: Session, outcome: Outcome): void {
  if (outcome.kind === 'exited') {
    session.stdout = { kind: 'capture', text: outcome.stdout };
    session.stderr = { kind: 'capture', text: outcome.stderr };
    session.end = { kind: 'exited', code: outcome.code };
  } else if (outcome.kind === 'response') {
    session.answer = { status: outcome.status, body: outcome.body, location: outcome.location };
    session.end = { kind: 'exited', code: 0 };
  } else session.end = { kind: 'error', message: outcome.kind === 'error' ? outcome.message : outcome.kind };
}

/** Text for the standard input of a session; what comes for one that has ended is lost. */
export function writeToSession(host: RuntimeHost, id: string, text: string): void {
  const session = host.runtime.sessions.get(id);
  const opened = session && machineOf(host, session);
  if (!session?.input?.outside?.isOpen || !opened) return;
  if (session.terminal)
    typeAt({ ...session, terminal: session.terminal, input: session.input, machine: opened.machine }, text);
  else session.input.text += text;
  runMachineNow(host, session.ref, opened);
}

/** The standard input has come to its end. */
export function closeSessionInput(host: RuntimeHost, id: string): void {
  const session = host.runtime.sessions.get(id);
  const opened = session && machineOf(host, session);
  if (!session?.input?.outside?.isOpen || !opened) return;
  session.input.outside.isOpen = false;
  runMachineNow(host, session.ref, opened);
}

/**
 * Nobody listens any more: the session is forgotten, and its command hears HUP.
 * @divergence without a terminal the real command goes on until it writes
 */
export function closeSession(host: RuntimeHost, id: string): void {
  const session = host.runtime.sessions.get(id);
  if (!session) return;
  const opened = machineOf(host, session);
  if (opened && session.pid !== undefined && !session.end) {
    signalProcess(opened.machine, session.pid, 'HUP');
    if (session.input?.outside) session.input.outside.isOpen = false;
    runMachineNow(host, session.ref, opened);
  }
  host.runtime.sessions.delete(id);
}

const machineOf = (host: RuntimeHost, { ref }: Session): ContainerMachine | undefined =>
  nodeOf(host, ref.node).machines.get(ref.id);

/** How much of a session's output was read already, in characters. */
export interface SessionPlace {
  readonly stdout: number;
  readonly stderr: number;
}

/** What a session has said since a place, and how it ended. */
export interface SessionView {
  readonly stdout: string;
  readonly stderr: string;
  readonly place: SessionPlace;
  /** Of a request. */
  readonly answer: HttpAnswer | null;
  readonly end: SessionEnd | null;
}

/** Reads a session on from a place; absent for one that is not there. At a terminal lines end as terminals want it. */
export function readSession({ runtime }: RuntimeHost, id: string, from: SessionPlace): SessionView | undefined {
  const session = runtime.sessions.get(id);
  if (!session) return undefined;
  const { terminal, answer, end } = session;
  const [out, errors] = [textOfCapture(session.stdout), terminal ? '' : textOfCapture(session.stderr)];
  const stdout = out.slice(from.stdout);
  return {
    stdout: terminal ? stdout.replaceAll('\n', '\r\n') : stdout,
    stderr: errors.slice(from.stderr),
    place: { stdout: out.length, stderr: errors.length },
    answer,
    end,
  };
}
