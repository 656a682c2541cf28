/** What the API server fills into stateful sets and daemon sets. */
import { defaultTemplate } from '../core-v1/template-defaults.ts';
import type { DaemonSet, StatefulSet } from './sets.ts';

/** @source kube-apiserver v1.37 pkg/apis/apps/v1: SetDefaults_StatefulSet */
export function defaultStatefulSet(set: StatefulSet): StatefulSet {
  const { spec } = set;
  const { type = 'RollingUpdate', rollingUpdate } = spec.updateStrategy ?? {};
  const { whenDeleted = 'Retain', whenScaled = 'Retain' } = spec.persistentVolumeClaimRetentionPolicy ?? {};
  const updateStrategy =
    type === 'RollingUpdate' ? { type, rollingUpdate: { partition: 0, ...rollingUpdate } } : { type };
  return {
    ...set,
    spec: {
      ...spec,
      replicas: spec.replicas ?? 1,
      podManagementPolicy: spec.podManagementPolicy || 'OrderedReady',
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
      updateStrategy,
      template: defaultTemplate(spec.template),
    },
  };
}

/** @source kube-apiserver v1.37 pkg/apis/apps/v1: SetDefaults_DaemonSet */
export function defaultDaemonSet(set: DaemonSet): DaemonSet {
  const { spec } = set;
  const { type = 'RollingUpdate', rollingUpdate } = spec.updateStrategy ?? {};
  const updateStrategy =
    type === 'RollingUpdate' ? { type, rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...rollingUpdate } } : { type };
  return {
    ...set,
    spec: {
      ...spec,
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      updateStrategy,
      template: defaultTemplate(spec.template),
    },
  };
}
