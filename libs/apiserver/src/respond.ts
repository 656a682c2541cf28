/** Answers in the form that was asked for: objects, lists, Tables or metadata. */
import { badRequest, partialObject, tableOf, type IncludeObject, type KubeObject } from '#kube-api';
import type { Call } from './call.ts';
import type { Negotiated } from './negotiate.ts';
import type { ApiResponse } from './request.ts';
import { listBody, type ObjectList } from './verbs/read.ts';

export interface Answering {
  readonly form: Negotiated;
  readonly code: number;
}

/** One object; a Status goes out as it is, whatever form was asked for. */
export function objectResponse(call: Call, body: unknown, { form, code }: Answering): ApiResponse {
  const yaml = form.isYaml ? { contentType: 'application/yaml' } : {};
  if (form.form === 'object' || isStatus(body)) return { code, body, ...yaml };
  const object = body as KubeObject; // every other answer is an object
  if (form.form === 'Table') {
    const { resourceVersion = '' } = object.metadata;
    return { code, body: tableBody(call, { metadata: { resourceVersion }, items: [object] }), ...yaml };
  }
  return { code, body: partialObject(object), ...yaml };
}

const isStatus = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'Status';

export function listResponse(call: Call, list: ObjectList, form: Negotiated): ApiResponse {
  const yaml = form.isYaml ? { contentType: 'application/yaml' } : {};
  if (form.form === 'object') return { code: 200, body: listBody(call, list), ...yaml };
  if (form.form === 'Table') return { code: 200, body: tableBody(call, list), ...yaml };
  const items = list.items.map(partialObject);
  return {
    code: 200,
    body: { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata: list.metadata, items },
    ...yaml,
  };
}

function tableBody({ host, type, request }: Call, { metadata, items }: ObjectList): unknown {
  const includeObject = includeObjectOf(request.query ?? {});
  return tableOf(type.table, items, { nowUnixMs: host.epoch + host.now, includeObject, metadata, withColumns: true });
}

const includes = new Set(['None', 'Metadata', 'Object']);

/** How much of each object the rows of a Table carry. Throws a 400 for an unknown value. */
export function includeObjectOf({ includeObject = '' }: Readonly<Record<string, string>>): IncludeObject {
  if (includeObject === '') return 'Metadata';
  if (includes.has(includeObject)) return includeObject as IncludeObject; // one of them
  const detail = "must be 'Metadata', 'Object', 'None', or empty";
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: "${includeObject}": ${detail}`,
  );
}
