/** From a manifest to the request that creates it, as a client with discovery would send it. */
import type { ApiRequest } from '#apiserver';
import { apiVersionOf, badRequest, isPlain, resourceTypes, type ResourceType } from '#kube-api';

/** What a manifest says it is. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Documents one by one: a List stands for its items, an empty document for nothing. */
export function expandLists(documents: readonly unknown[]): readonly unknown[] {
  return documents
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) =>
      isPlain(document) && document['kind'] === 'List' && Array.isArray(document['items'])
        ? expandLists(document['items'] as readonly unknown[]) // an array, as just seen
        : [document],
    );
}

/** The identity in a document. Throws a 400 for something that is no manifest. */
export function readManifest(document: unknown): Manifest {
  if (!isPlain(document)) throw badRequest('a manifest must be an object with apiVersion, kind and metadata');
  const { apiVersion, kind, metadata } = document;
  if (typeof apiVersion !== 'string' || apiVersion === '') throw badRequest("Object 'apiVersion' is missing");
  if (typeof kind !== 'string' || kind === '') throw badRequest("Object 'Kind' is missing");
  const { name, namespace } = isPlain(metadata) ? metadata : {};
  return {
    apiVersion,
    kind,
    ...(typeof namespace === 'string' && namespace !== '' && { namespace }),
    ...(typeof name === 'string' && { name }),
  };
}

/** The POST that creates a document, which refuses unknown fields. Throws a 400 for a kind that is not served. */
export function createRequestOf(document: unknown): ApiRequest {
  const manifest = readManifest(document);
  const type = typeOf(manifest);
  const { namespace = 'default' } = manifest;
  if (!/^[^/]+$/.test(namespace)) throw badRequest(`metadata.namespace: Invalid value: "${namespace}"`);
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const collection = type.namespaced ? `${root}/namespaces/${namespace}/${type.resource}` : `${root}/${type.resource}`;
  return { method: 'POST', path: collection, query: { fieldValidation: 'Strict' }, body: document };
}

function typeOf({ apiVersion, kind }: Manifest): ResourceType {
  const isMeant = (type: ResourceType): boolean => type.kind === kind && apiVersion === apiVersionOf(type);
  const found = resourceTypes.find(isMeant);
  if (found) return found;
  throw badRequest(`no matches for kind "${kind}" in version "${apiVersion}"`);
}
