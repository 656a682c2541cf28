/** Settings of a new simulation: every setting that the engines have, taken from their defaults. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsInt, IsNumber, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { completeSettings } from '#cluster';
import { kubeletSettingRanges, type Range } from '#kubelet';
import { IsSignalTimes, IsThresholds, MayBeAbsent } from './rules.ts';

const defaults = completeSettings();

type Ranges = Readonly<Record<string, Range>>;

const MINUTES_10: Range = [0, 600_000];
const latencyRanges: Ranges = Object.fromEntries(
  Object.keys(defaults.runtime.latencies).map((name) => [name, MINUTES_10]),
);
const runtimeRanges: Ranges = { pullMs: [0, 86_400_000] };

/** A setting in milliseconds is a whole number: agendas know no fractions. */
function rulesOf(name: string, value: unknown, ranges: Ranges): readonly PropertyDecorator[] {
  const [least, most] = ranges[name] ?? [0, 0]; // numbers have one
  if (typeof value === 'boolean') return [IsBoolean({ message: 'must be true or false' })];
  const kind = name === 'requeueJitter' ? 'number' : 'whole number';
  const message = `must be a ${kind} from ${least} to ${most}`;
  const isNumber = kind === 'number' ? IsNumber({}, { message }) : IsInt({ message });
  return [isNumber, Min(least, { message }), Max(most, { message })];
}

const atLeastZero = Min(0, { message: 'must not be below 0' });

/** Gives a DTO one optional field for each of the default values. */
function takeFields(dto: { readonly prototype: object }, values: object, ranges: Ranges): void {
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (typeof value === 'object') continue;
    MayBeAbsent()(dto.prototype, name);
    for (const rule of rulesOf(name, value, ranges)) rule(dto.prototype, name);
    const type = typeof value === 'boolean' ? 'boolean' : 'number';
    ApiPropertyOptional({ type, default: value as boolean | number })(dto.prototype, name); // no other types are there
  }
}

/** The time of pods from a priority on, when their machine goes down. */
export class ShutdownGraceDto {
  @ApiProperty()
  @IsInt({ message: 'must be a whole number' })
  priority!: number;

  @ApiProperty()
  @IsInt({ message: 'must be a whole number' })
  @atLeastZero
  seconds!: number;
}

/** A map from signals of the eviction manager, optional like every setting. */
function BySignal(rule: PropertyDecorator, example: Readonly<Record<string, string | number>>): PropertyDecorator {
  const description = 'By signal of the eviction manager.';
  const rules = [ApiPropertyOptional({ type: Object, description, example }), MayBeAbsent(), rule];
  return (target, property) => rules.forEach((each) => each(target, property));
}

export class KubeletSettingsDto {
  @BySignal(IsThresholds(), { 'memory.available': '100Mi', 'nodefs.available': '10%' })
  evictionHard?: Readonly<Record<string, string>>;

  @BySignal(IsThresholds(), { 'memory.available': '500Mi' })
  evictionSoft?: Readonly<Record<string, string>>;

  @BySignal(IsSignalTimes(), { 'memory.available': 90_000 })
  evictionSoftGraceMs?: Readonly<Record<string, number>>;

  @BySignal(IsThresholds(), { 'memory.available': '100Mi' })
  evictionMinimumReclaim?: Readonly<Record<string, string>>;

  @ApiPropertyOptional({ type: [ShutdownGraceDto] })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ValidateNested({ each: true })
  @Type(() => ShutdownGraceDto)
  shutdownGraceByPodPriority?: readonly ShutdownGraceDto[];
}
takeFields(KubeletSettingsDto, defaults.kubelet, kubeletSettingRanges);

export class LatenciesDto {}
takeFields(LatenciesDto, defaults.runtime.latencies, latencyRanges);

export class RuntimeSettingsDto {
  @ApiPropertyOptional({ description: 'Milliseconds that runtime calls take.' })
  @MayBeAbsent()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => LatenciesDto)
  latencies?: LatenciesDto;
}
takeFields(RuntimeSettingsDto, defaults.runtime, runtimeRanges);

export class SettingsDto {
  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => KubeletSettingsDto)
  kubelet?: KubeletSettingsDto;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => RuntimeSettingsDto)
  runtime?: RuntimeSettingsDto;

  @ApiPropertyOptional({ description: 'Timeline entries that are kept at least.', default: defaults.timelineLimit })
  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number from 100' })
  @Min(100, { message: 'must be a whole number from 100' })
  timelineLimit?: number;
}
