/** The tables of disruption budgets and leases. */
import { expect, it } from '@jest/globals';
import { parseTime } from '../meta-v1/time.ts';
import { disruptionBudgetTable, leaseTable } from './policy-tables.ts';

const metadata = { name: 'a', creationTimestamp: '2026-01-01T00:00:00Z' };
const NOW = parseTime('2026-01-01T00:00:05Z');

it('a budget shows what it allows', () => {
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: '50%' } };
  expect(disruptionBudgetTable.cells({ ...budget, status: { disruptionsAllowed: 2 } }, NOW)).toEqual([
    'a',
    'N/A',
    '50%',
    2,
    '5s',
  ]);
});

it('a lease shows its holder', () => {
  const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata };
  expect(leaseTable.cells({ ...lease, spec: { holderIdentity: 'me' } }, NOW)).toEqual(['a', 'me', '5s']);
  expect(leaseTable.cells(lease, NOW)[1]).toBe('');
});
