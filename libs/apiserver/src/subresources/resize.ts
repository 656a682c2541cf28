/** The resize subresource: only the resources and resize policies of containers are taken. */
import {
  defaultPod,
  forbidden,
  milliValue,
  quantityValue,
  validateResize,
  type Container,
  type Node,
  type Pod,
} from '#kube-api';
import { getObject } from '#object-store';
import type { Call } from '../call.ts';
import type { UpdateStrategy } from '../verbs/update.ts';

/** @source kube-apiserver v1.37 pkg/registry/core/pod: podResizeStrategy; plugin/pkg/admission */
export const resizeStrategy: UpdateStrategy = {
  prepare: (_call, object, stored) => resized(defaultPod(object as Pod), stored as Pod), // the path is below pods
  validate: (_call, object, stored) => validateResize(object as Pod, stored as Pod), // the path is below pods
  admit: (call, object) => admitResize(call, object as Pod), // the path is below pods
};

function resized(sent: Pod, stored: Pod): Pod {
  const { containers, initContainers } = stored.spec;
  const take = (container: Container, from: readonly Container[] | undefined): Container => {
    const other = from?.find(({ name }) => name === container.name);
    if (!other) return container;
    const { resources, resizePolicy } = other;
    return { ...container, ...(resources && { resources }), ...(resizePolicy && { resizePolicy }) };
  };
  const spec = {
    ...stored.spec,
    containers: containers.map((container) => take(container, sent.spec.containers)),
    ...(initContainers && {
      initContainers: initContainers.map((container) => take(container, sent.spec.initContainers)),
    }),
  };
  return { ...stored, spec };
}

const resources = [
  { name: 'cpu', amountOf: milliValue },
  { name: 'memory', amountOf: quantityValue },
] as const;

/** A bound pod must fit into what its node can give. Throws a 403. */
function admitResize({ host }: Call, { metadata, spec }: Pod): void {
  if (!spec.nodeName) return;
  const of = { resource: 'pods', name: metadata.name };
  const node = getObject(host.store, 'nodes', spec.nodeName) as Node | undefined; // by its resource
  if (!node) throw forbidden(of, `node "${spec.nodeName}" not found`);
  for (const { name, amountOf } of resources) {
    const requested = spec.containers.reduce(
      (sum, container) => sum + amountOf(container.resources?.requests?.[name]),
      0,
    );
    const allocatable = amountOf(node.status?.allocatable?.[name]);
    if (requested > allocatable)
      throw forbidden(
        of,
        `node didn't have enough allocatable resources: ${name}, requested: ${requested}, allocatable: ${allocatable}`,
        [{ reason: 'NodeCapacity' }],
      );
  }
}
