/** NodeAffinity: nodeSelector, required and preferred node affinity. */
import type { NodeSelectorTerm, Pod } from '#kube-api';
import { admitsNode, matchesTerm } from '../node-selector.ts';
import { normalizeUp } from '../normalize.ts';
import { rejection, type FilterPlugin, type ScorePlugin } from '../plugin.ts';

const NAME = 'NodeAffinity';
const NO_MATCH = rejection(NAME, "node(s) didn't match Pod's node affinity/selector", 'unresolvable');
const CONFLICT = rejection(NAME, 'pod affinity terms conflict', 'unresolvable');

const requiredTerms = ({ spec }: Pod): readonly NodeSelectorTerm[] | undefined =>
  spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;

/** @source kube-scheduler v1.37 plugins/nodeaffinity: PreFilter, Filter */
export const nodeAffinityFilter: FilterPlugin = {
  name: NAME,
  prepare({ pod }) {
    if (!pod.spec.nodeSelector && !requiredTerms(pod)) return undefined;
    const nodeNames = namedNodes(requiredTerms(pod) ?? []);
    if (nodeNames?.size === 0) return { rejection: CONFLICT };
    return {
      filter: ({ node }) => (admitsNode(pod.spec, node) ? undefined : NO_MATCH),
      ...(nodeNames && { nodeNames }),
    };
  },
  wokenBy: {
    NodeAdd: ({ pod }, { node }) => admitsNode(pod.spec, node.node),
    NodeLabel: ({ pod }, { node, before }) => admitsNode(pod.spec, node.node) && !admitsNode(pod.spec, before),
  },
};

/** The only nodes that the terms can match; undefined when some term leaves the name open. */
function namedNodes(terms: readonly NodeSelectorTerm[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const term of terms) {
    const ofTerm = namesOf(term);
    if (!ofTerm) return undefined;
    for (const name of ofTerm) names.add(name);
  }
  return terms.length > 0 ? names : undefined;
}

function namesOf({ matchFields = [] }: NodeSelectorTerm): readonly string[] | undefined {
  const named = matchFields.filter(({ key, operator }) => key === 'metadata.name' && operator === 'In');
  const [first, ...others] = named.map(({ values = [] }) => values);
  return first?.filter((name) => others.every((values) => values.includes(name)));
}

/** The sum of the weights of matching preferred terms. @source kube-scheduler v1.37 plugins/nodeaffinity: Score */
export const nodeAffinityScore: ScorePlugin = {
  name: NAME,
  weight: 2,
  prepare({ pod }) {
    const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    if (!preferred?.length) return undefined;
    return ({ node }) =>
      preferred.reduce((sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0), 0);
  },
  normalize: normalizeUp,
};
