import { decodeCursor, wrongCursor } from '../kernel/http/paging.js';

/**
 * Where the next page begins in a list ordered by one text; null for the first page.
 * @throws DomainError 422 for a cursor that is not of such a list
 */
export function textCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [value] = decodeCursor(cursor, 1);
  if (typeof value !== 'string') {
    throw wrongCursor();
  }
  return value;
}
