/** Defaults of stateful sets and daemon sets. */
import { describe, expect, it } from '@jest/globals';
import { defaultDaemonSet, defaultStatefulSet } from './set-defaults.ts';

const spec = { template: { spec: { containers: [] } } };
const metadata = { name: 'a' };

describe('sets', () => {
  it('a stateful set starts its pods one by one and replaces all of them', () => {
    const set = defaultStatefulSet({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec });
    expect(set.spec).toMatchObject({
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: { spec: { restartPolicy: 'Always' } },
    });
  });

  it('a daemon set replaces one pod at a time, unless it waits for their deletion', () => {
    const kind = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata };
    expect(defaultDaemonSet({ ...kind, spec }).spec.updateStrategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
    });
    const waiting = defaultDaemonSet({ ...kind, spec: { ...spec, updateStrategy: { type: 'OnDelete' } } });
    expect(waiting.spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });
});
