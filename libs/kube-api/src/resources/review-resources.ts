/** Rows of the resource table for reviews: they are posted and answered, and not stored. */
import { plainTable } from '../tables/object-tables.ts';
import { defineResource, type ResourceType } from './resource-type.ts';

interface Review {
  readonly resource: string;
  readonly kind: string;
  readonly namespaced?: boolean;
}

const reviewIn =
  (group: string) =>
  ({ resource, kind, namespaced = false }: Review): ResourceType =>
    defineResource({
      group,
      resource,
      singular: kind.toLowerCase(),
      kind,
      namespaced,
      verbs: ['create'],
      table: plainTable,
    });

/** In the order in which discovery announces them. */
export const reviewResources: readonly ResourceType[] = [
  ...[
    { resource: 'selfsubjectreviews', kind: 'SelfSubjectReview' },
    { resource: 'tokenreviews', kind: 'TokenReview' },
  ].map(reviewIn('authentication.k8s.io')),
  ...[
    { resource: 'localsubjectaccessreviews', kind: 'LocalSubjectAccessReview', namespaced: true },
    { resource: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview' },
    { resource: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview' },
    { resource: 'subjectaccessreviews', kind: 'SubjectAccessReview' },
  ].map(reviewIn('authorization.k8s.io')),
];
