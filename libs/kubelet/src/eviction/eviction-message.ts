/** What is said of an eviction: the message of event and status, and the annotations of the event. */
import { formatQuantity, type Container, type Pod } from '#kube-api';
import type { Usage } from '#runtime';
import type { PodStats } from './node-usage.ts';
import { usageOf } from './ranking.ts';
import { signals, type Observations, type Signal, type Starved } from './signals.ts';
import { amountOf, type Threshold } from './thresholds.ts';

const NANO = 1_000_000_000n;

/** An amount as Go prints a quantity of that format. */
export const amountText = (amount: number, format: 'BinarySI' | 'DecimalSI' = 'BinarySI'): string =>
  formatQuantity({ nano: BigInt(amount) * NANO, format });

/** Counts of inodes and processes are decimal, bytes are binary. */
const formatOf = (signal: Signal): 'BinarySI' | 'DecimalSI' =>
  signals[signal].resource === 'inodes' || signals[signal].resource === 'pids' ? 'DecimalSI' : 'BinarySI';

export interface Shortage {
  readonly resource: Starved;
  readonly thresholds: readonly Threshold[];
  readonly observations: Observations;
}

export interface EvictionTexts {
  readonly message: string;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Offender {
  readonly name: string;
  readonly used: string;
  readonly text: string;
}

/** @source kubelet v1.37 pkg/kubelet/eviction/helpers.go evictionMessage */
export function evictionTexts(shortage: Shortage, pod: Pod, stats: PodStats | undefined): EvictionTexts {
  const { resource } = shortage;
  const offenders = stats ? offendersOf(pod, stats, resource) : [];
  const parts = [
    `The node was low on resource: ${resource}. `,
    thresholdText(shortage),
    ...offenders.map(({ text }) => text),
  ];
  return {
    message: parts.join(''),
    annotations: {
      offending_containers: offenders.map(({ name }) => name).join(','),
      offending_containers_usage: offenders.map(({ used }) => used).join(','),
      starved_resource: resource,
    },
  };
}

function thresholdText({ resource, thresholds, observations }: Shortage): string {
  const met = thresholds.find(({ signal }) => signals[signal].resource === resource);
  if (!met) return '';
  const { available, capacity } = observations[met.signal];
  const left = amountText(available, formatOf(met.signal));
  return `Threshold quantity: ${amountText(amountOf(met.value, capacity))}, available: ${left}. `;
}

/** Requests are told for memory and disk only: nobody asks for inodes or processes. */
function offendersOf(pod: Pod, stats: PodStats, resource: Starved): readonly Offender[] {
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return [];
  const ofPod = pod.spec.resources?.requests?.[resource];
  if (ofPod !== undefined) return offender('Pod', pod.metadata.name, { usage: stats.total, request: ofPod, resource });
  return pod.spec.containers.flatMap(({ name, resources }: Container) =>
    offender('Container', name, {
      usage: stats.containers.get(name),
      request: resources?.requests?.[resource],
      resource,
    }),
  );
}

interface Consumption {
  readonly usage: Usage | undefined;
  readonly request: string | undefined;
  readonly resource: Starved;
}

function offender(kind: string, name: string, { usage, request = '0', resource }: Consumption): readonly Offender[] {
  const amount = usage ? usageOf[resource](usage) : 0;
  if (amount <= amountOf(request, 0)) return [];
  const used = amountText(amount);
  const text = `${kind} ${name} was using ${used}, request is ${request}, has larger consumption of ${resource}. `;
  return [{ name, used, text }];
}
