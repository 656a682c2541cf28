/** Which part of a timeline a client asks for. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, Min } from 'class-validator';
import { asNumber, MayBeAbsent } from './rules.ts';

export const PAGE_MAX = 1000;
export const PAGE_DEFAULT = 500;

const position = { message: 'must be a sequence number: a whole number from 0' };
const size = { message: `must be a whole number from 1 to ${PAGE_MAX}` };
const text = { message: 'must be a text, given once' };

export class TimelineDto {
  @ApiPropertyOptional({ description: 'Entries above this sequence number.', default: 0 })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(position)
  @Min(0, position)
  after?: number;

  @ApiPropertyOptional({ default: PAGE_DEFAULT, maximum: PAGE_MAX })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(size)
  @Min(1, size)
  @Max(PAGE_MAX, size)
  limit?: number;

  @ApiPropertyOptional({ description: 'Types, separated by commas; `*` at the end.', example: 'pod.*,event.added' })
  @MayBeAbsent()
  @IsString(text)
  type?: string;

  @ApiPropertyOptional({ description: '`name` or `namespace/name`.' })
  @MayBeAbsent()
  @IsString(text)
  pod?: string;

  @ApiPropertyOptional()
  @MayBeAbsent()
  @IsString(text)
  namespace?: string;
}
