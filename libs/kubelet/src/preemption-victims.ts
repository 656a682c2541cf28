/** Which pods are ended to make room for a critical one. */
import type { Pod, QosClass } from '#kube-api';
import { isPreemptable } from './critical-pod.ts';
import { amountAsked, type Asked, type Shortage } from './pod-admission.ts';

/** A pod that is there, and what it holds. */
export interface Holder {
  readonly uid: string;
  readonly pod: Pod;
  readonly asked: Asked;
}

/** How much of a resource has to become free. */
interface Need {
  readonly name: string;
  readonly amount: number;
}

/** Why no set of pods would do. */
export interface NoVictims {
  readonly error: string;
}

const isError = (found: readonly Holder[] | NoVictims): found is NoVictims => 'error' in found;

/**
 * The pods to end: as few as possible of those with the better quality of service, then small ones rather than large ones.
 * @source kubelet v1.37 pkg/kubelet/preemption/preemption.go getPodsToPreempt
 */
export function victimsFor(
  preemptor: Pod,
  holders: readonly Holder[],
  shortages: readonly Shortage[],
): readonly Holder[] | NoVictims {
  const needs = shortages.map(({ name, requested, used, capacity }) => ({
    name,
    amount: requested - (capacity - used),
  }));
  const of = (qos: QosClass): readonly Holder[] =>
    holders.filter(({ pod }) => isPreemptable(preemptor, pod) && (pod.status?.qosClass ?? 'BestEffort') === qos);
  const [bestEffort, burstable, guaranteed] = [of('BestEffort'), of('Burstable'), of('Guaranteed')];
  const unmet = without(needs, [...bestEffort, ...burstable, ...guaranteed]);
  if (unmet.length > 0) return notFound(unmet);
  // The better a class, the less is taken from it: as if everything below had been taken already.
  const fromGuaranteed = closest(guaranteed, without(needs, [...bestEffort, ...burstable]));
  if (isError(fromGuaranteed)) return fromGuaranteed;
  const fromBurstable = closest(burstable, without(needs, [...bestEffort, ...fromGuaranteed]));
  if (isError(fromBurstable)) return fromBurstable;
  const fromBestEffort = closest(bestEffort, without(needs, [...fromBurstable, ...fromGuaranteed]));
  if (isError(fromBestEffort)) return fromBestEffort;
  return [...fromBestEffort, ...fromBurstable, ...fromGuaranteed];
}

function notFound(needs: readonly Need[]): NoVictims {
  const list = needs.map(({ name, amount }) => `(res: ${name}, q: ${amount}), `).join('');
  return { error: `no set of running pods found to reclaim resources: [${list}]` };
}

/** What is still needed when these have gone. */
function without(needs: readonly Need[], gone: readonly Holder[]): readonly Need[] {
  return needs
    .map(({ name, amount }) => ({
      name,
      amount: gone.reduce((left, { asked }) => left - amountAsked(asked, name), amount),
    }))
    .filter(({ amount }) => amount > 0);
}

/** One pod after another, each time the one that comes closest to what is needed. */
function closest(holders: readonly Holder[], needs: readonly Need[]): readonly Holder[] | NoVictims {
  const left = [...holders];
  const taken: Holder[] = [];
  let open = needs;
  while (open.length > 0) {
    const best = bestOf(left, open);
    if (!best) return notFound(open);
    taken.push(best);
    open = without(open, [best]);
    // The last one takes the place of the one that goes, as in the original: that decides among equals.
    const last = left.pop();
    if (last && last !== best) left[left.indexOf(best)] = last;
  }
  return taken;
}

function bestOf(holders: readonly Holder[], needs: readonly Need[]): Holder | undefined {
  let best: Holder | undefined;
  let least = Infinity;
  for (const holder of holders) {
    const distance = distanceOf(holder, needs);
    if (distance > least || (distance === least && best && !isSmaller(holder, best))) continue;
    [best, least] = [holder, distance];
  }
  return best;
}

/** How much of each need is left, squared, so that all needs weigh the same. */
function distanceOf({ asked }: Holder, needs: readonly Need[]): number {
  let distance = 0;
  for (const { name, amount } of needs) distance += (Math.max(0, amount - amountAsked(asked, name)) / amount) ** 2;
  return distance;
}

/** Asks for less, memory first; equals count as smaller. */
function isSmaller(a: Holder, b: Holder): boolean {
  const memory = a.asked.memory - b.asked.memory;
  return memory < 0 || (memory === 0 && a.asked.cpu <= b.asked.cpu);
}
