/** Validation of a resize: new requests and limits of a pod's containers. */
import { forbiddenField, invalid, type FieldError } from '../../meta-v1/field-error.ts';
import { validateMetadataUpdate } from '../../meta-v1/metadata-validation.ts';
import type { Container, ResourceList } from '../container.ts';
import type { Pod } from '../pod.ts';
import { qosClassOf } from '../qos.ts';
import { validatePodObject } from './pod.ts';
import type { Report } from './report.ts';

/**
 * Only cpu and memory can change, the QoS class cannot, and the node must be able to resize at all.
 * @source kube-apiserver v1.37 pkg/apis/core/validation: ValidatePodResize
 */
export function validateResize(pod: Pod, stored: Pod): readonly FieldError[] {
  const report: Report = [...validateMetadataUpdate(pod.metadata, stored.metadata), ...validatePodObject(pod)];
  if (pod.spec === stored.spec) return report;
  const qosClass = qosClassOf(stored.spec);
  if (qosClassOf(pod.spec) !== qosClass)
    report.push(invalid('spec', qosClass, 'Pod QOS Class may not change as a result of resizing'));
  if (!isResizable(stored)) report.push(forbiddenField('spec', 'Pod running on node without support for resize'));
  if (!changesOnlyComputeResources(pod, stored))
    report.push(forbiddenField('spec', 'only cpu and memory resources are mutable'));
  return report;
}

/** A running container whose status shows no resources runs on a node that does not resize. */
function isResizable({ status }: Pod): boolean {
  const running = (status?.containerStatuses ?? []).find(({ state }) => state?.running);
  return !running || running.resources !== undefined;
}

const changesOnlyComputeResources = ({ spec }: Pod, { spec: stored }: Pod): boolean =>
  spec.containers.every((container, i) => {
    const before = stored.containers[i];
    return sameOthers(container, before, 'limits') && sameOthers(container, before, 'requests');
  });

function sameOthers(next: Container, stored: Container | undefined, kind: 'limits' | 'requests'): boolean {
  const others = (list: ResourceList = {}): string =>
    JSON.stringify(
      Object.entries(list)
        .filter(([name]) => name !== 'cpu' && name !== 'memory')
        .sort(),
    );
  return others(next.resources?.[kind]) === others(stored?.resources?.[kind]);
}
