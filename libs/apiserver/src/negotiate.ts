/** Media types: what a client accepts, what it sends. */
import { failure, type StatusError } from '#kube-api';
import type { ApiRequest } from './request.ts';
import type { ResourceRoute } from './route.ts';

/** The form of an answer: objects as they are, a Table, or metadata only. */
export type AnswerForm = 'object' | 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';

export interface Negotiated {
  readonly form: AnswerForm;
  readonly isYaml: boolean;
}

interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const types = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'] as const;
const streams = ['application/json;stream=watch', 'application/vnd.kubernetes.protobuf;stream=watch'];
const wildcards = new Set(['*/*', 'application/*', '']);
const forms = new Set<string>(['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList']);
const plain: Negotiated = { form: 'object', isYaml: false };

/** Splits an Accept header into its alternatives, in the order given. */
export const parseAccept = (accept: string): readonly MediaType[] => accept.split(',').map(parseMediaType);

function parseMediaType(text: string): MediaType {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const pairs = parameters.map((parameter): [string, string] => {
    const [key = '', value = ''] = parameter.split('=');
    return [key.trim(), value.trim()];
  });
  return { type: type.toLowerCase(), parameters: new Map(pairs) };
}

/**
 * The first alternative that can be served. Throws a 406 when there is none.
 * @source kube-apiserver v1.37 apiserver/pkg/endpoints/handlers/negotiation
 * @divergence an answer is never protobuf: who accepts it, alone or with JSON, gets JSON, which its clients read as well
 */
export function negotiate({ accept }: ApiRequest, { name }: Pick<ResourceRoute, 'name'>): Negotiated {
  if (accept === undefined || accept === 'application/json' || accept === '*/*') return plain;
  const alternatives = parseAccept(accept);
  for (const { type, parameters } of alternatives) {
    if (!wildcards.has(type) && !types.some((known) => known === type)) continue;
    const as = parameters.get('as');
    if (as === undefined) return { form: 'object', isYaml: type === 'application/yaml' };
    if (forms.has(as) && parameters.get('g') === 'meta.k8s.io')
      return { form: as as AnswerForm, isYaml: type === 'application/yaml' }; // one of forms
  }
  const isKnown = alternatives.some(({ type }) => types.some((known) => known === type));
  throw isKnown ? wrongForm() : unknownType(name === undefined);
}

const wrongForm = (): StatusError =>
  failure('NotAcceptable', `only the following media types are accepted: ${types.join(', ')}`);

function unknownType(isCollection: boolean): StatusError {
  const available = isCollection ? [...types, ...streams] : types;
  return failure('NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${available.join(', ')}`, {});
}

/** Throws a 415 for a body of a type that objects do not come in. */
export function checkContentType({ contentType }: ApiRequest): void {
  if (contentType === undefined || types.some((type) => type === contentType)) return;
  const accepted = `accepted media types include: ${types.join(', ')}`;
  throw failure('UnsupportedMediaType', `the body of the request was in an unknown format - ${accepted}`);
}

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

const patchTypes: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
};

/** The kind of patch that a PATCH sends. Throws a 415 for any other content type. */
export function patchTypeOf({ contentType = '' }: ApiRequest): PatchType {
  const type = Object.hasOwn(patchTypes, contentType) ? patchTypes[contentType] : undefined;
  if (!type) throw failure('UnsupportedMediaType', '415: Unsupported Media Type', {});
  return type;
}
