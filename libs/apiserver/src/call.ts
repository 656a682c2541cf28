/** One request on its way through the server: where it points and what its options say. */
import { forbidden, notFound, type KubeObject, type NamedResource, type ResourceType } from '#kube-api';
import { findObject } from '#object-store';
import type { ApiHost } from './api-host.ts';
import type { ApiRequest } from './request.ts';
import type { ResourceRoute } from './route.ts';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface Call {
  readonly host: ApiHost;
  readonly request: ApiRequest;
  readonly route: ResourceRoute;
  readonly type: ResourceType;
  /** Everything but the commit. */
  readonly dryRun: boolean;
  readonly fieldValidation: FieldValidation;
  /** Grows on the way; sent as `Warning` headers. */
  readonly warnings: string[];
}

/** How messages name an object of the call's resource. */
export const named = ({ group, resource }: ResourceType, name: string): NamedResource => ({ group, resource, name });

/** The object that the path names. Throws a 404. */
export function storedObject(call: Call): KubeObject {
  const object = findStored(call);
  if (!object) throw notFound(named(call.type, call.route.name ?? ''));
  return object;
}

/** The object that the path names, if there is one. */
export const findStored = ({ host, type, route: { namespace, name = '' } }: Call): KubeObject | undefined =>
  findObject(host.store, type.resource, { namespace, name });

/** The name in a refusal of admission. */
export const forbiddenBecause = (call: Call, object: KubeObject, why: string): Error =>
  forbidden(named(call.type, object.metadata.name ?? ''), why);
