/** The machine of a container: opened when it is needed, closed when the container has ended. */
import { plan } from '#kernel';
import {
  createMachine,
  readFile,
  resolvePath,
  shutDown,
  signalProcess,
  startProcess as startMachineProcess,
  writeFile,
} from '#shell';
import { nodeOf, podOf, type ContainerRef } from './records.ts';
import type { ContainerMachine, ProcessSetup, RuntimeContainer, RuntimeHost } from './runtime-state.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const bare: ProcessSetup = { env: new Map(), workingDir: '', terminationMessagePath: '' };

/** Whether PID 1 is a process of the machine, and not a program of the image's own. */
export const hasOwnProcess = ({ behavior }: RuntimeContainer): boolean => (behavior.userLand?.argv.length ?? 0) > 0;

/** Variables that every process of a container has: the runtime's, then those of the spec. */
export function environmentOf(
  host: RuntimeHost,
  ref: ContainerRef,
  { setup = bare }: RuntimeContainer,
): Map<string, string> {
  const { name } = podOf(nodeOf(host, ref.node), ref.uid);
  return new Map([['PATH', PATH], ['HOSTNAME', name], ['HOME', '/root'], ...setup.env]);
}

export const workingDirOf = ({ setup = bare }: RuntimeContainer): string => resolvePath('/', setup.workingDir);

/** The container's machine, with PID 1 in it. */
export function openMachine(host: RuntimeHost, ref: ContainerRef, container: RuntimeContainer): ContainerMachine {
  const { machines } = nodeOf(host, ref.node);
  const open = machines.get(ref.id);
  if (open) return open;
  const { argv = [], dialect = 'dash' } = container.behavior.userLand ?? {};
  const { name } = podOf(nodeOf(host, ref.node), ref.uid);
  const machine = createMachine({ hostname: name, dialect, epoch: host.epoch });
  makeFolders(machine.files, workingDirOf(container));
  writeFile(machine.files, messagePath(container), '', host.now);
  const cwd = workingDirOf(container);
  startMachineProcess(machine, {
    argv: argv.length > 0 ? argv : [container.image],
    env: environmentOf(host, ref, container),
    cwd,
    output: 'log',
  });
  const opened: ContainerMachine = { machine, wakeAt: null, execs: new Map() };
  machines.set(ref.id, opened);
  wakeMachine(host, ref, opened);
  return opened;
}

const messagePath = ({ setup = bare }: RuntimeContainer): string =>
  setup.terminationMessagePath || '/dev/termination-log';

/** The runtime makes the working folder when the image does not have it. */
function makeFolders(files: ContainerMachine['machine']['files'], path: string): void {
  const parts = path.split('/').filter(Boolean);
  parts.forEach((_part, index) => {
    const folder = `/${parts.slice(0, index + 1).join('/')}`;
    if (!files.has(folder)) files.set(folder, { kind: 'folder', mode: 0o755, at: 0 });
  });
}

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
  signalProcess(opened.machine, 1, signal.replace(/^SIG/, ''));
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
  return 'text' in message && message.text !== '' ? { terminationMessage: message.text } : {};
}
