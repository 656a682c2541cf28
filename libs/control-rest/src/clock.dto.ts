/** Clock commands as clients write them, and the command that one means. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsInt, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { CONDITION_FORMS, parseCondition, parseDuration } from '#cluster';
import { HOUR } from '#kernel';
import { forbiddenField, invalid, requiredField } from '#kube-api';
import { defaultLimits, invalidFields, MAX_RATE, MIN_RATE, type ClockCommand } from '#simulations';
import { IsCondition, IsDuration, MayBeAbsent } from './rules.ts';

const rate = { message: `must be a number from ${MIN_RATE} to ${MAX_RATE}` };
const count = { message: `must be a whole number from 1 to ${defaultLimits.steps}` };

export class ResumeDto {
  @ApiPropertyOptional({ description: 'Virtual time per wall time.', default: 1, minimum: MIN_RATE, maximum: MAX_RATE })
  @MayBeAbsent()
  @IsNumber({}, rate)
  @Min(MIN_RATE, rate)
  @Max(MAX_RATE, rate)
  rate?: number;
}

export class ClockDto {
  @ApiPropertyOptional({ enum: [true] })
  @MayBeAbsent()
  @Equals(true, { message: 'must be true' })
  pause?: true;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsObject({ message: 'must be an object such as {"rate": 60}' })
  @ValidateNested()
  @Type(() => ResumeDto)
  resume?: ResumeDto;

  @ApiPropertyOptional({ example: '10m' })
  @MayBeAbsent()
  @IsDuration()
  advance?: string;

  @ApiPropertyOptional({ description: 'Entries to handle.', minimum: 1, maximum: defaultLimits.steps })
  @MayBeAbsent()
  @IsInt(count)
  @Min(1, count)
  @Max(defaultLimits.steps, count)
  step?: number;

  @ApiPropertyOptional({ description: CONDITION_FORMS, example: 'default/web Ready' })
  @MayBeAbsent()
  @IsCondition()
  until?: string;

  @ApiPropertyOptional({ description: 'Bound of `until`.', default: '1h' })
  @MayBeAbsent()
  @IsDuration()
  within?: string;
}

const kinds = ['pause', 'resume', 'advance', 'step', 'until'] as const;

/** The command that a valid DTO means. Throws a 400 unless it names exactly one. */
export function clockCommandOf(dto: ClockDto): ClockCommand {
  const named = kinds.filter((kind) => dto[kind] !== undefined);
  const [kind] = named;
  if (kind === undefined || named.length > 1) throw notOne(named);
  if (dto.within !== undefined && kind !== 'until')
    throw invalidFields([forbiddenField('within', 'goes with until only')]);
  return commandOf[kind](dto);
}

function notOne(named: readonly string[]): Error {
  const detail = `exactly one of ${kinds.join(', ')} is allowed`;
  return invalidFields([named.length === 0 ? requiredField('', detail) : invalid('', named.join(', '), detail)]);
}

const commandOf = {
  pause: () => ({ kind: 'pause' }),
  resume: ({ resume }) => ({ kind: 'resume', rate: resume?.rate ?? 1 }),
  advance: ({ advance }) => ({ kind: 'advance', by: millisOf(advance) }),
  step: ({ step }) => ({ kind: 'step', count: step ?? 1 }),
  until: ({ until, within }) => {
    const parsed = parseCondition(until ?? '');
    if (parsed.kind === 'error') throw invalidFields([invalid('until', until, parsed.message)]);
    return { kind: 'until', condition: parsed.condition, within: millisOf(within) };
  },
} satisfies Record<(typeof kinds)[number], (dto: ClockDto) => ClockCommand>;

const millisOf = (text: string | undefined): number => (text === undefined ? undefined : parseDuration(text)) ?? HOUR;
