/** Sums over the pods of a node. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nodeOf, podOf } from '../test/cluster.ts';
import { recordOf } from './cluster-cache.ts';
import { addRecord, createNodeInfo, removeRecord, setNode } from './node-info.ts';

describe('a node of the scheduler', () => {
  it('is empty again when every pod that came has gone', () => {
    const amounts = fc.record({
      cpu: fc.nat(4000),
      memory: fc.nat(1e9),
      gpu: fc.nat(8),
      port: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 20 }), (pods) => {
        const info = createNodeInfo(nodeOf('n1'));
        const records = pods.map(({ cpu, memory, gpu, port }, i) => {
          const requests = { cpu: `${cpu}m`, memory: `${memory}`, 'ex.com/gpu': `${gpu}` };
          const ports = [{ containerPort: 80, hostPort: port }];
          return recordOf(podOf(`p${i}`, { spec: { containers: [{ name: 'app', resources: { requests }, ports }] } }));
        });
        for (const record of records) addRecord(info, record);
        expect(info.cpu).toBe(pods.reduce((sum, { cpu }) => sum + cpu, 0));
        for (const { uid } of records) removeRecord(info, uid);
        expect({ ...info, scalars: [...info.scalars.values()].every((amount) => amount === 0) }).toEqual({
          ...createNodeInfo(nodeOf('n1')),
          scalars: true,
        });
      }),
      { seed: 1 },
    );
  });

  it('tells taints that bar pods from those that only discourage them', () => {
    const taint = (effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule') => ({ key: 'k', effect });
    const info = createNodeInfo(nodeOf('n1'));
    setNode(
      info,
      nodeOf('n1', { spec: { taints: [taint('PreferNoSchedule'), taint('NoSchedule'), taint('NoExecute')] } }),
    );
    expect(info.barring.map(({ effect }) => effect)).toEqual(['NoSchedule', 'NoExecute']);
    expect(info.discouraging.map(({ effect }) => effect)).toEqual(['PreferNoSchedule']);
  });

  it('offers what the Node says is allocatable', () => {
    const info = createNodeInfo(
      nodeOf('n1', { cpu: '3900m', memory: '7Gi', pods: '20', extra: { 'ex.com/gpu': '2' } }),
    );
    expect(info.capacity).toEqual({
      cpu: 3900,
      memory: 7 * 2 ** 30,
      ephemeralStorage: 0,
      pods: 20,
      scalars: new Map([['ex.com/gpu', 2]]),
    });
  });
});
