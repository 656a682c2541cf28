/** Subresources that lead to a running container: log, exec, attach, port-forward. The server checks, others carry them out. */
import { badRequest, forbiddenField, invalid, invalidObject, notFound, type FieldError, type Pod } from '#kube-api';
import { getObject } from '#object-store';
import { storedObject, type Call } from '../call.ts';
import type { Connection } from '../request.ts';

/** @source kube-apiserver v1.37 pkg/registry/core/pod: LogLocation */
export function connectToLog(call: Call): Connection | undefined {
  const pod = storedObject(call) as Pod; // the path is below pods
  const query = call.request.query ?? {};
  const errors = checkLogOptions(query);
  if (errors.length > 0) throw invalidObject({ kind: 'PodLogOptions', name: pod.metadata.name }, errors);
  const container = chooseContainer(pod, query['container']);
  const { nodeName } = pod.spec;
  if (!nodeName) return undefined;
  // The node's name stands where the pod's is expected.
  if (!getObject(call.host.store, 'nodes', nodeName)) throw notFound({ resource: 'pods', name: nodeName });
  return connection(pod, 'log', container);
}

/** @source kube-apiserver v1.37 pkg/registry/core/pod: streamLocation */
export function connectToStream(call: Call, kind: 'exec' | 'attach'): Connection {
  const pod = storedObject(call) as Pod; // the path is below pods
  const container = chooseContainer(pod, call.request.query?.['container']);
  requireHost(pod);
  return connection(pod, kind, container);
}

/** @source kube-apiserver v1.37 pkg/registry/core/pod: PortForwardLocation */
export function connectToPorts(call: Call): Connection {
  const pod = storedObject(call) as Pod; // the path is below pods
  requireHost(pod);
  return connection(pod, 'portforward');
}

const connection = ({ metadata }: Pod, kind: Connection['kind'], container?: string): Connection => ({
  kind,
  namespace: metadata.namespace ?? '',
  pod: metadata.name,
  ...(container !== undefined && { container }),
});

function requireHost({ metadata, spec }: Pod): void {
  if (!spec.nodeName) throw badRequest(`pod ${metadata.name} does not have a host assigned`);
}

/** The container asked for, or the only one. Throws a 400. */
function chooseContainer({ metadata, spec }: Pod, asked: string | undefined): string {
  const all = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map(
    ({ name }) => name,
  );
  if (asked) {
    if (all.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${metadata.name}`);
  }
  const [only, ...others] = spec.containers;
  if (only && others.length === 0) return only.name;
  throw badRequest(`a container name must be specified for pod ${metadata.name}, choose one of: [${all.join(' ')}]`);
}

function checkLogOptions(query: Readonly<Record<string, string>>): readonly FieldError[] {
  const { tailLines, limitBytes, sinceSeconds, sinceTime, stream } = query;
  const errors: FieldError[] = [];
  if (tailLines && Number(tailLines) < 0)
    errors.push(invalid('tailLines', Number(tailLines), 'must be greater than or equal to 0'));
  if (limitBytes && Number(limitBytes) < 1)
    errors.push(invalid('limitBytes', Number(limitBytes), 'must be greater than 0'));
  if (sinceSeconds && sinceTime)
    errors.push(forbiddenField('[]', 'at most one of `sinceTime` or `sinceSeconds` may be specified'));
  else if (sinceSeconds && Number(sinceSeconds) < 1)
    errors.push(invalid('sinceSeconds', Number(sinceSeconds), 'must be greater than 0'));
  if (stream) errors.push(forbiddenField('stream', 'may not be specified'));
  return errors;
}
