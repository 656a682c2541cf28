/** The end of a terminating namespace. */
import { describe, expect, it } from '@jest/globals';
import { headOf } from '#kernel';
import { createHost } from '../test/host.ts';
import { finishNamespace, isTerminatingNamespace, namespacedTypes } from './terminating-namespace.ts';

describe('a namespace that is not terminating', () => {
  it('stays', () => {
    const host = createHost();
    const head = headOf(host.timeline);
    finishNamespace(host, 'default');
    finishNamespace(host, undefined);
    expect(isTerminatingNamespace(host, 'default')).toBe(false);
    expect(headOf(host.timeline)).toBe(head);
  });

  it('can hold pods, not nodes', () => {
    const resources = namespacedTypes.map(({ resource }) => resource);
    expect([resources.includes('pods'), resources.includes('nodes')]).toEqual([true, false]);
  });
});
