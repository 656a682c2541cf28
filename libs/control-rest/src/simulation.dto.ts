/** What a client says of a new simulation. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { clockModes, defaultLimits, MAX_RATE, MIN_RATE, type ClockMode } from '#simulations';
import { gateNames, minorVersions } from '#kube-api';
import { IsObjectName, IsQuantity, IsSwitchMap, IsTextMap, IsTime, IsVersion, MayBeAbsent } from './rules.ts';
import { SettingsDto } from './settings.dto.ts';

const text = { message: 'must be a text of 1 to 200 characters' };
const rate = { message: `must be a number from ${MIN_RATE} to ${MAX_RATE}` };
const modes = { message: `must be one of ${clockModes.join(', ')}` };
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
const profiles = ['realistic', 'textbook'] as const;
const nodes = {
  message: `must be a number of nodes from 0 to ${defaultLimits.nodes}, or a list of nodes such as [{"name": "node-1", "cpu": "4"}] without a name twice`,
};

export class TaintDto {
  @ApiProperty()
  @Length(1, 317, text)
  key!: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsString({ message: 'must be a text' })
  value?: string;

  @ApiProperty({ enum: effects })
  @IsIn(effects, { message: `must be one of ${effects.join(', ')}` })
  effect!: (typeof effects)[number];
}

export class NodeDto {
  @ApiProperty()
  @IsObjectName()
  name!: string;

  @ApiPropertyOptional({ default: '4' })
  @MayBeAbsent()
  @IsQuantity()
  cpu?: string;

  @ApiPropertyOptional({ default: '8Gi' })
  @MayBeAbsent()
  @IsQuantity()
  memory?: string;

  @ApiPropertyOptional({ default: '110' })
  @MayBeAbsent()
  @IsQuantity()
  pods?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @MayBeAbsent()
  @IsTextMap()
  labels?: Record<string, string>;

  @ApiPropertyOptional({ type: [TaintDto] })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list of taints' })
  @ValidateNested({ each: true })
  @Type(() => TaintDto)
  taints?: TaintDto[];

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  unschedulable?: boolean;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @MayBeAbsent()
  @IsTextMap()
  extra?: Record<string, string>;
}

/** A number of nodes as the list of them; anything else as it is. */
function asNodes(value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > defaultLimits.nodes) return value;
  return Array.from({ length: value }, (_, index) => Object.assign(new NodeDto(), { name: `node-${index + 1}` }));
}

export class ClockSettingDto {
  @ApiProperty({ enum: clockModes })
  @IsIn(clockModes, modes)
  mode!: ClockMode;

  @ApiPropertyOptional({ default: 1, minimum: MIN_RATE, maximum: MAX_RATE })
  @MayBeAbsent()
  @IsNumber({}, rate)
  @Min(MIN_RATE, rate)
  @Max(MAX_RATE, rate)
  rate?: number;
}

export class SimulationDto {
  @ApiPropertyOptional()
  @MayBeAbsent()
  @Length(1, 200, text)
  name?: string;

  @ApiPropertyOptional({
    description: 'The same seed and the same commands give the same timeline.',
    default: 'podlab',
  })
  @MayBeAbsent()
  @Length(1, 200, text)
  seed?: string;

  @ApiPropertyOptional({
    description: 'How many nodes, or which.',
    oneOf: [{ type: 'integer' }, { type: 'array', items: { $ref: '#/components/schemas/NodeDto' } }],
    default: 3,
  })
  @MayBeAbsent()
  @Type(() => NodeDto)
  @Transform(({ value }) => asNodes(value))
  @IsArray(nodes)
  @ArrayUnique((node: NodeDto | undefined) => node?.name, nodes)
  @ValidateNested({ each: true, ...nodes })
  nodes?: NodeDto[];

  @ApiPropertyOptional({ enum: profiles, default: 'realistic' })
  @MayBeAbsent()
  @IsIn(profiles, { message: `must be one of ${profiles.join(', ')}` })
  profile?: (typeof profiles)[number];

  @ApiPropertyOptional({
    description: 'The Kubernetes version that is imitated; also with a leading v or a patch release.',
    examples: [...minorVersions, 'v1.35.4'],
    default: '1.37',
  })
  @MayBeAbsent()
  @Transform(({ value }) => (typeof value === 'number' ? String(value) : (value as unknown))) // YAML reads 1.35 as a number
  @IsVersion()
  kubernetesVersion?: string;

  @ApiPropertyOptional({
    description: `Feature gates that differ from the version's defaults: ${gateNames.join(', ')}.`,
    type: 'object',
    additionalProperties: { type: 'boolean' },
  })
  @MayBeAbsent()
  @IsSwitchMap()
  featureGates?: Record<string, boolean>;

  @ApiPropertyOptional({ description: 'RFC 3339 time of the start.' })
  @MayBeAbsent()
  @IsTime()
  epoch?: string;

  @ApiPropertyOptional({ description: 'Paused if absent.' })
  @MayBeAbsent()
  @IsObject({ message: 'must be an object such as {"mode": "real-time", "rate": 60}' })
  @ValidateNested()
  @Type(() => ClockSettingDto)
  clock?: ClockSettingDto;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsObject({ message: 'must be an object' })
  @ValidateNested()
  @Type(() => SettingsDto)
  settings?: SettingsDto;

  @ApiPropertyOptional({ description: 'Manifests to begin with.', type: 'array', items: { type: 'object' } })
  @MayBeAbsent()
  @IsArray({ message: 'must be a list of manifests' })
  objects?: unknown[];
}
