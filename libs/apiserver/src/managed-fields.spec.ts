/** Entries of managedFields. */
import { expect, it } from '@jest/globals';
import type { KubeObject } from '#kube-api';
import { managerOf, withEntries } from './managed-fields.ts';

it('a manager is who it says it is, or the program that asks', () => {
  const request = { method: 'PATCH', path: '/' } as const;
  expect(managerOf({ ...request, query: { fieldManager: 'me' }, userAgent: 'kubectl/v1' })).toBe('me');
  expect(managerOf({ ...request, userAgent: 'kubectl/v1.37.2 (linux/amd64)' })).toBe('kubectl');
  expect(managerOf(request)).toBe('unknown');
});

it('an object whose fields nobody owns has no entries', () => {
  const object: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } };
  const owned = withEntries(object, [{ manager: 'me', operation: 'Apply' }]);
  expect(owned.metadata.managedFields).toHaveLength(1);
  expect(withEntries(owned, [])).toEqual(object);
});
