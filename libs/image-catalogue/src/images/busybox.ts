/** Images that hold a plain user land: they do what the container's command says. */
import type { RunBehavior } from '../behavior.ts';
import type { ContainerStart, Image } from '../image.ts';

const MISSING = (file: string): RunBehavior => ({
  startError: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${file}": executable file not found in $PATH`,
});

const plain = (repository: string, sizeBytes: number): Image => ({
  repository,
  sizeBytes,
  entrypoint: ['sh'],
  run: runCommand,
});

export const busybox: readonly Image[] = [
  plain('busybox', 2_217_000),
  plain('alpine', 3_650_000),
  plain('debian', 48_500_000),
  plain('ubuntu', 29_700_000),
];

const programs: Readonly<Record<string, (args: readonly string[]) => RunBehavior>> = {
  true: () => ({ exitAfter: 0, exitCode: 0 }),
  false: () => ({ exitAfter: 0, exitCode: 1 }),
  echo: (args) => ({ exitAfter: 0, exitCode: 0, logs: [{ at: 0, line: args.join(' ') }] }),
  sleep,
  // A shell without a terminal reads the end of its input and leaves.
  sh: (args) => (args[0] === '-c' ? runScript(args[1] ?? '') : { exitAfter: 0, exitCode: 0 }),
};

/** `sleep` as PID 1 has no TERM handler, so it ignores the signal. */
function sleep(args: readonly string[]): RunBehavior {
  const seconds = args.map(secondsOf).reduce((sum, value) => sum + value, 0);
  if (args.length === 0 || Number.isNaN(seconds)) return { exitAfter: 0, exitCode: 1 };
  return { onTerm: { ignore: true }, ...(Number.isFinite(seconds) ? { exitAfter: seconds, exitCode: 0 } : {}) };
}

const UNIT: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(text: string): number {
  if (text === 'infinity' || text === 'inf') return Infinity;
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
  return match ? Number(match[1]) * (UNIT[match[2] ?? ''] ?? 1) : Number.NaN;
}

function runCommand({ command, args }: ContainerStart): RunBehavior {
  const [file = 'sh', ...rest] = command.length > 0 ? [...command, ...args] : args.length > 0 ? args : ['sh'];
  const name = file.replace(/^(\/usr)?\/bin\//, '');
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  return program ? program(rest) : MISSING(file);
}

/**
 * The straight-line scripts that the catalogue understands: `sleep`, `echo`, `true`, `false`, `exit N`, joined by `;` or `&&`.
 * @divergence Any other script keeps the container running until TERM: the shell is not simulated yet.
 */
function runScript(script: string): RunBehavior {
  const logs: { at: number; line: string }[] = [];
  let at = 0;
  for (const statement of script.split(/;|&&|\n/).map((part) => part.trim())) {
    if (statement === '') continue;
    const [name = '', ...args] = statement.replaceAll(/["']/g, '').split(/\s+/);
    if (name === 'exit') return { exitAfter: at, exitCode: Number(args[0] ?? 0) & 255, logs, onTerm: { ignore: true } };
    const step = Object.hasOwn(programs, name) && name !== 'sh' ? programs[name]?.(args) : undefined;
    if (!step || /[|&<>$`(){}]/.test(statement)) return { logs };
    logs.push(...(step.logs ?? []).map(({ line }) => ({ at, line })));
    if (step.exitAfter === undefined) return { logs, onTerm: { ignore: true } };
    at += step.exitAfter;
    if (step.exitCode) return { exitAfter: at, exitCode: step.exitCode, logs };
  }
  return { exitAfter: at, exitCode: 0, logs, onTerm: { ignore: true } };
}
