/** The eviction subresource: a graceful deletion that says so in the pod's conditions first. */
import { badRequest, success, type KubeObject, type Pod, type PodCondition } from '#kube-api';
import { updateObject } from '#object-store';
import { timestampOf } from '../api-host.ts';
import { storedObject, type Call } from '../call.ts';
import { readDeleteOptions } from '../delete-options.ts';
import { withCondition } from '../pod-writes.ts';
import { deleteStored } from '../verbs/delete.ts';
import { spendBudget } from './eviction-budget.ts';

/**
 * Marks a scheduled running pod as disrupted and deletes it as a DELETE with the same options would, if its budget allows it.
 * @source kube-apiserver v1.37 pkg/registry/core/pod/storage: EvictionREST.Create
 */
export function evict(call: Call, eviction: KubeObject): unknown {
  const { name } = eviction.metadata;
  if (name && name !== call.route.name) throw badRequest('name in URL does not match name in Eviction object');
  const pod = storedObject(call) as Pod; // the path is below pods
  const body = 'deleteOptions' in eviction ? eviction.deleteOptions : {};
  const options = readDeleteOptions({ ...call.request, query: {}, body });
  const isDryRun = call.dryRun || options.dryRun;
  deleteStored({ ...call, dryRun: true }, pod, options);
  spendBudget(call.host, pod, { isDryRun });
  if (!isDryRun) deleteStored(call, isDisrupted(pod) ? markDisrupted(call, pod) : pod, { ...withoutVersion(options) });
  return { ...success(), code: 201 };
}

/** Pods that are pending, have ended or are going already are just deleted. */
const isDisrupted = ({ metadata, spec, status }: Pod): boolean =>
  spec.nodeName !== undefined && status?.phase === 'Running' && metadata.deletionTimestamp === undefined;

/** The resourceVersion was checked before the condition was written. */
const withoutVersion = (options: ReturnType<typeof readDeleteOptions>): ReturnType<typeof readDeleteOptions> => {
  const { resourceVersion: _checked, ...rest } = options;
  return rest;
};

function markDisrupted({ host }: Call, pod: Pod): Pod {
  const condition: PodCondition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: timestampOf(host),
  };
  return updateObject(host, 'pods', {
    ...pod,
    status: { ...pod.status, conditions: withCondition(pod.status?.conditions, condition) },
  });
}
