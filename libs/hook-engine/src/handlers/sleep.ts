/** sleep: waits so many seconds. */
import type { SleepAction } from '#kube-api';
import type { HookHandler } from './handler.ts';

/** @source kubelet v1.37 pkg/kubelet/lifecycle/handlers.go */
export const sleep: HookHandler<SleepAction> = {
  select: (hook) => hook.sleep,
  act: ({ seconds }) => ({ kind: 'wait', seconds }),
  judge: () => ({ kind: 'ok' }),
};
