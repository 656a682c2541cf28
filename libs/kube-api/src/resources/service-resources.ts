/** Rows of the resource table for services and what stands behind them. */
import { defaultService, keepAllocated } from '../core-v1/service-defaults.ts';
import type { Endpoints, Service } from '../core-v1/services.ts';
import { validatePlain } from '../core-v1/validation/objects.ts';
import { validateService, validateServiceUpdate } from '../core-v1/validation/service.ts';
import type { EndpointSlice } from '../discovery-v1/endpoint-slices.ts';
import { endpointSliceTable, endpointsTable, serviceTable } from '../tables/service-tables.ts';
import { defineResource } from './resource-type.ts';
import { status } from './workload-resources.ts';

export const services = defineResource<Service>({
  resource: 'services',
  singular: 'service',
  kind: 'Service',
  shortNames: ['svc'],
  categories: ['all'],
  subresources: [status('Service')],
  storageVersionHash: '0/CO1lhkEBI=',
  createsOnUpdate: true,
  returnsDeleted: true,
  defaults: defaultService,
  prepareForCreate: (service) => ({ ...service, status: { loadBalancer: {} } }),
  prepareForUpdate: keepAllocated,
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  selectableFields: {
    'spec.clusterIP': ({ spec }) => spec.clusterIP ?? '',
    'spec.type': ({ spec }) => spec.type ?? '',
  },
  table: serviceTable,
});

export const endpoints = defineResource<Endpoints>({
  resource: 'endpoints',
  singular: 'endpoints',
  kind: 'Endpoints',
  shortNames: ['ep'],
  storageVersionHash: 'fWeeMqaN/OA=',
  createsOnUpdate: true,
  validate: validatePlain,
  table: endpointsTable,
});

export const endpointSlices = defineResource<EndpointSlice>({
  group: 'discovery.k8s.io',
  resource: 'endpointslices',
  singular: 'endpointslice',
  kind: 'EndpointSlice',
  storageVersionHash: 'Nx3SIv6I0mE=',
  hasGeneration: true,
  validate: validatePlain,
  table: endpointSliceTable,
});
