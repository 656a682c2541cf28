/** What a client says when it subscribes to a timeline. */
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsString, Length, Max, Min, ValidateIf, ValidateNested } from 'class-validator';

const MayBeAbsent = (): PropertyDecorator => ValidateIf((_dto, value) => value !== undefined);

export const WINDOW_MAX = 100;

const text = { message: 'must be a text' };
const id = { message: 'must be the id of a simulation' };
const position = { message: 'must be a sequence number: a whole number from 0' };
const batches = { message: `must be a whole number from 1 to ${WINDOW_MAX}` };

export class FilterDto {
  @MayBeAbsent()
  @IsString(text)
  type?: string;

  @MayBeAbsent()
  @IsString(text)
  pod?: string;

  @MayBeAbsent()
  @IsString(text)
  namespace?: string;
}

export class SubscribeDto {
  @Length(1, 100, id)
  simulation!: string;

  @MayBeAbsent()
  @IsObject({ message: 'must be an object such as {"type": "pod.*", "pod": "default/web", "namespace": "default"}' })
  @ValidateNested()
  @Type(() => FilterDto)
  filter?: FilterDto;

  /** The last sequence number that the client has seen. */
  @MayBeAbsent()
  @IsInt(position)
  @Min(0, position)
  after?: number;

  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  snapshot?: boolean;

  /** How many batches may be on their way without an acknowledgement. */
  @MayBeAbsent()
  @IsInt(batches)
  @Min(1, batches)
  @Max(WINDOW_MAX, batches)
  window?: number;
}

export class UnsubscribeDto {
  /** Every subscription of the socket if absent. */
  @MayBeAbsent()
  @Length(1, 100, id)
  simulation?: string;
}
