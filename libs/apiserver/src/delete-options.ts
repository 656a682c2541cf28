/** DeleteOptions: from the body, or from the query when there is none. */
import { badRequest, invalid, invalidOptions, notSupported, type FieldError } from '#kube-api';
import { optionsBody } from './body.ts';
import { unsupportedDryRun } from './options.ts';
import type { ApiRequest } from './request.ts';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly dryRun: boolean;
}

interface RawOptions {
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
  readonly dryRun?: readonly string[];
}

const policies = ['Foreground', 'Background', 'Orphan'];

/**
 * Reads and checks the options. Throws a 400 for a wrong type and a 422 for a wrong value.
 * @source kube-apiserver v1.37 apimachinery/pkg/apis/meta/v1/validation: ValidateDeleteOptions
 * @divergence every propagation policy acts as Background: there is no garbage collector that would take its finalizer off
 */
export function readDeleteOptions(request: ApiRequest): DeleteOptions {
  const body = optionsBody(request);
  const raw = isPlain(body) ? checkTypes(body) : fromQuery(request.query ?? {});
  const errors = validate(raw);
  if (errors.length > 0) throw invalidOptions('DeleteOptions', errors);
  const { uid, resourceVersion } = raw.preconditions ?? {};
  return {
    dryRun: (raw.dryRun ?? []).length > 0,
    ...(raw.gracePeriodSeconds !== undefined && { gracePeriodSeconds: raw.gracePeriodSeconds }),
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
}

const isPlain = (body: unknown): body is Readonly<Record<string, unknown>> => typeof body === 'object' && body !== null;

/** Go types of the fields, and the JSON types that fit them. */
const fieldTypes = {
  gracePeriodSeconds: ['int64', (value: unknown) => Number.isInteger(value)],
  orphanDependents: ['bool', (value: unknown) => typeof value === 'boolean'],
  propagationPolicy: ['v1.DeletionPropagation', (value: unknown) => typeof value === 'string'],
  preconditions: ['v1.Preconditions', isPlain],
  dryRun: ['[]string', Array.isArray],
} satisfies Record<string, readonly [string, (value: unknown) => boolean]>;

function checkTypes(body: Readonly<Record<string, unknown>>): RawOptions {
  for (const [field, [goType, fits]] of Object.entries(fieldTypes)) {
    const value = body[field];
    if (value === undefined || value === null || fits(value)) continue;
    throw badRequest(
      `json: cannot unmarshal ${jsonType(value)} into Go struct field DeleteOptions.${field} of type ${goType}`,
    );
  }
  const known = Object.keys(fieldTypes).filter((field) => body[field] !== null && body[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, body[field]])); // each of its type, as checked
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${value}`;
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function fromQuery(query: Readonly<Record<string, string>>): RawOptions {
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, dryRun } = query;
  if (gracePeriodSeconds !== undefined && !/^[-+]?\d+$/.test(gracePeriodSeconds))
    throw badRequest(`strconv.ParseInt: parsing "${gracePeriodSeconds}": invalid syntax`);
  return {
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds: Number(gracePeriodSeconds) }),
    ...(propagationPolicy && { propagationPolicy }),
    ...(orphanDependents && { orphanDependents: orphanDependents === 'true' }),
    ...(dryRun && { dryRun: [dryRun] }),
  };
}

function validate({ propagationPolicy, orphanDependents, dryRun }: RawOptions): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (propagationPolicy !== undefined && orphanDependents !== undefined)
    errors.push(
      invalid('propagationPolicy', propagationPolicy, 'orphanDependents and deletionPropagation cannot be both set'),
    );
  if (propagationPolicy !== undefined && !policies.includes(propagationPolicy))
    errors.push(notSupported('propagationPolicy', propagationPolicy, [...policies, 'nil']));
  if (dryRun?.some((value) => value !== 'All')) errors.push(unsupportedDryRun(dryRun));
  return errors;
}
