/** exec: runs a command in the container; exit code 0 is success. */
import type { ExecAction } from '#kube-api';
import type { ProbeHandler } from './handler.ts';

const OUTPUT_LIMIT = 10_240;

/** @source kubelet v1.37 pkg/probe/exec/exec.go */
export const exec: ProbeHandler<ExecAction> = {
  select: (probe) => probe.exec,
  ask: ({ command = [] }) => ({ kind: 'exec', command }),
  judge: (_part, outcome) => {
    if (outcome.kind === 'error') return { kind: 'error', message: outcome.message };
    if (outcome.kind !== 'exited' || outcome.code === 0) return { kind: 'success' };
    return { kind: 'failure', message: (outcome.stdout + outcome.stderr).slice(0, OUTPUT_LIMIT) };
  },
  timedOut: ({ command = [] }, { timeoutSeconds }) =>
    `command timed out: "${command.join(' ')}" timed out after ${timeoutSeconds}s`,
};
