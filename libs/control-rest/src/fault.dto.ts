/** Faults as clients write them: one DTO for each row of the cluster's table. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNumber, Length, Max, Min, validateSync } from 'class-validator';
import { faults, type Command, type FaultKind } from '#cluster';
import { invalid, requiredField } from '#kube-api';
import { invalidFields, invalidInput } from '#simulations';
import { IsQuantity, MayBeAbsent } from './rules.ts';

const kinds = Object.keys(faults);
const name = { message: 'must be a name of 1 to 253 characters' };
const code = { message: 'must be an exit code from 0 to 255' };
const times = { message: 'must be a whole number from 1' };
const failTimes = { message: 'must be a whole number from -1, which means always' };
const seconds = { message: 'must be a number from 0' };
const failures = ['notfound', 'unauthorized', 'unavailable', 'signature'] as const;

class FaultDto {
  @ApiProperty({ enum: kinds })
  @IsIn(kinds)
  fault!: string;
}

export class PodFaultDto extends FaultDto {
  @ApiPropertyOptional({ default: 'default' })
  @Length(1, 253, name)
  namespace = 'default';

  @ApiProperty()
  @Length(1, 253, name)
  pod!: string;
}

export class ExitContainerDto extends PodFaultDto {
  @ApiProperty()
  @Length(1, 253, name)
  container!: string;

  @ApiPropertyOptional({ default: 1 })
  @IsInt(code)
  @Min(0, code)
  @Max(255, code)
  code = 1;
}

export class FailSandboxDto extends PodFaultDto {
  @ApiPropertyOptional({ default: 1 })
  @IsInt(times)
  @Min(1, times)
  times = 1;

  @ApiPropertyOptional()
  @Length(1, 1000, { message: 'must be a text of 1 to 1000 characters' })
  message = 'failed to create the sandbox';
}

export class SetImageDto extends FaultDto {
  @ApiProperty()
  @Length(1, 500, { message: 'must be the name of an image' })
  name!: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  present?: boolean;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsNumber({}, seconds)
  @Min(0, seconds)
  pullSeconds?: number;

  @ApiPropertyOptional({ description: 'Bytes.' })
  @MayBeAbsent()
  @IsInt(seconds)
  @Min(0, seconds)
  size?: number;

  @ApiPropertyOptional({ description: 'Pulls that fail; -1 for all.' })
  @MayBeAbsent()
  @IsInt(failTimes)
  @Min(-1, failTimes)
  failTimes?: number;

  @ApiPropertyOptional({ enum: failures })
  @MayBeAbsent()
  @IsIn(failures, { message: `must be one of ${failures.join(', ')}` })
  failure?: (typeof failures)[number];
}

export class PartitionDto extends FaultDto {
  @ApiProperty()
  @Length(1, 253, name)
  node!: string;

  @ApiPropertyOptional({ default: true, description: 'False: the node is back.' })
  @IsBoolean({ message: 'must be true or false' })
  isCut = true;
}

export class NodeFaultDto extends FaultDto {
  @ApiProperty()
  @Length(1, 253, name)
  node!: string;
}

export class ShutdownNodeDto extends NodeFaultDto {
  @ApiPropertyOptional({ default: false, description: 'True: the machine stays up after all.' })
  @IsBoolean({ message: 'must be true or false' })
  cancel = false;
}

/** Quantities; what is left out stays as it is. */
function Figure(): PropertyDecorator {
  const rules = [ApiPropertyOptional({ type: String, example: '500Mi' }), MayBeAbsent(), IsQuantity()];
  return (target, property) => rules.forEach((rule) => rule(target, property));
}

export class SetUsageDto extends PodFaultDto {
  @ApiPropertyOptional({ description: 'The first container if neither this nor a volume is given.' })
  @MayBeAbsent()
  @Length(1, 253, name)
  container?: string;

  @ApiPropertyOptional({ description: 'An emptyDir.' })
  @MayBeAbsent()
  @Length(1, 253, name)
  volume?: string;

  @Figure()
  memory?: string;

  @Figure()
  ephemeralStorage?: string;

  @Figure()
  inodes?: string;

  @Figure()
  pids?: string;
}

export class SetNodeUsageDto extends NodeFaultDto {
  @Figure()
  memory?: string;

  @Figure()
  ephemeralStorage?: string;

  @Figure()
  inodes?: string;

  @Figure()
  pids?: string;
}

export const faultDtos = {
  'exit-container': ExitContainerDto,
  'kill-sandbox': PodFaultDto,
  'fail-sandbox': FailSandboxDto,
  'set-image': SetImageDto,
  partition: PartitionDto,
  'stop-kubelet': NodeFaultDto,
  'start-kubelet': NodeFaultDto,
  'set-usage': SetUsageDto,
  'set-node-usage': SetNodeUsageDto,
  'shutdown-node': ShutdownNodeDto,
} satisfies Record<FaultKind, new () => FaultDto>;

const isFault = (fault: unknown): fault is FaultKind => typeof fault === 'string' && Object.hasOwn(faultDtos, fault);

/** The command in a body. Throws a 400 that names the field and what is allowed. */
export function faultCommandOf(body: unknown): Command {
  const fault = typeof body === 'object' && body !== null && 'fault' in body ? body.fault : undefined;
  if (!isFault(fault)) {
    const allowed = `must be one of ${kinds.join(', ')}`;
    throw invalidFields([fault === undefined ? requiredField('fault', allowed) : invalid('fault', fault, allowed)]);
  }
  const dto: FaultDto = plainToInstance<FaultDto, unknown>(faultDtos[fault], body);
  const errors = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw invalidInput(errors);
  const { fault: _fault, ...options } = dto;
  return { kind: 'fault', fault, options } as Command; // the table pairs the fault with the DTO of its options
}
