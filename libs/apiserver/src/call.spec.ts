/** A request on its way. */
import { describe, expect, it } from '@jest/globals';
import { resourceTypes } from '#kube-api';
import { named } from './call.ts';

describe('how messages name an object', () => {
  it('by resource and group', () => {
    const type = resourceTypes.find(({ resource }) => resource === 'priorityclasses');
    expect(type && named(type, 'x')).toEqual({ group: 'scheduling.k8s.io', resource: 'priorityclasses', name: 'x' });
  });
});
