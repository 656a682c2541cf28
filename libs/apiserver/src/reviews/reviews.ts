/** Reviews: whoever reaches the API server is its administrator, and is told so. */
import { invalid, invalidObject, type AccessReview, type FieldError, type KubeObject } from '#kube-api';
import type { Call } from '../call.ts';

/** Who everybody is. */
const administrator = { username: 'admin', uid: 'admin', groups: ['system:masters', 'system:authenticated'] };

const ruleForAll = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

type Status = (review: KubeObject) => object;

/** An administrator may do everything; of anybody else nothing is known. */
const accessOfSubject: Status = (review) => {
  const { user = '', groups = [] } = (review as AccessReview).spec; // by its kind
  return { allowed: user === administrator.username || groups.includes('system:masters') };
};

/** What each kind of review is answered with. */
const answers: Readonly<Record<string, Status>> = {
  selfsubjectaccessreviews: () => ({ allowed: true }),
  subjectaccessreviews: accessOfSubject,
  localsubjectaccessreviews: accessOfSubject,
  selfsubjectrulesreviews: () => ({
    resourceRules: [ruleForAll],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  }),
  selfsubjectreviews: () => ({ userInfo: administrator }),
  tokenreviews: () => ({ user: {}, error: 'no tokens are known here' }),
};

/** True for resources that are posted and answered, and never stored. */
export const isReview = (resource: string): boolean => Object.hasOwn(answers, resource);

/**
 * Answers a review with its own spec and a status. Throws a 422 for one that asks nothing, or two things.
 * @source kube-apiserver v1.37 pkg/registry/authorization: REST.Create
 */
export function answerReview({ type }: Call, review: KubeObject): KubeObject {
  const errors = validate(review);
  if (errors.length > 0) throw invalidObject({ ...type, name: review.metadata.name ?? '' }, errors);
  const answered = { ...review, status: answers[type.resource]?.(review) };
  return answered;
}

/** @source kube-apiserver v1.37 pkg/apis/authorization/validation */
function validate(review: KubeObject): readonly FieldError[] {
  if (!review.kind.endsWith('AccessReview')) return [];
  const { resourceAttributes, nonResourceAttributes, user, groups } = (review as AccessReview).spec; // by its kind
  const errors: FieldError[] = [];
  const detail = 'cannot be specified in combination with resourceAttributes';
  if (resourceAttributes && nonResourceAttributes)
    errors.push(invalid('spec.nonResourceAttributes', nonResourceAttributes, detail));
  if (!resourceAttributes && !nonResourceAttributes)
    errors.push(
      invalid(
        'spec.resourceAttributes',
        null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    );
  if (!review.kind.startsWith('Self') && !user && !groups?.length)
    errors.push(invalid('spec.user', '', 'at least one of user or group must be specified'));
  return errors;
}
