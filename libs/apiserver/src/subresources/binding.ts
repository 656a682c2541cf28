/** The binding subresource: how a scheduler assigns a pod to a node. */
import {
  conflict,
  notSupported,
  requiredField,
  success,
  unclassifiedFailure,
  type Binding,
  type KubeObject,
  type Pod,
} from '#kube-api';
import { storedObject, type Call } from '../call.ts';
import { bindPod } from '../pod-writes.ts';

/**
 * Sets `spec.nodeName` and PodScheduled=True, and merges the binding's labels and annotations into the pod. Whether the node
 * exists is not checked. Throws a 500 for a bad target and a 409 for a pod that cannot be bound.
 * @source kube-apiserver v1.37 pkg/registry/core/pod/storage: BindingREST.Create
 */
export function bind(call: Call, body: KubeObject): unknown {
  const binding = body as Binding; // decoded as one
  checkTarget(binding);
  const pod = storedObject(call) as Pod; // the path is below pods
  checkBindable(pod);
  const { labels, annotations } = binding.metadata;
  const merged: Pod = {
    ...pod,
    metadata: {
      ...pod.metadata,
      ...(labels && { labels: { ...pod.metadata.labels, ...labels } }),
      ...(annotations && { annotations: { ...pod.metadata.annotations, ...annotations } }),
    },
  };
  if (!call.dryRun) bindPod(call.host, merged, binding.target?.name ?? '');
  return { ...success(), code: 201 };
}

function checkTarget({ target = {} }: Binding): void {
  const errors = [
    ...(target.kind && target.kind !== 'Node' ? [notSupported('target.kind', target.kind, ['Node', '<empty>'])] : []),
    ...(target.name ? [] : [requiredField('target.name')]),
  ];
  if (errors.length === 0) return;
  const texts = errors.map(({ field, message }) => `${field}: ${message}`);
  throw unclassifiedFailure(texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`);
}

function checkBindable({ metadata, spec }: Pod): void {
  const refuse = (why: string): Error =>
    conflict({ resource: 'pods/binding', name: metadata.name }, `pod ${metadata.name} ${why}`);
  if (metadata.deletionTimestamp) throw refuse('is being deleted, cannot be assigned to a host');
  if (spec.nodeName) throw refuse(`is already assigned to node "${spec.nodeName}"`);
  if (spec.schedulingGates?.length) throw refuse('has non-empty .spec.schedulingGates');
}
