/** Tables of deployments and replica sets. */
import { describe, expect, it } from '@jest/globals';
import { parseTime } from '../meta-v1/time.ts';
import { deploymentTable, replicaSetTable, selectorText } from './workload-tables.ts';

const NOW = parseTime('2026-01-01T00:01:00Z');
const workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      spec: {
        containers: [
          { name: 'app', image: 'app:1' },
          { name: 'log', image: 'log:2' },
        ],
      },
    },
  },
  status: { replicas: 3, readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2 },
};

describe('a workload', () => {
  it('prints a cell for each column', () => {
    expect(deploymentTable.cells(workload, NOW)).toEqual([
      'web',
      '2/3',
      1,
      2,
      '60s',
      'app,log',
      'app:1,log:2',
      'app=web',
    ]);
    expect(replicaSetTable.cells(workload, NOW)).toEqual(['web', 3, 3, 2, '60s', 'app,log', 'app:1,log:2', 'app=web']);
    expect(deploymentTable.columns).toHaveLength(8);
    expect(replicaSetTable.columns).toHaveLength(8);
  });

  it('prints its selector in one line', () => {
    expect(selectorText({})).toBe('<none>');
    const matchExpressions = [
      { key: 'c', operator: 'NotIn' as const, values: ['x', 'y'] },
      { key: 'a', operator: 'DoesNotExist' as const },
    ];
    expect(selectorText({ matchLabels: { b: '1' }, matchExpressions })).toBe('!a,b=1,c notin (x,y)');
  });
});
