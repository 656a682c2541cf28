/** Which upgrades are the Kubernetes API's. */
import { expect, test } from '@jest/globals';
import { mountOf } from './upgrades.ts';

test.each([
  ['/api/v1/namespaces/a/pods/p/exec?command=x', { id: 'default', prefix: '' }],
  ['/apis/x', { id: 'default', prefix: '' }],
  ['/simulations/abc/api/v1/pods', { id: 'abc', prefix: '/simulations/abc' }],
  ['/socket.io/?EIO=4', undefined],
  ['/', undefined],
])('%s leads to %j', (url, mount) => {
  expect(mountOf(url)).toEqual(mount);
});
