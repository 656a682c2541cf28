/** exec: runs a command in the container, without a time-out; exit code 0 is success. */
import type { ExecAction } from '#kube-api';
import type { HookHandler, HookResult, HookTarget } from './handler.ts';

/** @source kubelet v1.37 pkg/kubelet/lifecycle/handlers.go */
export const exec: HookHandler<ExecAction> = {
  select: (hook) => hook.exec,
  act: ({ command = [] }) => ({ kind: 'call', call: { kind: 'exec', command } }),
  judge: ({ command = [] }, outcome, target) => {
    if (outcome.kind === 'error') return failed(command, target, { error: outcome.message, output: '' });
    if (outcome.kind !== 'exited' || outcome.code === 0) return { kind: 'ok' };
    const error = `command '${command.join(' ')}' exited with ${outcome.code}: ${outcome.stderr}`;
    return failed(command, target, { error, output: outcome.stdout + outcome.stderr });
  },
};

function failed(command: readonly string[], target: HookTarget, why: { error: string; output: string }): HookResult {
  const about = `Exec lifecycle hook ([${command.join(' ')}]) for Container "${target.container}" in Pod "${target.podText}"`;
  return { kind: 'failed', message: `${about} failed - error: ${why.error}, message: ${JSON.stringify(why.output)}` };
}
