/** The replica sets of a deployment: which there are, which one is for its present template, and how they are scaled. */
import type { Millis } from '#kernel';
import { referenceTo, handleRequest } from '#apiserver';
import type { Deployment, PodTemplate, ReplicaSet } from '#kube-api';
import { findObject, getObject, keyOf, listObjects, updateObject } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';
import { controllerReference } from './owned-pods.ts';
import { sameData } from './plain.ts';
import { maxSurge, newReplicas } from './rollout.ts';
import { requestSync } from './sync-queue.ts';
import { templateHash } from './template-hash.ts';

export const DEPLOYMENT_CONTROLLER = 'deployment-controller';
export const HASH_LABEL = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
const COLLISION_RETRY: Millis = 5;
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** The replica sets that a deployment controls, oldest first. */
export function replicaSetsOf(host: ControllersHost, { metadata }: Deployment): readonly ReplicaSet[] {
  const all = listObjects(host.store, 'replicasets', metadata.namespace) as ReplicaSet[]; // holds ReplicaSets
  const own = all.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.some(({ controller, uid }) => controller && uid === metadata.uid),
  );
  return own.sort((a, b) => revisionOf(a) - revisionOf(b));
}

export const revisionOf = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[REVISION] ?? 0);

/**
 * The one for the present template, whatever hash its name has.
 * @source kube-controller-manager v1.37 pkg/controller/deployment/util: FindNewReplicaSet
 */
export function findNew({ spec }: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  return replicaSets.find((each) => sameData(spec.template, withoutHash(each.spec.template)));
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { [HASH_LABEL]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** Annotations of the deployment that its replica sets carry, too. */
function annotationsFor({ metadata, spec }: Deployment, revision: number): Readonly<Record<string, string>> {
  const own = Object.entries(metadata.annotations ?? {}).filter(([key]) => key !== LAST_APPLIED && key !== REVISION);
  const replicas = spec.replicas ?? 1;
  return {
    ...Object.fromEntries(own),
    [DESIRED]: String(replicas),
    [MAX_REPLICAS]: String(replicas + maxSurge(spec)),
    [REVISION]: String(revision),
  };
}

/** The newest replica set, brought up to date or created. Nothing when it cannot be created. */
export function ensureNew(
  host: ControllersHost,
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
): ReplicaSet | undefined {
  const found = findNew(deployment, replicaSets);
  const newest = Math.max(0, ...replicaSets.filter((each) => each !== found).map(revisionOf));
  if (!found) return createNew(host, deployment, { replicaSets, revision: newest + 1 });
  const revision = Math.max(revisionOf(found), newest + 1);
  const annotations = { ...found.metadata.annotations, ...annotationsFor(deployment, revision) };
  if (sameData(annotations, found.metadata.annotations)) return found;
  return updateObject(host, 'replicasets', { ...found, metadata: { ...found.metadata, annotations } });
}

function createNew(
  host: ControllersHost,
  deployment: Deployment,
  { replicaSets, revision }: { readonly replicaSets: readonly ReplicaSet[]; readonly revision: number },
): ReplicaSet | undefined {
  const { metadata, spec } = deployment;
  const hash = templateHash(spec.template, deployment.status?.collisionCount);
  const labels = { ...spec.template.metadata?.labels, [HASH_LABEL]: hash };
  const { matchLabels, ...selector } = spec.selector ?? {};
  const replicas = newReplicas(spec, replicaSets, 0);
  const body = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      labels,
      annotations: annotationsFor(deployment, revision),
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(spec.minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds }),
      selector: { ...selector, matchLabels: { ...matchLabels, [HASH_LABEL]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  };
  const path = `/apis/apps/v1/namespaces/${metadata.namespace ?? ''}/replicasets`;
  const response = handleRequest(host, { method: 'POST', path, body });
  if (response.code === 409) return void noteCollision(host, deployment, body.metadata.name);
  if (response.code !== 201) return undefined;
  if (replicas > 0) reportScaling(host, deployment, { name: body.metadata.name, from: 0, to: replicas });
  return response.body as ReplicaSet; // as created
}

/**
 * The name is taken by a replica set of another template or owner: the next try hashes with a higher count.
 * @source kube-controller-manager v1.37 pkg/controller/deployment: getNewReplicaSet
 */
function noteCollision(host: ControllersHost, { metadata, status }: Deployment, name: string): void {
  const key = keyOf(metadata.namespace, metadata.name);
  const current = getObject(host.store, 'deployments', key) as Deployment | undefined; // holds Deployments
  if (!current || !findObject(host.store, 'replicasets', { namespace: metadata.namespace, name })) return;
  const collisionCount = (status?.collisionCount ?? 0) + 1;
  updateObject(host, 'deployments', { ...current, status: { ...current.status, collisionCount } });
  requestSync(host, { controller: DEPLOYMENT_CONTROLLER, key }, COLLISION_RETRY);
}

/** Scales a replica set and reports it; equal numbers change nothing but what it remembers of the deployment. Returns the stored version. */
export function scaleTo(host: ControllersHost, deployment: Deployment, replicaSet: ReplicaSet, to: number): ReplicaSet {
  const { metadata, spec } = replicaSet;
  const from = spec.replicas ?? 1;
  const annotations = { ...metadata.annotations, ...annotationsFor(deployment, revisionOf(replicaSet)) };
  const hasNews = !sameData(annotations, metadata.annotations);
  if (from === to && !hasNews) return replicaSet;
  const generation = from === to ? {} : { generation: (metadata.generation ?? 0) + 1 };
  const next = {
    ...replicaSet,
    metadata: { ...metadata, annotations, ...generation },
    spec: { ...spec, replicas: to },
  };
  const stored = updateObject(host, 'replicasets', next);
  if (from !== to) reportScaling(host, deployment, { name: metadata.name, from, to });
  return stored;
}

interface Scaling {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function reportScaling(host: ControllersHost, deployment: Deployment, { name, from, to }: Scaling): void {
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`;
  reportEvent(host, referenceTo(deployment), {
    from: DEPLOYMENT_CONTROLLER,
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
  });
}

/** True when somebody changed the number of replicas since the replica sets were scaled last. */
export const isScalingEvent = ({ spec }: Deployment, replicaSets: readonly ReplicaSet[]): boolean =>
  replicaSets.some(
    ({ metadata, spec: { replicas = 1 } }) =>
      replicas > 0 &&
      metadata.annotations?.[DESIRED] !== undefined &&
      metadata.annotations[DESIRED] !== String(spec.replicas ?? 1),
  );
