/** The tables of volumes and claims. */
import { expect, it } from '@jest/globals';
import { parseTime } from '../meta-v1/time.ts';
import { claimTable, volumeTable } from './storage-tables.ts';

const metadata = { name: 'a', creationTimestamp: '2026-01-01T00:00:00Z' };
const NOW = parseTime('2026-01-01T00:00:05Z');
const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { volumeMode: 'Filesystem' } };

it('a claim shows what it got when it is bound', () => {
  expect(claimTable.cells({ ...claim, status: { phase: 'Pending' } }, NOW)).toEqual([
    'a', 'Pending', '', '', '', '', '<unset>', '5s', 'Filesystem',
  ]); // prettier-ignore
  const status = { phase: 'Bound', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany', 'ReadWriteOnce'] };
  expect(claimTable.cells({ ...claim, spec: { volumeName: 'v' }, status }, NOW).slice(1, 5)).toEqual([
    'Bound',
    'v',
    '1Gi',
    'RWO,RWX',
  ]);
});

it('a volume shows whose it is', () => {
  const spec = {
    capacity: { storage: '1Gi' },
    claimRef: { namespace: 'n', name: 'c' },
    persistentVolumeReclaimPolicy: 'Retain',
  };
  const cells = volumeTable.cells(
    { apiVersion: 'v1', kind: 'PersistentVolume', metadata, spec, status: { phase: 'Bound' } },
    NOW,
  );
  expect(cells).toEqual(['a', '1Gi', '', 'Retain', 'Bound', 'n/c', '', '<unset>', '', '5s', '<unset>']);
});
