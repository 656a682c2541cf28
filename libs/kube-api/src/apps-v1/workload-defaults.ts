/** What the API server fills into deployments and replica sets. */
import { defaultTemplate } from '../core-v1/template-defaults.ts';
import type { Deployment, DeploymentStrategy, ReplicaSet } from './workloads.ts';

/** @source kube-apiserver v1.37 pkg/apis/apps/v1: SetDefaults_Deployment */
export function defaultDeployment(deployment: Deployment): Deployment {
  const { spec } = deployment;
  const filled = {
    ...spec,
    replicas: spec.replicas ?? 1,
    strategy: defaultStrategy(spec.strategy),
    revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
    progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    template: defaultTemplate(spec.template),
  };
  return { ...deployment, spec: filled };
}

function defaultStrategy({ type = 'RollingUpdate', rollingUpdate }: DeploymentStrategy = {}): DeploymentStrategy {
  if (type !== 'RollingUpdate') return rollingUpdate ? { type, rollingUpdate } : { type };
  const { maxSurge = '25%', maxUnavailable = '25%' } = rollingUpdate ?? {};
  return { type, rollingUpdate: { maxSurge, maxUnavailable } };
}

/** @source kube-apiserver v1.37 pkg/apis/apps/v1: SetDefaults_ReplicaSet */
export function defaultReplicaSet(replicaSet: ReplicaSet): ReplicaSet {
  const { spec } = replicaSet;
  return { ...replicaSet, spec: { ...spec, replicas: spec.replicas ?? 1, template: defaultTemplate(spec.template) } };
}
