/** Waking a pod's worker: an entry of its own, so that whoever wakes it need not know what it does. */
import { joinCauses, plan } from '#kernel';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';

/** Makes the worker run once more, because of what is being done now: at once if it is idle, else when its activity is over. */
export function wake(ctx: KubeletContext, worker: PodWorker): void {
  if (worker.state === 'finished') return;
  worker.causes = joinCauses(worker.causes, ctx.host.causes);
  runAgain(ctx, worker);
}

/** The same for what was asked before, when the worker knows why; else what is being done now is why. */
export function runAgain({ host }: KubeletContext, worker: PodWorker): void {
  if (worker.state === 'finished') return;
  if (worker.causes.length === 0) worker.causes = host.causes;
  worker.isUpdatePending = true;
  if (worker.activity || worker.isRunPlanned) return;
  worker.isRunPlanned = true;
  plan(host, 0, { owner: 'kubelet', kind: 'run', payload: { worker } });
}
