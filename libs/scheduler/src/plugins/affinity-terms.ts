/** Terms of pod affinity and anti-affinity, made ready to be matched against pods. */
import {
  matchesLabelSelector,
  type KubeObject,
  type Pod,
  type PodAffinityRules,
  type PodAffinityTerm,
} from '#kube-api';
import { getObject } from '#object-store';
import type { SchedulerHost } from '../scheduler-state.ts';

/** A term of some pod; `matches` says whether it means another pod. */
export interface Term {
  readonly topologyKey: string;
  readonly weight: number;
  matches(other: Pod): boolean;
}

/** The required terms of one of the two kinds. */
export function requiredTerms(
  host: SchedulerHost,
  owner: Pod,
  kind: 'podAffinity' | 'podAntiAffinity',
): readonly Term[] {
  const terms = rulesOf(owner, kind)?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map((term) => compile(host, owner, { term, weight: 1 }));
}

/** The preferred terms of one of the two kinds, with their weights. */
export function preferredTerms(
  host: SchedulerHost,
  owner: Pod,
  kind: 'podAffinity' | 'podAntiAffinity',
): readonly Term[] {
  const terms = rulesOf(owner, kind)?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.map(({ podAffinityTerm, weight }) => compile(host, owner, { term: podAffinityTerm, weight }));
}

const rulesOf = ({ spec }: Pod, kind: 'podAffinity' | 'podAntiAffinity'): PodAffinityRules | undefined =>
  spec.affinity?.[kind];

interface WeightedTerm {
  readonly term: PodAffinityTerm;
  readonly weight: number;
}

/** Without namespaces and namespace selector, a term means its owner's namespace. */
function compile(host: SchedulerHost, owner: Pod, { term, weight }: WeightedTerm): Term {
  const { namespaces = [], namespaceSelector, labelSelector, topologyKey } = term;
  const named = namespaces.length === 0 && !namespaceSelector ? [owner.metadata.namespace ?? ''] : namespaces;
  const isMeant = (namespace: string): boolean =>
    named.includes(namespace) ||
    (namespaceSelector !== undefined && matchesLabelSelector(namespaceSelector, labelsOf(host, namespace)));
  const matches = ({ metadata }: Pod): boolean =>
    matchesLabelSelector(labelSelector, metadata.labels) && isMeant(metadata.namespace ?? '');
  return { topologyKey, weight, matches };
}

function labelsOf(host: SchedulerHost, namespace: string): KubeObject['metadata']['labels'] {
  return getObject(host.store, 'namespaces', namespace)?.metadata.labels;
}
