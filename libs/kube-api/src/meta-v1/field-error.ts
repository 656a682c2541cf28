/** What validation finds: a field, a reason and the words that kube-apiserver has for it. */
import { goValue } from '../text/go-text.ts';

export type FieldReason =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError';

export interface FieldError {
  readonly reason: FieldReason;
  /** Path such as `spec.containers[0].name`. */
  readonly field: string;
  /** The whole text after the field; made when it is read, as most paths through validation find nothing. */
  readonly message: string;
}

export const messageOf = (error: FieldError): string => error.message;

const error = (reason: FieldReason, field: string, message: string): FieldError => ({ reason, field, message });
const withDetail = (head: string, detail?: string): string => (detail ? `${head}: ${detail}` : head);

export const required = (field: string, detail?: string): FieldError =>
  error('FieldValueRequired', field, withDetail('Required value', detail));

export const invalid = (field: string, value: unknown, detail: string): FieldError =>
  error('FieldValueInvalid', field, withDetail(`Invalid value: ${goValue(value)}`, detail));

export const forbiddenField = (field: string, detail: string): FieldError =>
  error('FieldValueForbidden', field, `Forbidden: ${detail}`);

export const duplicate = (field: string, value: unknown): FieldError =>
  error('FieldValueDuplicate', field, `Duplicate value: ${goValue(value)}`);

export const notFoundField = (field: string, value: unknown, detail?: string): FieldError =>
  error('FieldValueNotFound', field, withDetail(`Not found: ${goValue(value)}`, detail));

/** The supported values are listed in the order given. */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError =>
  error(
    'FieldValueNotSupported',
    field,
    `Unsupported value: ${goValue(value)}: supported values: ${supported.map((each) => `"${each}"`).join(', ')}`,
  );

export const tooLong = (field: string, limit: number): FieldError =>
  error('FieldValueTooLong', field, `Too long: may not be more than ${limit} bytes`);

export const tooMany = (field: string, count: number, limit: number): FieldError =>
  error('FieldValueTooMany', field, `Too many: ${count}: must have at most ${limit} items`);

/** The errors of a name check that answers with texts. */
export const invalidAll = (field: string, value: unknown, details: readonly string[]): FieldError[] =>
  details.map((detail) => invalid(field, value, detail));
