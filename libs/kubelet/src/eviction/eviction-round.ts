/** Rounds of the eviction manager: they look at what is used, and end a pod when the node runs short. */
import { planAt, SECOND, type Instant } from '#kernel';
import { removeContainer, removeUnusedImages } from '#runtime';
import { podEvent, type KubeletContext } from '../context.ts';
import { isCritical } from '../critical-pod.ts';
import { killPod } from '../kill-pod.ts';
import type { KubeletHost, NodeKubelet, PodWorker } from '../kubelet-state.ts';
import { nextTick } from '../node-loops.ts';
import { nodeEvent, requestRound } from '../node-status.ts';
import { evictionTexts, type Shortage } from './eviction-message.ts';
import { excessText } from './local-storage.ts';
import { isAnythingUsed, observeNode, statsOf } from './node-usage.ts';
import { rankPods, type Candidate } from './ranking.ts';
import { signals, type Observations } from './signals.ts';
import { isAnyCrossed, judge, thresholdsOf, type Threshold } from './thresholds.ts';

const REASON = 'Evicted';
/** Seconds that a pod gets to end in when there is no time left. */
const IMMEDIATE_GRACE = 1;
const CLEAN_UP_MS = 30 * SECOND;
const CLEAN_UP_POLL_MS = SECOND;

/**
 * Makes the next round happen if it could find anything: nothing is used on the usual node, and no round is materialised
 * there.
 * @divergence every kubelet has its rounds at the same moments, until it has evicted something
 */
export function requestEvictionRound(host: KubeletHost, node: NodeKubelet): void {
  const { eviction, process } = node;
  const hasReason = eviction.conditions.length > 0 || isAnythingUsed(host, node);
  if (!hasReason || !process.isRunning || eviction.isPlanned || eviction.victims.length > 0) return;
  const period = host.kubelets.settings.evictionPeriodMs;
  planStep(
    host,
    node,
    'eviction-round',
    nextTick(eviction.roundAt % period, period, Math.max(host.now - 1, eviction.roundAt)),
  );
}

type StepKind = 'eviction-round' | 'eviction-clean-up';

function planStep(host: KubeletHost, node: NodeKubelet, kind: StepKind, at: Instant): void {
  node.eviction.isPlanned = true;
  node.eviction.token += 1;
  planAt(host, at, { owner: 'kubelet', kind, payload: { node: node.name, token: node.eviction.token } });
}

/** The entry of a planned round; void when something else was planned since. */
export function onEvictionRound(ctx: KubeletContext, token: number | undefined): void {
  if (token === ctx.node.eviction.token) holdRound(ctx);
}

/** The entry of a look at the victims; void like that of a round. */
export function onEvictionCleanUp(ctx: KubeletContext, token: number | undefined): void {
  if (token === ctx.node.eviction.token) lookAtVictims(ctx);
}

/**
 * One round. Local storage comes first, and ends the round when it has victims; else at most one pod is evicted.
 * @source kubelet v1.37 pkg/kubelet/eviction/eviction_manager.go synchronize
 */
function holdRound(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const { eviction } = node;
  eviction.isPlanned = false;
  eviction.roundAt = host.now;
  const observations = observeNode(ctx);
  if (!observations) return requestEvictionRound(host, node);
  const verdict = judge(host.kubelets.settings, eviction.crossings, { observations, now: host.now });
  eviction.crossings = verdict.crossings;
  if (verdict.conditions.join() !== eviction.conditions.join()) requestRound(ctx);
  eviction.conditions = verdict.conditions;
  const exceeding = evictExceeding(ctx);
  eviction.victims = exceeding.length > 0 ? exceeding : relieve(ctx, verdict.met, observations);
  requestEvictionRound(host, node);
}

type Contender = Candidate & { readonly worker: PodWorker };

/** Pods of which something may still run. */
function contenders(ctx: KubeletContext): readonly Contender[] {
  const active: Contender[] = [];
  for (const worker of ctx.node.workers.values())
    if (worker.state === 'sync' || worker.state === 'terminating')
      active.push({ worker, pod: worker.pod, stats: statsOf(ctx, worker) });
  return active;
}

/** Evicts every pod that goes beyond a limit of local storage. @divergence all at once, not one after another */
function evictExceeding(ctx: KubeletContext): readonly string[] {
  const victims: string[] = [];
  for (const { worker, pod, stats } of contenders(ctx)) {
    const message = stats && excessText(pod, stats);
    if (message === undefined || isCritical(pod)) continue;
    podEvent(ctx, worker, { type: 'Warning', reason: REASON, message });
    killPod(ctx, worker, { reason: REASON, message, isEviction: true }, IMMEDIATE_GRACE);
    victims.push(worker.uid);
  }
  return victims;
}

/** Makes room for the resource that is shortest: by clearing up, else by evicting the first pod that may be evicted. */
function relieve(ctx: KubeletContext, met: readonly Threshold[], observations: Observations): readonly string[] {
  const [first] = met;
  if (!first) return [];
  const { resource, pressure } = signals[first.signal];
  nodeEvent(ctx.host, ctx.node, {
    type: 'Warning',
    reason: 'EvictionThresholdMet',
    message: `Attempting to reclaim ${resource}`,
  });
  if (pressure === 'DiskPressure' && clearUp(ctx)) return [];
  const shortage = { resource, thresholds: met, observations };
  const victim = rankPods(contenders(ctx), resource).find(({ pod }) => !isCritical(pod));
  if (!victim) return [];
  evict(ctx, victim, { shortage, isHard: first.isHard });
  return [victim.worker.uid];
}

/** Removes what nobody needs: containers of pods that have ended, then images. True when that was enough. */
function clearUp(ctx: KubeletContext): boolean {
  const { host, node } = ctx;
  for (const { state, uid } of node.workers.values())
    if (state === 'terminated' || state === 'finished')
      for (const { id } of host.runtime.nodes.get(node.name)?.pods.get(uid)?.containers ?? [])
        removeContainer(host, { node: node.name, uid, id });
  removeUnusedImages(host, node.name);
  const observations = observeNode(ctx);
  return observations !== undefined && !isAnyCrossed(thresholdsOf(host.kubelets.settings), observations);
}

function evict(
  ctx: KubeletContext,
  { worker, pod, stats }: Contender,
  { shortage, isHard }: { readonly shortage: Shortage; readonly isHard: boolean },
): void {
  const { message, annotations } = evictionTexts(shortage, pod, stats);
  podEvent(ctx, worker, { type: 'Warning', reason: REASON, message, annotations });
  const { evictionMaxPodGraceSeconds } = ctx.host.kubelets.settings;
  const own = pod.spec.terminationGracePeriodSeconds ?? evictionMaxPodGraceSeconds;
  const grace = isHard ? IMMEDIATE_GRACE : Math.min(evictionMaxPodGraceSeconds, own);
  killPod(ctx, worker, { reason: REASON, message, disruption: message, isEviction: true }, grace);
}

/** A pod has ended: when it was the last victim, the kubelet waits until everything of them is cleared away. */
export function onVictimKilled(ctx: KubeletContext, uid: string): void {
  const { eviction, workers } = ctx.node;
  if (!eviction.victims.includes(uid) || eviction.isPlanned) return;
  if (eviction.victims.some((victim) => workers.get(victim)?.ending?.isAwaited)) return;
  eviction.cleanUpUntil = ctx.host.now + CLEAN_UP_MS;
  planStep(ctx.host, ctx.node, 'eviction-clean-up', ctx.host.now + CLEAN_UP_POLL_MS);
}

/** The next round follows as soon as the victims are gone; it does not wait for its period. */
function lookAtVictims(ctx: KubeletContext): void {
  const { host, node } = ctx;
  const { eviction, workers } = node;
  const isLeft = eviction.victims.some((uid) => (workers.get(uid)?.state ?? 'finished') !== 'finished');
  if (isLeft && host.now < (eviction.cleanUpUntil ?? 0))
    return planStep(host, node, 'eviction-clean-up', host.now + CLEAN_UP_POLL_MS);
  eviction.victims = [];
  eviction.cleanUpUntil = undefined;
  holdRound(ctx);
}
