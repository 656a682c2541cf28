/** The options of a request: dryRun, fieldValidation and the like, checked as the server checks them. */
import { invalidOptions, notSupported, type FieldError } from '#kube-api';
import type { FieldValidation } from './call.ts';
import type { ApiRequest } from './request.ts';

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions';

export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldValidation: FieldValidation;
}

const fieldValidations: readonly string[] = ['', 'Ignore', 'Strict', 'Warn'];

/**
 * Reads `dryRun` and `fieldValidation`. Throws a 422 about `<Verb>Options` for any other value.
 * @source kube-apiserver v1.37 apimachinery/pkg/apis/meta/v1/validation
 */
export function readWriteOptions({ query = {} }: ApiRequest, kind: OptionsKind): WriteOptions {
  const { dryRun = '', fieldValidation = '' } = query;
  const errors: FieldError[] = [];
  if (dryRun !== '' && dryRun !== 'All') errors.push(unsupportedDryRun([dryRun]));
  if (!fieldValidations.includes(fieldValidation))
    errors.push(notSupported('fieldValidation', fieldValidation, fieldValidations));
  if (errors.length > 0) throw invalidOptions(kind, errors);
  return { dryRun: dryRun === 'All', fieldValidation: (fieldValidation || 'Warn') as FieldValidation }; // checked above
}

export const unsupportedDryRun = (values: readonly string[]): FieldError => notSupported('dryRun', values, ['All']);

/** A switch in a query. */
export const isTrue = (value: string | undefined): boolean => value === 'true' || value === '1';
