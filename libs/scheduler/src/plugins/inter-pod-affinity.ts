/** InterPodAffinity: pods that want to be near others, or away from them. */
import type { Pod } from '#kube-api';
import type { NodeInfo } from '../node-info.ts';
import { normalizeRange } from '../normalize.ts';
import { always, rejection, type Cycle, type FilterPlugin, type NodeFilter, type ScorePlugin } from '../plugin.ts';
import { preferredTerms, requiredTerms, type Term } from './affinity-terms.ts';
import { domainOf } from './topology-spread.ts';

const NAME = 'InterPodAffinity';
const NO_AFFINITY = rejection(NAME, "node(s) didn't match pod affinity rules", 'unresolvable');
const OWN_ANTI_AFFINITY = rejection(NAME, "node(s) didn't match pod anti-affinity rules", 'resolvable');
const THEIR_ANTI_AFFINITY = rejection(NAME, "node(s) didn't satisfy existing pods anti-affinity rules", 'resolvable');

/** Numbers by topology key and domain. */
type Tally = Map<string, Map<string, number>>;

/** @source kube-scheduler v1.37 plugins/interpodaffinity: filtering.go */
export const interPodAffinityFilter: FilterPlugin = {
  name: NAME,
  prepare(cycle) {
    const checks = [affinityCheck(cycle), antiAffinityCheck(cycle), othersCheck(cycle)].filter(
      (check) => check !== undefined,
    );
    if (checks.length === 0) return undefined;
    return { filter: (node) => firstRejection(checks, node) };
  },
  wokenBy: {
    NodeAdd: always,
    NodeLabel: always,
    AssignedPodAdd: ({ pod }, event, host) =>
      requiredTerms(host, pod, 'podAffinity').some((term) => term.matches(event.pod)),
    AssignedPodDelete: ({ pod }, event, host) =>
      [...requiredTerms(host, pod, 'podAntiAffinity'), ...requiredTerms(host, pod, 'podAffinity')].some((term) =>
        term.matches(event.pod),
      ) || requiredTerms(host, event.pod, 'podAntiAffinity').some((term) => term.matches(pod)),
    AssignedPodLabel: always,
    PodUpdate: always,
  },
};

function firstRejection(checks: readonly NodeFilter[], node: NodeInfo): ReturnType<NodeFilter> {
  for (const check of checks) {
    const rejected = check(node);
    if (rejected) return rejected;
  }
  return undefined;
}

/** Every required term needs a pod in the node's domain; the first pod of a group may match its own terms instead. */
function affinityCheck({ host, pod }: Cycle): NodeFilter | undefined {
  const terms = requiredTerms(host, pod, 'podAffinity');
  if (terms.length === 0) return undefined;
  const matchesAll = (other: Pod): boolean => terms.every((term) => term.matches(other));
  const tally = tallyPods(host.scheduler.nodes, (other) => (matchesAll(other) ? terms : []));
  const isFirstOfGroup = tally.size === 0 && matchesAll(pod);
  return (node) => {
    if (terms.some(({ topologyKey }) => domainOf(node, topologyKey) === undefined)) return NO_AFFINITY;
    return isFirstOfGroup || terms.every(({ topologyKey }) => tallyAt(tally, topologyKey, node) > 0)
      ? undefined
      : NO_AFFINITY;
  };
}

function antiAffinityCheck({ host, pod }: Cycle): NodeFilter | undefined {
  const terms = requiredTerms(host, pod, 'podAntiAffinity');
  if (terms.length === 0) return undefined;
  const tally = tallyPods(host.scheduler.nodes, (other) => terms.filter((term) => term.matches(other)));
  return (node) => (isTallied(tally, node) ? OWN_ANTI_AFFINITY : undefined);
}

function othersCheck({ host, pod }: Cycle): NodeFilter | undefined {
  if (host.scheduler.antiAffinityPods === 0) return undefined;
  const nodes = host.scheduler.nodes.filter(({ antiAffinityPods }) => antiAffinityPods > 0);
  const tally = tallyPods(nodes, (other) =>
    requiredTerms(host, other, 'podAntiAffinity').filter((term) => term.matches(pod)),
  );
  return tally.size === 0 ? undefined : (node) => (isTallied(tally, node) ? THEIR_ANTI_AFFINITY : undefined);
}

interface TallyOptions {
  readonly tally?: Tally;
  readonly sign?: 1 | -1;
}

/** Adds up the weights of the terms that `termsFor` gives for each pod, in the domain of the pod's node. */
function tallyPods(
  nodes: readonly NodeInfo[],
  termsFor: (other: Pod) => readonly Term[],
  into: TallyOptions = {},
): Tally {
  const { tally = new Map<string, Map<string, number>>(), sign = 1 } = into;
  for (const node of nodes)
    for (const { pod } of node.pods.values())
      for (const { topologyKey, weight } of termsFor(pod))
        addTo(tally, topologyKey, domainOf(node, topologyKey), sign * weight);
  return tally;
}

function addTo(tally: Tally, key: string, domain: string | undefined, weight: number): void {
  if (domain === undefined) return;
  let domains = tally.get(key);
  if (!domains) tally.set(key, (domains = new Map()));
  domains.set(domain, (domains.get(domain) ?? 0) + weight);
}

function tallyAt(tally: Tally, key: string, node: NodeInfo): number {
  return tally.get(key)?.get(domainOf(node, key) ?? '') ?? 0;
}

function isTallied(tally: Tally, node: NodeInfo): boolean {
  for (const key of tally.keys()) if (tallyAt(tally, key, node) > 0) return true;
  return false;
}

/**
 * Preferred terms of the pod and of the pods already there; their required affinity counts 1 as well.
 * @source kube-scheduler v1.37 plugins/interpodaffinity: scoring.go
 */
export const interPodAffinityScore: ScorePlugin = {
  name: NAME,
  weight: 2,
  prepare({ host, pod }) {
    const near = preferredTerms(host, pod, 'podAffinity');
    const away = preferredTerms(host, pod, 'podAntiAffinity');
    const { nodes, affinityPods } = host.scheduler;
    if (near.length + away.length + affinityPods === 0) return undefined;
    const tally: Tally = new Map();
    if (near.length > 0) tallyPods(nodes, (other) => near.filter((term) => term.matches(other)), { tally });
    if (away.length > 0) tallyPods(nodes, (other) => away.filter((term) => term.matches(other)), { tally, sign: -1 });
    if (affinityPods > 0) tallyOthers({ host, pod }, tally);
    if (tally.size === 0) return undefined;
    return (node) => [...tally.keys()].reduce((sum, key) => sum + tallyAt(tally, key, node), 0);
  },
  normalize: normalizeRange,
};

function tallyOthers({ host, pod }: Pick<Cycle, 'host' | 'pod'>, tally: Tally): void {
  const nodes = host.scheduler.nodes.filter(({ affinityPods }) => affinityPods > 0);
  const meant = (terms: readonly Term[]): readonly Term[] => terms.filter((term) => term.matches(pod));
  tallyPods(
    nodes,
    (other) => meant([...requiredTerms(host, other, 'podAffinity'), ...preferredTerms(host, other, 'podAffinity')]),
    { tally },
  );
  tallyPods(nodes, (other) => meant(preferredTerms(host, other, 'podAntiAffinity')), { tally, sign: -1 });
}
