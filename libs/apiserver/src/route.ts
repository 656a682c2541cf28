/** Reads a path: which resource, object or subresource it names, or none. */
import { findResourceType, isServedVersion, type ResourceType, type SubresourceType } from '#kube-api';

export interface ResourceRoute {
  readonly kind: 'resource';
  readonly type: ResourceType;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: SubresourceType;
  /** The path has the old form with `/watch/` in it. */
  readonly isWatch: boolean;
}

/**
 * `unknown-resource` lies inside a served group version (answered by a Status), `unknown-path` outside (answered in text),
 * `document` is anything that is not about objects: discovery, health, version.
 */
export type Route =
  | ResourceRoute
  | { readonly kind: 'document'; readonly path: string }
  | { readonly kind: 'unknown-resource' }
  | { readonly kind: 'unknown-path' };

const UNKNOWN_RESOURCE: Route = { kind: 'unknown-resource' };

export function parsePath(path: string): Route {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [root, ...rest] = segments;
  const isCore = root === 'api';
  if (!isCore && root !== 'apis') return { kind: 'document', path };
  const [group = '', version = '', ...below] = isCore ? ['', ...rest] : rest;
  if (below.length === 0) return { kind: 'document', path };
  if (!isServedVersion(group, version)) return { kind: 'unknown-path' };
  const isWatch = below[0] === 'watch';
  return locate({ group, version, isWatch, segments: isWatch ? below.slice(1) : below });
}

interface Location {
  readonly group: string;
  readonly version: string;
  readonly isWatch: boolean;
  readonly segments: readonly string[];
}

function locate({ group, version, isWatch, segments }: Location): Route {
  const [first, namespace, resource = '', ...below] = segments;
  // `/namespaces/n/status` is a subresource of the namespace, `/namespaces/n/pods` a collection inside it.
  const isInNamespace = first === 'namespaces' && segments.length > 2 && !isNamespaceSubresource(resource);
  if (!isInNamespace)
    return place(findResourceType(group, version, first ?? ''), { segments: segments.slice(1), isWatch });
  return place(findResourceType(group, version, resource), {
    segments: below,
    isWatch,
    ...(namespace !== undefined && { namespace }),
  });
}

const isNamespaceSubresource = (name: string): boolean => name === 'status' || name === 'finalize';

interface Place {
  readonly namespace?: string;
  readonly segments: readonly string[];
  readonly isWatch: boolean;
}

function place(type: ResourceType | undefined, { namespace, segments, isWatch }: Place): Route {
  const [name, subresourceName, ...more] = segments;
  if (!type || more.length > 0) return UNKNOWN_RESOURCE;
  if (type.namespaced ? namespace === undefined && name !== undefined : namespace !== undefined)
    return UNKNOWN_RESOURCE;
  const subresource = type.subresources.find((each) => each.name === subresourceName);
  if (subresourceName !== undefined && !subresource) return UNKNOWN_RESOURCE;
  return {
    kind: 'resource',
    type,
    isWatch,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(subresource && { subresource }),
  };
}
