/** Discovery: which groups, versions and resources there are, in the plain and in the aggregated form. */
import {
  apiVersionOf,
  resourceTypes,
  schemasOf,
  type GroupVersionKind,
  type ResourceType,
  type SubresourceType,
} from '#kube-api';

const isNamed = ({ group }: ResourceType): boolean => group !== '';

/** Group versions in the order of the table; the core group is `{ group: '', version: 'v1' }`. */
const groupVersions = [
  ...new Map(resourceTypes.map(({ group, version }) => [`${group}/${version}`, { group, version }])).values(),
];

/** `GET /api`. */
export const coreVersions = (): unknown => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' }],
});

const groupBody = (
  group: string,
): { readonly name: string; readonly versions: readonly unknown[]; readonly preferredVersion: unknown } => {
  const versions = groupVersions
    .filter((each) => each.group === group)
    .map((each) => ({ groupVersion: apiVersionOf(each), version: each.version }));
  return { name: group, versions, preferredVersion: versions[0] };
};

const namedGroups = [...new Set(resourceTypes.filter(isNamed).map(({ group }) => group))];

/** `GET /apis`. */
export const groupList = (): unknown => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: namedGroups.map(groupBody),
});

/** `/apis/<group>` and `/apis/<group>/<version>` of every named group. */
export const groupPaths = (): readonly string[] =>
  groupVersions
    .filter(({ group }) => group !== '')
    .flatMap(({ group, version }) => [`/apis/${group}`, `/apis/${group}/${version}`]);

/** `GET /apis/<group>`; nothing for a group that is not served. */
export const groupOf = (group: string): unknown =>
  namedGroups.includes(group) ? { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(group) } : undefined;

/** `GET /api/v1` and `GET /apis/<group>/<version>`; nothing for a version that is not served. */
export function resourceList(group: string, version: string): unknown {
  const types = resourceTypes.filter((type) => type.group === group && type.version === version);
  if (types.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    ...(group !== '' && { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: types.flatMap((type) => [
      plainResource(type),
      ...type.subresources.map((each) => plainSubresource(type, each)),
    ]),
  };
}

const listed = (name: string, values: readonly string[]): object => (values.length > 0 ? { [name]: values } : {});

const plainResource = (type: ResourceType): unknown => ({
  name: type.resource,
  singularName: type.singular,
  namespaced: type.namespaced,
  kind: type.kind,
  verbs: type.verbs,
  ...listed('shortNames', type.shortNames),
  ...listed('categories', type.categories),
  storageVersionHash: type.storageVersionHash,
});

const plainSubresource = (
  { resource, namespaced }: ResourceType,
  { name, kind, group, version, verbs }: SubresourceType,
): unknown => ({
  name: `${resource}/${name}`,
  singularName: '',
  namespaced,
  ...(group !== undefined && { group, version }),
  kind,
  verbs,
});

/** The aggregated form of `/api` (the core group) or of `/apis` (all named ones). */
export const aggregatedDiscovery = (isCore: boolean): unknown => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: (isCore ? [''] : namedGroups).map((group) => ({
    metadata: group ? { name: group } : {},
    versions: groupVersions
      .filter((each) => each.group === group)
      .map(({ version }) => ({ version, resources: aggregatedResources(group, version), freshness: 'Current' })),
  })),
});

const aggregatedResources = (group: string, version: string): readonly unknown[] =>
  resourceTypes
    .filter((type) => type.group === group && type.version === version)
    .map((type) => ({
      resource: type.resource,
      responseKind: { group: '', version: '', kind: type.kind },
      scope: type.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: type.singular,
      verbs: type.verbs,
      ...listed('shortNames', type.shortNames),
      ...listed('categories', type.categories),
      ...(type.subresources.length > 0 && { subresources: type.subresources.map(aggregatedSubresource) }),
    }));

/** Empty group and version mean those around it. */
const aggregatedSubresource = ({ name, kind, group = '', version = '', verbs }: SubresourceType): unknown => ({
  subresource: name,
  responseKind: { group, version, kind },
  verbs,
});

/** `GET /openapi/v3`: where the documents of the group versions are. */
export const openApiPaths = (): unknown => ({
  paths: Object.fromEntries(
    groupVersions.map((each) => {
      const path = prefixOf(each).slice(1);
      return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${OPENAPI_HASH}` }];
    }),
  ),
});

/** Changes when a document does: clients keep what they have seen under it. */
const OPENAPI_HASH = '2';
const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({ name, in: 'query' }));

const documents = new Map<string, unknown>();

/**
 * The OpenAPI document of a group version: which kinds can be patched with server-side validation, and what they consist of.
 * Nothing for a version that is not served.
 * @divergence the descriptions are our own, and only those fields have one that learners ask about
 */
export function openApiDocument(group: string, version: string, kubernetesVersion: string): unknown {
  const key = `${group}/${version} ${kubernetesVersion}`;
  const types = resourceTypes.filter((type) => type.group === group && type.version === version);
  if (types.length === 0) return undefined;
  // The same for every simulation of a version.
  if (!documents.has(key)) documents.set(key, makeDocument(types, kubernetesVersion));
  return documents.get(key);
}

function makeDocument(types: readonly ResourceType[], kubernetesVersion: string): unknown {
  const paths = types.flatMap((type) => {
    const kind = { 'x-kubernetes-group-version-kind': kindOf(type) };
    const collection = `${prefixOf(type)}/${type.namespaced ? 'namespaces/{namespace}/' : ''}${type.resource}`;
    return [
      [collection, { post: { parameters: writeParameters, ...kind } }],
      [
        `${collection}/{name}`,
        { get: kind, patch: { parameters: [...writeParameters, { name: 'force', in: 'query' }], ...kind } },
      ],
    ];
  });
  const info = { title: 'Kubernetes', version: kubernetesVersion };
  const schemas = schemasOf(types.map(kindOf));
  return { openapi: '3.0.0', info, paths: Object.fromEntries(paths) as unknown, components: { schemas } };
}

const kindOf = ({ group, version, kind }: ResourceType): GroupVersionKind => ({ group, version, kind });
const prefixOf = (type: Pick<ResourceType, 'group' | 'version'>): string =>
  type.group ? `/apis/${apiVersionOf(type)}` : `/api/${type.version}`;
