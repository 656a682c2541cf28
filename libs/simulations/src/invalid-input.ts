/** What class-validator found wrong with input, as a Status that names field, value and what is allowed. */
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { failure, forbiddenField, invalid, requiredField, type FieldError, type StatusError } from '#kube-api';

/** Options of every ValidationPipe: unknown fields are refused, findings become a Status. */
export const inputRules = {
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  validationError: { target: true, value: true },
  exceptionFactory: (errors: readonly ValidationError[]): StatusError => invalidInput(errors),
};

/** The 400 about the fields of a request. */
export function invalidInput(errors: readonly ValidationError[]): StatusError {
  return invalidFields(errors.flatMap((error) => fieldErrors(error, '')));
}

/** The same for fields that were checked otherwise. */
export function invalidFields(errors: readonly FieldError[]): StatusError {
  const texts = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const causes = errors.map(({ reason, field, message }) => ({ reason, message, field }));
  return failure('BadRequest', `the request is invalid: ${texts.join(', ')}`, { causes });
}

function fieldErrors(error: ValidationError, parent: string): readonly FieldError[] {
  const field = /^\d+$/.test(error.property) ? `${parent}[${error.property}]` : join(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, text]) => fieldError(error, { rule, text, field }));
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

const join = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);

interface Finding {
  readonly rule: string;
  readonly text: string;
  readonly field: string;
}

function fieldError({ target, value, property }: ValidationError, { rule, text, field }: Finding): FieldError {
  if (rule === 'whitelistValidation') return forbiddenField(field, `unknown field, allowed: ${allowedFields(target)}`);
  const detail = text.startsWith(property) ? text.slice(property.length).trim() : text;
  return value === undefined ? requiredField(field, detail) : invalid(field, value, detail);
}

function allowedFields(target: object | undefined): string {
  if (!target) return 'none';
  const found = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', true, false);
  return [...new Set(found.map(({ propertyName }) => propertyName))].join(', ') || 'none';
}
