/** Status: how the API says that a request failed (or succeeded without an object), and the error that carries one. */
import type { FieldError } from './field-error.ts';
import { messageOf } from './field-error.ts';
import type { ListMeta } from './object-meta.ts';

export type StatusReason =
  | 'AlreadyExists'
  | 'BadRequest'
  | 'Conflict'
  | 'Expired'
  | 'Forbidden'
  | 'InternalError'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'NotFound'
  | 'RequestEntityTooLarge'
  | 'ServiceUnavailable'
  | 'Timeout'
  | 'TooManyRequests'
  | 'Unauthorized'
  | 'UnsupportedMediaType';

export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: ListMeta;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: StatusReason;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** Thrown where a caller broke a rule of the API; the API server answers with its `status`. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }
}

/** What a message names: a resource in lower-case plural, with its group when that is not the core group. */
export interface NamedResource {
  readonly group?: string;
  readonly resource: string;
  readonly name: string;
}

const codes = {
  AlreadyExists: 409,
  BadRequest: 400,
  Conflict: 409,
  Expired: 410,
  Forbidden: 403,
  InternalError: 500,
  Invalid: 422,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  NotFound: 404,
  RequestEntityTooLarge: 413,
  ServiceUnavailable: 503,
  Timeout: 504,
  TooManyRequests: 429,
  Unauthorized: 401,
  UnsupportedMediaType: 415,
} satisfies Record<StatusReason, number>;

/** A failed Status. Without `details` the field is absent, as in 400, 401 and 413. */
export function failure(reason: StatusReason, message: string, details?: StatusDetails): StatusError {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason } as const;
  return new StatusError({ ...body, ...(details && { details }), code: codes[reason] });
}

/** A failed Status without a reason: code 500 with a validation text, as the binding subresource answers. */
export function unclassifiedFailure(message: string): StatusError {
  return new StatusError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code: 500 });
}

const qualified = ({ group, resource }: NamedResource): string => (group ? `${resource}.${group}` : resource);

const detailsOf = ({ name, group, resource }: NamedResource, more?: StatusDetails): StatusDetails => ({
  ...(name && { name }),
  ...(group && { group }),
  kind: resource,
  ...more,
});

export const notFound = (of: NamedResource): StatusError =>
  failure('NotFound', `${qualified(of)} "${of.name}" not found`, detailsOf(of));

/** The answer to a path that names no resource inside a served group version. */
export const resourceNotFound = (): StatusError =>
  failure('NotFound', 'the server could not find the requested resource', {});

export const alreadyExists = (of: NamedResource): StatusError =>
  failure('AlreadyExists', `${qualified(of)} "${of.name}" already exists`, detailsOf(of));

export const conflict = (of: NamedResource, why: string): StatusError =>
  failure('Conflict', `Operation cannot be fulfilled on ${qualified(of)} "${of.name}": ${why}`, detailsOf(of));

/** The optimistic lock failed. */
export const modified = (of: NamedResource): StatusError =>
  conflict(of, 'the object has been modified; please apply your changes to the latest version and try again');

export const forbidden = (of: NamedResource, why: string, causes?: readonly StatusCause[]): StatusError =>
  failure('Forbidden', `${qualified(of)} "${of.name}" is forbidden: ${why}`, detailsOf(of, causes && { causes }));

export const badRequest = (message: string): StatusError => failure('BadRequest', message);

export const methodNotAllowed = (): StatusError =>
  failure('MethodNotAllowed', 'the server does not allow this method on the requested resource', {});

export const internalError = (message: string): StatusError =>
  failure('InternalError', `Internal error occurred: ${message}`);

/** What broke the rules of validation: the Kind, not the resource. */
export interface InvalidObject {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * 422 with one cause per error; an error that repeats is written once in the message.
 * @source kube-apiserver v1.37 apimachinery/pkg/api/errors: NewInvalid
 */
export function invalidObject({ group, kind, name }: InvalidObject, errors: readonly FieldError[]): StatusError {
  const texts = [...new Set(errors.map((error) => `${error.field}: ${messageOf(error)}`))];
  const joined = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  const causes = errors.map((error) => ({ reason: error.reason, message: messageOf(error), field: error.field }));
  const details = { ...(name && { name }), ...(group && { group }), ...(kind && { kind }), causes };
  return failure('Invalid', `${group ? `${kind}.${group}` : kind} "${name}" is invalid: ${joined}`, details);
}

/** 422 about the options of a request, such as `CreateOptions`. */
export const invalidOptions = (kind: string, errors: readonly FieldError[]): StatusError =>
  invalidObject({ group: 'meta.k8s.io', kind, name: '' }, errors);

/** A successful Status, with what it was about. */
export const success = (details?: StatusDetails): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  ...(details && { details }),
});

const reasonOf = (error: unknown): StatusReason | undefined =>
  error instanceof StatusError ? error.status.reason : undefined;

export const isNotFound = (error: unknown): boolean => reasonOf(error) === 'NotFound';
export const isConflict = (error: unknown): boolean => reasonOf(error) === 'Conflict';
export const isAlreadyExists = (error: unknown): boolean => reasonOf(error) === 'AlreadyExists';
export const isInvalid = (error: unknown): boolean => reasonOf(error) === 'Invalid';
