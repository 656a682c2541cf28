/** Small checks that many fields share; each adds what it finds to a report. */
import { invalid, notSupported, required, type FieldError } from '../../meta-v1/field-error.ts';

/** What validation has found so far; nothing, for almost every object, so it is passed along rather than returned. */
export type Report = FieldError[];

/** A field: its path and value. */
export interface Checked<T> {
  readonly at: string;
  readonly value: T;
}

/** Adds one error for each text that a name rule answers with. */
export function checkWith(
  report: Report,
  { at, value }: Checked<string>,
  rule: (value: string) => readonly string[],
): void {
  for (const detail of rule(value)) report.push(invalid(at, value, detail));
}

/** The value must be there, and then satisfy the rule. */
export function checkRequired(
  report: Report,
  field: Checked<string | undefined>,
  rule: (value: string) => readonly string[],
): void {
  if (!field.value) report.push(required(field.at));
  else checkWith(report, { at: field.at, value: field.value }, rule);
}

/** The value, where it is set, must be one of those supported. */
export function checkOneOf(
  report: Report,
  { at, value }: Checked<string | undefined>,
  supported: readonly string[],
): void {
  if (value !== undefined && !supported.includes(value)) report.push(notSupported(at, value, supported));
}

export function checkNonNegative(report: Report, { at, value }: Checked<number | undefined>): void {
  if (value !== undefined && value < 0) report.push(invalid(at, value, 'must be greater than or equal to 0'));
}

/** The number, where it is set, must lie between two others. */
export function checkRange(
  report: Report,
  { at, value }: Checked<number | undefined>,
  [low, high]: readonly [number, number],
): void {
  if (value !== undefined && (value < low || value > high))
    report.push(invalid(at, value, `must be between ${low} and ${high}, inclusive`));
}

export const MAX_INT32 = 2_147_483_647;
