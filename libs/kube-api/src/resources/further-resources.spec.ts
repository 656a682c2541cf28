/** The rows of services, storage, sets, budgets and leases. */
import { expect, it } from '@jest/globals';
import { coordinationResources, policyResources, setResources, storageResources } from './further-resources.ts';

it('are served in the order of discovery', () => {
  const rows = [...storageResources, ...setResources, ...policyResources, ...coordinationResources];
  expect(rows.map(({ group, resource }) => (group ? `${group}/${resource}` : resource))).toEqual([
    'persistentvolumeclaims',
    'persistentvolumes',
    'apps/daemonsets',
    'apps/statefulsets',
    'policy/poddisruptionbudgets',
    'coordination.k8s.io/leases',
  ]);
});

it('an update of a claim does not bring a status along', () => {
  const [claims] = storageResources;
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'c' },
    spec: {},
    status: { phase: 'Bound' },
  };
  const stored = { ...claim, status: { phase: 'Pending' } };
  expect(claims?.prepareForUpdate(claim, stored)).toEqual(stored);
});
