/** Get and list. */
import { apiVersionOf, badRequest, type KubeObject, type ListMeta } from '#kube-api';
import { currentVersion, listObjects } from '#object-store';
import type { Call } from '../call.ts';
import { selectorOf } from '../object-selector.ts';

/** A part of a resource's objects, as a list answer shows it. */
export interface ObjectList {
  readonly metadata: ListMeta;
  readonly items: readonly KubeObject[];
}

/** What a list request selects, in key order. */
export function listSelected(call: Call): ObjectList {
  const { host, type, route, request } = call;
  const matches = selectorOf(type, request.query ?? {});
  const objects = listObjects(host.store, type.resource, route.namespace);
  const named = route.name === undefined ? objects : objects.filter(({ metadata }) => metadata.name === route.name);
  return { metadata: { resourceVersion: currentVersion(host) }, items: matches ? named.filter(matches) : named };
}

/** `<Kind>List`, whose items carry neither kind nor apiVersion. */
export const listBody = ({ type }: Call, { metadata, items }: ObjectList): unknown => ({
  kind: `${type.kind}List`,
  apiVersion: apiVersionOf(type),
  metadata,
  items: items.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
});

/** A query parameter that has to be a whole number; absent when it is not given. */
export function integerParameter(query: Readonly<Record<string, string>>, name: string): number | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  if (!/^[-+]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}
