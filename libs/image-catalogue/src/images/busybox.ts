/** Images that hold a plain user land: they do what the container's command says. */
import type { RunBehavior } from '../behavior.ts';
import type { ContainerStart, Image } from '../image.ts';

/** What the runtime says of a command that is not there. */
export const missingProgram = (file: string): RunBehavior => ({
  startError: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${file}": executable file not found in $PATH`,
});

const plain = (repository: string, sizeBytes: number, shell?: 'ash'): Image => ({
  repository,
  sizeBytes,
  entrypoint: ['sh'],
  ...(shell ? { shell } : {}),
  run: (start) => runCommand(start, shell ?? 'dash'),
});

export const busybox: readonly Image[] = [
  plain('busybox', 2_217_000, 'ash'),
  plain('alpine', 3_650_000, 'ash'),
  plain('debian', 48_500_000),
  plain('ubuntu', 29_700_000),
];

/** Folders of a root file system that hold programs. */
export const programName = (file: string): string => file.replace(/^\/(usr\/(local\/)?)?s?bin\//, '');

/** A user land has no entry point of its own: arguments alone are the command. */
function runCommand({ command, args, isProgram }: ContainerStart, dialect: 'ash' | 'dash'): RunBehavior {
  const words = [...command, ...args];
  const argv = words.length > 0 ? words : ['sh'];
  const [file = ''] = argv;
  return isProgram(programName(file)) ? { userLand: { argv, dialect } } : missingProgram(file);
}
