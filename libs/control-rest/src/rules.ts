/** Rules for fields of DTOs: optional ones, and texts that the core parses. */
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min, ValidateBy, ValidateIf } from 'class-validator';
import { parseCondition, parseDuration } from '#cluster';
import { signalNames } from '#kubelet';
import { checkSubdomain, parseTime, parseVersion, readQuantity, VERSION_MESSAGE } from '#kube-api';

/** A field that may be left out, but not be null. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_dto, value) => value !== undefined);

/** Digits of a query as the number that they are; anything else stays, for the answer to show. */
export const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

export const PAGE_MAX = 1000;
export const PAGE_DEFAULT = 500;

/** How many items of a list a client asks for at a time. */
export function PageSize(): PropertyDecorator {
  const size = { message: `must be a whole number from 1 to ${PAGE_MAX}` };
  return applyDecorators(
    ApiPropertyOptional({ default: PAGE_DEFAULT, maximum: PAGE_MAX }),
    MayBeAbsent(),
    Transform(({ value }) => asNumber(value)),
    IsInt(size),
    Min(1, size),
    Max(PAGE_MAX, size),
  );
}

/** What is wrong with a value, or nothing. */
type Rule = (value: unknown) => string | undefined;

const ruled = (name: string, rule: Rule) => (): PropertyDecorator =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => rule(value) === undefined,
      defaultMessage: (found) => rule(found?.value) ?? '',
    },
  });

const textRule = (name: string, isFine: (text: string) => boolean, message: string) =>
  ruled(name, (value) => (typeof value === 'string' && isFine(value) ? undefined : message));

const isLength = (length: number | undefined): boolean => length !== undefined && length > 0;

export const IsDuration = textRule(
  'isDuration',
  (text) => isLength(parseDuration(text)),
  'must be a duration above zero such as "90s", "10m" or "1h30m"',
);

export const IsTime = textRule(
  'isTime',
  (text) => !Number.isNaN(parseTime(text)),
  'must be a time in UTC such as "2026-01-01T00:00:00Z"',
);

export const IsQuantity = textRule(
  'isQuantity',
  (text) => typeof readQuantity(text) !== 'string',
  'must be a quantity such as "500m" or "8Gi"',
);

export const IsObjectName = textRule(
  'isObjectName',
  (text) => checkSubdomain(text).length === 0,
  'must be a lower-case name such as "node-1"',
);

export const IsVersion = textRule('isVersion', (text) => parseVersion(text) !== undefined, VERSION_MESSAGE);

export const IsSwitchMap = ruled('isSwitchMap', (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'boolean')
    ? undefined
    : 'must be an object whose values are true or false, such as {"ContainerRestartRules": false}',
);

export const IsTextMap = ruled('isTextMap', (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((item) => typeof item === 'string')
    ? undefined
    : 'must be an object whose values are texts',
);

/** An object whose keys are signals of the eviction manager. */
const signalRule = (name: string, isFine: (value: unknown) => boolean, message: string) =>
  ruled(name, (value) => {
    if (typeof value !== 'object' || value === null) return 'must be an object';
    const unknown = Object.keys(value).find((key) => !(signalNames as readonly string[]).includes(key));
    if (unknown !== undefined) return `${unknown} is no signal: must be one of ${signalNames.join(', ')}`;
    return Object.values(value).every(isFine) ? undefined : message;
  });

const isThreshold = (value: unknown): boolean =>
  typeof value === 'string' && (/^\d+(\.\d+)?%$/.test(value) || typeof readQuantity(value) !== 'string');

export const IsThresholds = signalRule('isThresholds', isThreshold, 'must be quantities or shares such as "10%"');

export const IsSignalTimes = signalRule(
  'isSignalTimes',
  (value) => Number.isInteger(value) && Number(value) >= 0,
  'must be whole numbers of milliseconds',
);

/** What a simulation can run until; the message says what may stand there. */
export const IsCondition = ruled('isCondition', (value) => {
  if (typeof value !== 'string') return 'must be a text';
  const parsed = parseCondition(value);
  return parsed.kind === 'error' ? parsed.message : undefined;
});
