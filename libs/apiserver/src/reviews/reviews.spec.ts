/** Access reviews. */
import { describe, expect, it } from '@jest/globals';
import { ask, createHost, messageOf } from '../../test/host.ts';
import { headOf } from '#kernel';

const ACCESS = '/apis/authorization.k8s.io/v1';
const review = (resource: string, body: object, path = ACCESS) =>
  ask(createHost(), 'POST', `${path}/${resource}`, { body });

describe('a review', () => {
  it('of one’s own access allows everything, and repeats what was asked', () => {
    const spec = { resourceAttributes: { verb: 'get', resource: 'pods' } };
    expect(review('selfsubjectaccessreviews', { spec })).toEqual({
      code: 201,
      body: {
        kind: 'SelfSubjectAccessReview',
        apiVersion: 'authorization.k8s.io/v1',
        metadata: {},
        spec,
        status: { allowed: true },
      },
    });
  });

  it('lists the rules of an administrator', () => {
    expect(review('selfsubjectrulesreviews', { spec: { namespace: 'default' } }).body).toMatchObject({
      status: { resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], incomplete: false },
    });
  });

  it('says who asks', () => {
    expect(review('selfsubjectreviews', {}, '/apis/authentication.k8s.io/v1').body).toMatchObject({
      status: { userInfo: { username: 'admin', groups: ['system:masters', 'system:authenticated'] } },
    });
  });

  it('of somebody else allows what is known of them', () => {
    const asked = (user: string) =>
      review('subjectaccessreviews', { spec: { user, nonResourceAttributes: { path: '/', verb: 'get' } } }).body;
    expect(asked('admin')).toMatchObject({ status: { allowed: true } });
    expect(asked('eve')).toMatchObject({ status: { allowed: false } });
  });

  it.each([
    ['selfsubjectaccessreviews', {}, 'exactly one of nonResourceAttributes or resourceAttributes must be specified'],
    ['subjectaccessreviews', { resourceAttributes: {} }, 'at least one of user or group must be specified'],
  ])('%s of %j is refused', (resource, spec, why) => {
    expect(messageOf(review(resource, { spec }))).toContain(why);
  });

  it('is not stored, and cannot be read', () => {
    const host = createHost();
    const before = headOf(host.timeline);
    ask(host, 'POST', `${ACCESS}/selfsubjectaccessreviews`, { body: { spec: { resourceAttributes: {} } } });
    expect(headOf(host.timeline)).toBe(before);
    expect(ask(host, 'GET', `${ACCESS}/selfsubjectaccessreviews`).code).toBe(405);
  });
});
