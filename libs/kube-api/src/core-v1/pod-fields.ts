/** The fields of pods and nodes that a field selector may name. */
import type { SelectableFields } from '../resources/resource-type.ts';
import type { Event } from './event.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';

export const podFields: SelectableFields<Pod> = {
  'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
  'spec.host': ({ spec }) => spec.nodeName ?? '',
  'spec.restartPolicy': ({ spec }) => spec.restartPolicy ?? '',
  'spec.schedulerName': ({ spec }) => spec.schedulerName ?? '',
  'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName ?? '',
  'spec.hostNetwork': ({ spec }) => String(spec.hostNetwork ?? false),
  'status.phase': ({ status }) => status?.phase ?? '',
  'status.podIP': ({ status }) => status?.podIP ?? '',
  'status.podIPs': ({ status }) => status?.podIP ?? '',
  'status.nominatedNodeName': ({ status }) => status?.nominatedNodeName ?? '',
};

export const nodeFields: SelectableFields<Node> = {
  'spec.unschedulable': ({ spec }) => String(spec?.unschedulable ?? false),
};

export const eventFields: SelectableFields<Event> = {
  'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
  'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
  'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
  'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
  'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
  'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
  'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
  reason: ({ reason }) => reason ?? '',
  reportingComponent: ({ reportingComponent }) => reportingComponent ?? '',
  source: ({ source, reportingComponent }) => source?.component || reportingComponent || '',
  type: ({ type }) => type ?? '',
};
