/** The core group has no name. */
import { expect, test } from '@jest/globals';
import { apiVersionOf } from './api-version.ts';

test('an apiVersion is the group and the version, or the version alone', () => {
  const all = ['apps', ''].map((group) => apiVersionOf({ group, version: 'v1' }));
  expect(all).toEqual(['apps/v1', 'v1']);
});
