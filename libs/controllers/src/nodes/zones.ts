/** Failure zones: how many nodes of each are ready, and how fast its other nodes may be tainted. */
import { SECOND, type Millis } from '#kernel';
import type { Node } from '#kube-api';
import { isReady } from './node-facts.ts';

export type ZoneCondition = 'Normal' | 'PartialDisruption' | 'FullDisruption';

const EXCLUDED = 'node.kubernetes.io/exclude-disruption';
const UNHEALTHY_SHARE = 0.55;
const LARGE_ZONE = 50;
const EVERY: Millis = 10 * SECOND;
const EVERY_IN_LARGE_ZONE: Millis = 100 * SECOND;

/** Region and zone of a node; nodes without labels share one zone. */
export function zoneOf({ metadata: { labels = {} } }: Node): string {
  return `${labels['topology.kubernetes.io/region'] ?? ''}:${labels['topology.kubernetes.io/zone'] ?? ''}`;
}

/** The zones that the nodes form, with those that count. */
export function zonesOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const zones = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.metadata.labels?.[EXCLUDED] !== undefined) continue;
    const zone = zoneOf(node);
    const members = zones.get(zone);
    if (members) members.push(node);
    else zones.set(zone, [node]);
  }
  return zones;
}

/** @source kube-controller-manager v1.37 pkg/controller/nodelifecycle: ComputeZoneState */
export function zoneCondition(nodes: readonly Node[]): ZoneCondition {
  const notReady = nodes.filter((node) => !isReady(node)).length;
  if (notReady > 0 && notReady === nodes.length) return 'FullDisruption';
  return notReady > 2 && notReady / nodes.length >= UNHEALTHY_SHARE ? 'PartialDisruption' : 'Normal';
}

/** How long one NoExecute taint keeps the next waiting; undefined for never. */
export function taintInterval(nodes: readonly Node[]): Millis | undefined {
  if (zoneCondition(nodes) !== 'PartialDisruption') return EVERY;
  return nodes.length > LARGE_ZONE ? EVERY_IN_LARGE_ZONE : undefined;
}
