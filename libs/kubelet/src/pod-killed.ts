/** A pod that the kubelet itself has ended: whoever waited for that goes on. */
import type { KubeletContext } from './context.ts';
import { onVictimKilled } from './eviction/eviction-round.ts';
import { onShutdownKilled } from './node-shutdown.ts';
import { onPreempted } from './preemption.ts';

export function onPodKilled(ctx: KubeletContext, uid: string): void {
  onVictimKilled(ctx, uid);
  onPreempted(ctx, uid);
  onShutdownKilled(ctx, uid);
}
