/** The tables of stateful sets and daemon sets. */
import { expect, it } from '@jest/globals';
import { parseTime } from '../meta-v1/time.ts';
import { daemonSetTable, statefulSetTable } from './set-tables.ts';

const metadata = { name: 'a', creationTimestamp: '2026-01-01T00:00:00Z' };
const NOW = parseTime('2026-01-01T00:00:05Z');
const template = { spec: { containers: [{ name: 'c', image: 'i' }], nodeSelector: { disk: 'ssd' } } };

it('a stateful set counts its ready pods', () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { replicas: 3, template },
    status: { readyReplicas: 2 },
  };
  expect(statefulSetTable.cells(set, NOW)).toEqual(['a', '2/3', '5s', 'c', 'i']);
});

it('a daemon set counts nodes', () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { template },
    status: { desiredNumberScheduled: 3 },
  };
  expect(daemonSetTable.cells(set, NOW)).toEqual(['a', 3, 0, 0, 0, 0, 'disk=ssd', '5s', 'c', 'i', '<none>']);
});
