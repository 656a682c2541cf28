/** NoExecute taints: nodes that are not ready get theirs at a limited rate, and none while the whole cluster looks dead. */
import { planAt } from '#kernel';
import type { Node } from '#kube-api';
import type { ControllersHost } from '../controllers-state.ts';
import { allNodes, findNode, noExecuteTaints, NOT_READY, readinessOf, UNREACHABLE } from './node-facts.ts';
import { setTaints, swapNoExecute, withoutNoExecute } from './node-writes.ts';
import type { Zone } from './nodes-state.ts';
import { taintInterval, zoneCondition, zoneOf, zonesOf } from './zones.ts';

export const NODE_LIFECYCLE = 'node-lifecycle-controller';

const BOTH: readonly string[] = [NOT_READY, UNREACHABLE];

/** From a pass to the first taint that it asks for. */
const TAINT_DELAY = 40;

const has = (node: Node, key: string): boolean => noExecuteTaints(node).some((taint) => taint.key === key);

/** The taint that fits a node's readiness, and the one that does not; nothing for a ready node or before its first report. */
function taintFor(node: Node): { readonly key: string; readonly other: string } | undefined {
  const readiness = readinessOf(node);
  if (readiness === 'False') return { key: NOT_READY, other: UNREACHABLE };
  return readiness === 'Unknown' ? { key: UNREACHABLE, other: NOT_READY } : undefined;
}

/**
 * Decides about every node as the pass leaves it.
 * @source kube-controller-manager v1.37 pkg/controller/nodelifecycle: processTaintBaseEviction, handleDisruption
 */
export function decideNoExecute(host: ControllersHost): void {
  const { nodes: state } = host.controllers;
  for (const node of allNodes(host)) decide(host, node);
  const zones = zonesOf(allNodes(host));
  const isDead = zones.size > 0 && [...zones.values()].every((nodes) => zoneCondition(nodes) === 'FullDisruption');
  if (isDead && !state.isFullyDisrupted) for (const node of allNodes(host)) clearNoExecute(host, node);
  if (!isDead && state.isFullyDisrupted) for (const name of state.silent.keys()) state.silent.set(name, host.now);
  state.isFullyDisrupted = isDead;
  for (const name of state.zones.keys()) planTaint(host, name);
}

function decide(host: ControllersHost, node: Node): void {
  const taint = taintFor(node);
  if (!taint) return settle(host, node);
  if (has(node, taint.other)) return void swapNoExecute(host, node, taint.key, [taint.other]);
  const { queue } = zoneStateOf(host, node);
  if (!has(node, taint.key) && !queue.includes(node.metadata.name)) queue.push(node.metadata.name);
}

/** A node that is ready, or never reported, loses its taints and its place in the queue. */
function settle(host: ControllersHost, node: Node): void {
  if (readinessOf(node) === undefined) return;
  leaveQueue(host, node.metadata.name);
  clearNoExecute(host, node);
}

function clearNoExecute(host: ControllersHost, node: Node): void {
  if (BOTH.some((key) => has(node, key))) setTaints(host, node, withoutNoExecute(node.spec.taints, BOTH));
}

/** Forgets that a node waits for a taint. */
export function leaveQueue({ controllers }: ControllersHost, name: string): void {
  for (const { queue } of controllers.nodes.zones.values()) {
    const place = queue.indexOf(name);
    if (place >= 0) queue.splice(place, 1);
  }
}

function zoneStateOf(host: ControllersHost, node: Node): Zone {
  const { zones } = host.controllers.nodes;
  const name = zoneOf(node);
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = { queue: [], tokenAt: 0, isPlanned: false }));
  return zone;
}

function planTaint(host: ControllersHost, name: string): void {
  const { zones, isFullyDisrupted } = host.controllers.nodes;
  const zone = zones.get(name);
  if (!zone || zone.queue.length === 0 || zone.isPlanned || isFullyDisrupted || intervalOf(host, name) === undefined)
    return;
  zone.isPlanned = true;
  const at = Math.max(host.now + TAINT_DELAY, zone.tokenAt);
  planAt(host, at, { owner: NODE_LIFECYCLE, kind: 'taint', payload: { zone: name } });
}

const intervalOf = (host: ControllersHost, zone: string): number | undefined =>
  taintInterval(zonesOf(allNodes(host)).get(zone) ?? []);

/** Taints the next node of a zone, if it still needs it. */
export function taintNext(host: ControllersHost, { zone: name }: { readonly zone: string }): void {
  const { zones, isFullyDisrupted } = host.controllers.nodes;
  const zone = zones.get(name);
  if (!zone) return;
  zone.isPlanned = false;
  const interval = intervalOf(host, name);
  if (isFullyDisrupted || interval === undefined) return;
  const next = zone.queue.shift();
  const node = next === undefined ? undefined : findNode(host, next);
  const taint = node && taintFor(node);
  if (node && taint) {
    swapNoExecute(host, node, taint.key, [taint.other]);
    zone.tokenAt = host.now + interval;
  }
  planTaint(host, name);
}
