/** Which part of the list of simulations a client asks for. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { asNumber, MayBeAbsent } from './rules.ts';

export const SIMULATIONS_MAX = 1000;
export const SIMULATIONS_DEFAULT = 500;

const position = { message: 'must be the `next` of the page before: a whole number from 0' };
const size = { message: `must be a whole number from 1 to ${SIMULATIONS_MAX}` };

export class PageDto {
  @ApiPropertyOptional({ description: 'The `next` of the page before.', default: 0 })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(position)
  @Min(0, position)
  after?: number;

  @ApiPropertyOptional({ default: SIMULATIONS_DEFAULT, maximum: SIMULATIONS_MAX })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(size)
  @Min(1, size)
  @Max(SIMULATIONS_MAX, size)
  limit?: number;
}
