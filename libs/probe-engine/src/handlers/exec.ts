/** exec: runs a command in the container; exit code 0 is success. */
import type { EnvVar, ExecAction } from '#kube-api';
import type { ProbeHandler, ProbeTarget } from './handler.ts';

const OUTPUT_LIMIT = 10_240;

/** @source kubelet v1.37 pkg/probe/exec/exec.go */
export const exec: ProbeHandler<ExecAction> = {
  select: (probe) => probe.exec,
  ask: (part, target) => ({ kind: 'exec', command: commandOf(part, target) }),
  judge: (_part, outcome) => {
    if (outcome.kind === 'error') return { kind: 'error', message: outcome.message };
    if (outcome.kind !== 'exited' || outcome.code === 0) return { kind: 'success' };
    return { kind: 'failure', message: (outcome.stdout + outcome.stderr).slice(0, OUTPUT_LIMIT) };
  },
  timedOut: (part, target) =>
    `command timed out: "${commandOf(part, target).join(' ')}" timed out after ${target.timeoutSeconds}s`,
};

const commandOf = ({ command = [] }: ExecAction, { env }: ProbeTarget): readonly string[] =>
  command.map((word) => expand(word, env));

/**
 * `$(NAME)` with the literal value of the spec, `$$` as `$`; what the spec does not name stays as it is.
 * @source kubelet v1.37 pkg/kubelet/container/helpers.go ExpandContainerCommandOnlyStatic
 */
function expand(word: string, env: readonly EnvVar[]): string {
  return word.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (reference, name: string | undefined) => {
    if (name === undefined) return '$';
    const variable = env.findLast((one) => one.name === name);
    return variable ? (variable.value ?? '') : reference;
  });
}
