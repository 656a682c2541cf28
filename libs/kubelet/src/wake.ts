/** Waking a pod's worker: an entry of its own, so that whoever wakes it need not know what it does. */
import { plan } from '#kernel';
import type { KubeletContext } from './context.ts';
import type { PodWorker } from './kubelet-state.ts';

/** Makes the worker run once more: now if it is idle, else when its activity is over. */
export function wake({ host }: KubeletContext, worker: PodWorker): void {
  if (worker.state === 'finished') return;
  worker.isUpdatePending = true;
  if (worker.activity || worker.isRunPlanned) return;
  worker.isRunPlanned = true;
  plan(host, 0, { owner: 'kubelet', kind: 'run', payload: { uid: worker.uid } });
}
