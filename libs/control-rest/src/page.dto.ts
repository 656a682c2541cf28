/** Which part of the list of simulations a client asks for. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import { asNumber, MayBeAbsent, PageSize } from './rules.ts';

const position = { message: 'must be the `next` of the page before: a whole number from 0' };

export class PageDto {
  @ApiPropertyOptional({ description: 'The `next` of the page before.', default: 0 })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(position)
  @Min(0, position)
  after?: number;

  @PageSize()
  limit?: number;
}
