import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { type DomainError, invalid } from '../errors/domain-error.js';
import { isUuid } from './id.pipe.js';

export const DEFAULT_PAGE_LIMIT = 25;
export const MAX_PAGE_LIMIT = 100;

/** The query parameters that every list takes. */
export class PageQuery {
  @ApiPropertyOptional({
    minimum: 1,
    maximum: MAX_PAGE_LIMIT,
    default: DEFAULT_PAGE_LIMIT,
    description: 'How many a page holds at most',
    example: 25,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_LIMIT)
  limit?: number;

  @ApiPropertyOptional({
    description:
      '`next_cursor` of the page before, which is null on the last; leave it out for the first page',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

/** One page of a list. `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type CursorValue = string | number | null;

/** An opaque cursor from the sort values of a page's last row. */
export function encodeCursor(values: CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values of a cursor made by `encodeCursor` for the same list and order.
 * @throws DomainError 422 when it is anything else
 */
export function decodeCursor(cursor: string, length: number): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values;
  } catch {
    // Falls through to the one answer for every kind of nonsense.
  }
  throw wrongCursor();
}

/** A row's place in a list that is ordered by a time. */
export interface TimePosition {
  /** The time to the microsecond, which a Date does not hold: PostgreSQL's own text of it. */
  timeKey: string;
  id: string;
}

const TIME = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/;

export function isTimeKey(value: CursorValue): value is string {
  return typeof value === 'string' && TIME.test(value);
}

/**
 * The position in a cursor of the values time and id.
 * @throws DomainError 422 when it is anything else
 */
export function toTimePosition(cursor: string): TimePosition {
  const [timeKey = null, id] = decodeCursor(cursor, 2);
  if (isTimeKey(timeKey) && isUuid(id)) return { timeKey, id };
  throw wrongCursor();
}

/**
 * The one value of a cursor that is a place in a count.
 * @throws DomainError 422 when it is anything else
 */
export function decodePlace(cursor: string): number {
  const [place] = decodeCursor(cursor, 1);
  if (Number.isInteger(place) && Math.abs(Number(place)) < 2 ** 31) return Number(place);
  throw wrongCursor();
}

/** 422 for a cursor that another list gave, or none. */
export function wrongCursor(): DomainError {
  return invalid([{ pointer: '/cursor', detail: 'is not a cursor of this list and order' }]);
}

function isCursorValue(value: unknown): value is CursorValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/**
 * The page that rows make, of which one more than the limit was fetched where there are as many.
 * @param split an item, and the values of the cursor that it is the last item before
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  split: (row: Row) => [item: T, place: CursorValue[]],
): Page<T> {
  const shown = rows.slice(0, limit).map(split);
  const place = shown.at(-1)?.[1];
  return {
    items: shown.map(([item]) => item),
    next_cursor: rows.length > limit && place ? encodeCursor(place) : null,
  };
}
