/** Which part of a timeline a client asks for. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Min } from 'class-validator';
import { asNumber, MayBeAbsent, PageSize } from './rules.ts';

const position = { message: 'must be a sequence number: a whole number from 0' };
const text = { message: 'must be a text, given once' };

export class TimelineDto {
  @ApiPropertyOptional({ description: 'Entries above this sequence number.', default: 0 })
  @MayBeAbsent()
  @Transform(({ value }) => asNumber(value))
  @IsInt(position)
  @Min(0, position)
  after?: number;

  @PageSize()
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
