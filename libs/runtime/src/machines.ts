/** The machine of a container: opened when it is needed, closed when the container has ended. */
import { plan } from '#kernel';
import {
  createMachine,
  createProcessTable,
  holdTable,
  makeFolders,
  readFile,
  resolvePath,
  shutDown,
  signalProcess,
  startProcess as startMachineProcess,
  writeFile,
  type ProcessTable,
} from '#shell';
import { serviceLinks } from './network/service-links.ts';
import { nodeOf, podOf, type ContainerRef } from './records.ts';
import { endSessions } from './session-ends.ts';
import type { ContainerMachine, RuntimeContainer, RuntimeHost } from './runtime-state.ts';
import { containerFiles } from './volumes/container-files.ts';
import { hostnameOf } from './volumes/host-files.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Whether PID 1 is a process of the machine, and not a program of the image's own. */
export const hasOwnProcess = ({ behavior }: RuntimeContainer): boolean => (behavior.userLand?.argv.length ?? 0) > 0;

/** Variables that every process of a container has: the runtime's, those of the spec, and links to services. */
function environmentOf(host: RuntimeHost, ref: ContainerRef, container: RuntimeContainer): Map<string, string> {
  const { setup } = container;
  const own = new Map([
    ['PATH', PATH],
    ['HOSTNAME', hostnameIn(host, ref, container)],
    ['HOME', '/root'],
    ...(setup?.env ?? []),
  ]);
  for (const [name, value] of setup ? serviceLinks(host.store, setup.pod) : [])
    if (!own.has(name)) own.set(name, value);
  return own;
}

export const workingDirOf = ({ setup }: RuntimeContainer): string =>
  resolvePath('/', setup?.container.workingDir ?? '/');

const hostnameIn = (host: RuntimeHost, { node, uid }: ContainerRef, { setup }: RuntimeContainer): string =>
  setup ? hostnameOf(setup.pod) : podOf(nodeOf(host, node), uid).name;

/** Whether the processes of the pod's containers see one another. */
export const sharesProcesses = ({ setup }: RuntimeContainer): boolean => setup?.pod.spec.shareProcessNamespace === true;

/** The table of a pod, held by the process of its sandbox. */
function tableOf(host: RuntimeHost, { node, uid }: ContainerRef): ProcessTable {
  const { tables } = nodeOf(host, node);
  let table = tables.get(uid);
  if (!table) {
    tables.set(uid, (table = createProcessTable()));
    holdTable(table, ['/pause']);
  }
  return table;
}

/** The container's machine, with its main process in it. */
export function openMachine(host: RuntimeHost, ref: ContainerRef, container: RuntimeContainer): ContainerMachine {
  const { machines } = nodeOf(host, ref.node);
  const open = machines.get(ref.id);
  if (open) return open;
  const { argv = [], dialect = 'dash' } = container.behavior.userLand ?? {};
  const { setup } = container;
  const machine = createMachine({
    hostname: hostnameIn(host, ref, container),
    dialect,
    epoch: host.epoch,
    ...(setup && { files: containerFiles(host, ref, setup) }),
    ...(sharesProcesses(container) && { shared: { home: ref.id, table: tableOf(host, ref) } }),
  });
  const cwd = workingDirOf(container);
  makeFolders(machine.files, cwd); // the runtime makes it when the image does not have it
  writeFile(machine.files, messagePath(container), '', host.now);
  const env = environmentOf(host, ref, container);
  startMachineProcess(machine, {
    argv: argv.length > 0 ? argv : [container.image],
    env,
    cwd,
    output: 'log',
  });
  const opened: ContainerMachine = { machine, env, wakeAt: null, execs: new Map() };
  machines.set(ref.id, opened);
  wakeMachine(host, ref, opened);
  return opened;
}

const messagePath = ({ setup }: RuntimeContainer): string =>
  setup?.container.terminationMessagePath || '/dev/termination-log';

/** The machine runs at once, by an entry of its own. */
export function wakeMachine(host: RuntimeHost, ref: ContainerRef, opened: ContainerMachine): void {
  if (opened.wakeAt === host.now) return;
  opened.wakeAt = host.now;
  planTurn(host, ref, opened);
}

/** Plans the entry that wakes the machine at its `wakeAt`. */
export function planTurn(host: RuntimeHost, { node, uid, id }: ContainerRef, { wakeAt }: ContainerMachine): void {
  if (wakeAt === null) return;
  plan(host, wakeAt - host.now, {
    owner: 'runtime',
    kind: 'machine-turn',
    payload: { ref: { node, uid, id }, at: wakeAt },
  });
}

export function signalMachine(host: RuntimeHost, ref: ContainerRef, signal: string): void {
  const opened = nodeOf(host, ref.node).machines.get(ref.id);
  if (!opened) return;
  signalProcess(opened.machine, opened.machine.mainPid, signal.replace(/^SIG/, ''));
  wakeMachine(host, ref, opened);
}

/** The container has ended: its processes and files are gone, its log and its last message stay. */
export function closeMachine(
  host: RuntimeHost,
  ref: ContainerRef,
  container: RuntimeContainer,
): { terminationMessage?: string } {
  const opened = nodeOf(host, ref.node).machines.get(ref.id);
  if (!opened) return {};
  const message = readFile(opened.machine.files, messagePath(container));
  shutDown(opened.machine, host.now);
  opened.wakeAt = null;
  opened.execs.clear();
  endSessions(host, opened);
  return 'text' in message && message.text !== '' ? { terminationMessage: message.text } : {};
}
