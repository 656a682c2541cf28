/** The EndpointSlice controller: slices, and the old Endpoints, follow services and the readiness of their pods. */
import { aside, type Millis } from '#kernel';
import { generateName, newMetadata, timestampOf } from '#apiserver';
import {
  findCondition,
  HEADLESS,
  type Endpoint,
  type Endpoints,
  type EndpointSlice,
  type ObjectMeta,
  type Pod,
  type Service,
} from '#kube-api';
import {
  createObject,
  findObject,
  getObject,
  listObjects,
  objectKey,
  removeObject,
  updateObject,
  type StoreChange,
} from '#object-store';
import type { Controller } from '../controller.ts';
import type { ControllersHost } from '../controllers-state.ts';
import { watchPods } from '../watch-pods.ts';
import { controllerReference } from '../workloads/owned-pods.ts';
import { sameData } from '../workloads/plain.ts';
import { requestSync, takeSync } from '../workloads/sync-queue.ts';
import { endpointGroups, selects, subsetsOf, type EndpointGroup } from './endpoints.ts';

const NAME = 'endpointslice-controller';
const WATCH_DELAY: Millis = 3;
const ENDPOINTS_PER_SLICE = 100;
const TRIGGER = 'endpoints.kubernetes.io/last-change-trigger-time';

/**
 * @source kube-controller-manager v1.37 pkg/controller/endpointslice, pkg/controller/endpoint
 * @divergence one controller writes both forms; slices are filled in the order of the pods' names, not topped up
 */
export const endpointSliceController: Controller = {
  name: NAME,
  subscriptions: [{ resource: 'services', delay: WATCH_DELAY }],
  steps: { watch: onChange, sync: onSync },
};

const servicesIn = ({ store }: ControllersHost, namespace?: string): readonly Service[] =>
  listObjects(store, 'services', namespace) as Service[]; // holds Services

/** Pods are heard of while a service selects some. */
function onChange(host: ControllersHost, change: StoreChange): void {
  if (change.resource === 'pods') return podChanged(host, change);
  const selecting = servicesIn(host).some(({ spec }) => spec.selector !== undefined);
  watchPods(host, NAME, selecting);
  if (change.type === 'DELETED') return removeEndpoints(host, change.object as Service); // a change of services
  requestSync(host, { controller: NAME, key: objectKey(change.object) });
}

function podChanged(host: ControllersHost, { type, object, previous }: StoreChange): void {
  const pod = object as Pod; // a change of pods
  const before = previous as Pod | undefined; // a change of pods
  if (type === 'MODIFIED' && before && countedAs(pod) === countedAs(before)) return;
  for (const service of servicesIn(host, pod.metadata.namespace))
    if (selects(service, pod) || (before && selects(service, before)))
      requestSync(host, { controller: NAME, key: objectKey(service) });
}

/** What of a pod shows in its endpoint. */
const countedAs = ({ metadata, status }: Pod): string =>
  JSON.stringify([
    metadata.labels,
    metadata.deletionTimestamp !== undefined,
    status?.podIP,
    status?.phase,
    findCondition(status?.conditions, 'Ready')?.status,
  ]);

function onSync(host: ControllersHost, payload: Parameters<typeof takeSync>[2]): void {
  const key = takeSync(host, NAME, payload);
  const service = key === undefined ? undefined : (getObject(host.store, 'services', key) as Service | undefined); // holds Services
  if (!service?.spec.selector || service.spec.type === 'ExternalName') return;
  const groups = endpointGroups(host.store, service);
  aside(host, () => writeEndpoints(host, service, groups));
  aside(host, () => writeSlices(host, service, groups));
}

type Content = Pick<EndpointSlice, 'endpoints' | 'ports'>;

/** Without any endpoint there is one slice that says so. */
function contentsOf(groups: readonly EndpointGroup[]): readonly Content[] {
  if (groups.length === 0) return [{ endpoints: null, ports: null }];
  return groups.flatMap(({ ports, endpoints }) => chunked(endpoints).map((chunk) => ({ endpoints: chunk, ports })));
}

function chunked(endpoints: readonly Endpoint[]): Endpoint[][] {
  const count = Math.ceil(endpoints.length / ENDPOINTS_PER_SLICE);
  return Array.from({ length: count }, (_, at) =>
    endpoints.slice(at * ENDPOINTS_PER_SLICE, (at + 1) * ENDPOINTS_PER_SLICE),
  );
}

const slicesOf = ({ store }: ControllersHost, { metadata }: Service): readonly EndpointSlice[] =>
  (listObjects(store, 'endpointslices', metadata.namespace) as EndpointSlice[]) // holds EndpointSlices
    .filter((slice) => slice.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid));

function writeSlices(host: ControllersHost, service: Service, groups: readonly EndpointGroup[]): void {
  const contents = contentsOf(groups);
  const slices = slicesOf(host, service);
  contents.forEach((content, index) => {
    const slice = slices[index];
    if (!slice) return void createObject(host, 'endpointslices', newSlice(host, service, content));
    const { endpoints, ports } = slice;
    if (sameData({ endpoints, ports }, content)) return;
    updateObject(host, 'endpointslices', { ...slice, ...content, metadata: triggered(host, slice.metadata) });
  });
  for (const slice of slices.slice(contents.length)) removeObject(host, 'endpointslices', slice);
}

const triggered = (host: ControllersHost, metadata: ObjectMeta): ObjectMeta => ({
  ...metadata,
  annotations: { ...metadata.annotations, [TRIGGER]: timestampOf(host) },
});

function newSlice(host: ControllersHost, service: Service, content: Content): EndpointSlice {
  const { name, namespace = '', labels } = service.metadata;
  const prefix = `${name}-`;
  const metadata = newMetadata(host, {
    name: generateName(host, prefix),
    generateName: prefix,
    namespace,
    generation: 1,
    labels: {
      ...labels,
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': name,
      ...(service.spec.clusterIP === HEADLESS && { 'service.kubernetes.io/headless': '' }),
    },
    ownerReferences: [controllerReference(service)],
  });
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: triggered(host, metadata),
    addressType: 'IPv4',
    ...content,
  };
}

function writeEndpoints(host: ControllersHost, { metadata }: Service, groups: readonly EndpointGroup[]): void {
  const { name, namespace = '', labels } = metadata;
  const old = findObject(host.store, 'endpoints', { namespace, name }) as Endpoints | undefined; // holds Endpoints
  const subsets = subsetsOf(groups);
  if (old && sameData(old.subsets ?? [], subsets)) return;
  const named = old?.metadata ?? newMetadata(host, { name, namespace });
  const next: Endpoints = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: triggered(host, {
      ...named,
      labels: { ...labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
    }),
    ...(subsets.length > 0 && { subsets }),
  };
  if (old) updateObject(host, 'endpoints', next);
  else createObject(host, 'endpoints', next);
}

/** What stood behind a service goes with it. */
function removeEndpoints(host: ControllersHost, service: Service): void {
  const { name, namespace = '' } = service.metadata;
  const endpoints = findObject(host.store, 'endpoints', { namespace, name });
  if (endpoints) aside(host, () => removeObject(host, 'endpoints', endpoints));
  for (const slice of slicesOf(host, service)) aside(host, () => removeObject(host, 'endpointslices', slice));
}
