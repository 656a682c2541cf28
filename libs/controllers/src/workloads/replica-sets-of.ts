/** The replica sets of a deployment: which there are, which one is for its present template, and how they are scaled. */
import { hash32 } from '#kernel';
import { referenceTo, handleRequest } from '#apiserver';
import type { Deployment, ReplicaSet } from '#kube-api';
import { listObjects, updateObject } from '#object-store';
import type { ControllersHost } from '../controllers-state.ts';
import { reportEvent } from '../event-recorder.ts';
import { controllerReference } from './owned-pods.ts';
import { canonicalText, sameData } from './plain.ts';
import { maxSurge, newReplicas } from './rollout.ts';

export const DEPLOYMENT_CONTROLLER = 'deployment-controller';
export const HASH_LABEL = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** @source apimachinery v0.37 pkg/util/rand: SafeEncodeString */
const safeText = (text: string): string =>
  [...text].map((character) => ALPHABET.charAt((character.codePointAt(0) ?? 0) % ALPHABET.length)).join('');

/**
 * What names the replica set of a template.
 * @divergence the hash is not the real one, which depends on how Go prints the template
 */
export const templateHash = ({ spec }: Deployment): string =>
  safeText(String(hash32(canonicalText(spec.template)) >>> 0));

/** The replica sets that a deployment controls, oldest first. */
export function replicaSetsOf(host: ControllersHost, { metadata }: Deployment): readonly ReplicaSet[] {
  const all = listObjects(host.store, 'replicasets', metadata.namespace) as ReplicaSet[]; // holds ReplicaSets
  const own = all.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.some(({ controller, uid }) => controller && uid === metadata.uid),
  );
  return own.sort((a, b) => revisionOf(a) - revisionOf(b));
}

export const revisionOf = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[REVISION] ?? 0);

/** The one for the present template. */
export function findNew(deployment: Deployment, replicaSets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const hash = templateHash(deployment);
  return replicaSets.find(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash);
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
  const hash = templateHash(deployment);
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
  if (response.code !== 201) return undefined;
  if (replicas > 0) reportScaling(host, deployment, { name: body.metadata.name, from: 0, to: replicas });
  return response.body as ReplicaSet; // as created
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
