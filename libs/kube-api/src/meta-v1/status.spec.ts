/** Statuses: reasons, codes and words. */
import { describe, expect, it } from '@jest/globals';
import { required } from './field-error.ts';
import {
  alreadyExists,
  badRequest,
  conflict,
  forbidden,
  internalError,
  invalidObject,
  invalidOptions,
  isAlreadyExists,
  isConflict,
  isInvalid,
  isNotFound,
  methodNotAllowed,
  modified,
  notFound,
  resourceNotFound,
  success,
  unclassifiedFailure,
} from './status.ts';

const pod = { resource: 'pods', name: 'p' };

describe('a failure', () => {
  it.each([
    [notFound(pod), 404, 'NotFound', 'pods "p" not found'],
    [
      notFound({ group: 'coordination.k8s.io', resource: 'leases', name: 'x' }),
      404,
      'NotFound',
      'leases.coordination.k8s.io "x" not found',
    ],
    [resourceNotFound(), 404, 'NotFound', 'the server could not find the requested resource'],
    [alreadyExists(pod), 409, 'AlreadyExists', 'pods "p" already exists'],
    [conflict(pod, 'why'), 409, 'Conflict', 'Operation cannot be fulfilled on pods "p": why'],
    [forbidden(pod, 'why'), 403, 'Forbidden', 'pods "p" is forbidden: why'],
    [badRequest('why'), 400, 'BadRequest', 'why'],
    [methodNotAllowed(), 405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'],
    [internalError('why'), 500, 'InternalError', 'Internal error occurred: why'],
  ])('%s', ({ status }, code, reason, message) => {
    expect(status).toMatchObject({ kind: 'Status', status: 'Failure', code, reason, message });
  });

  it('an invalid object lists every cause, and writes a repeated one once', () => {
    const { status } = invalidObject({ kind: 'Pod', name: 'p' }, [required('a'), required('a'), required('b')]);
    expect(status.message).toBe('Pod "p" is invalid: [a: Required value, b: Required value]');
    expect(status.details?.causes).toHaveLength(3);
  });

  it('options have a kind of their own and no name', () => {
    const { status } = invalidOptions('CreateOptions', [required('dryRun')]);
    expect(status.message).toBe('CreateOptions.meta.k8s.io "" is invalid: dryRun: Required value');
    expect(status.details).toEqual({ group: 'meta.k8s.io', kind: 'CreateOptions', causes: [expect.anything()] });
  });

  it('without a class it has neither reason nor details', () => {
    expect(Object.keys(unclassifiedFailure('why').status)).not.toContain('reason');
  });
});

describe('predicates', () => {
  it('tell what an error means', () => {
    expect([isNotFound, isConflict, isAlreadyExists, isInvalid].map((is) => is(notFound(pod)))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(isConflict(modified(pod))).toBe(true);
    expect(isNotFound(new Error('other'))).toBe(false);
  });
});

describe('a success', () => {
  it('says what it was about', () => {
    expect(success({ name: 'm', kind: 'configmaps' })).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'm', kind: 'configmaps' },
    });
  });
});
