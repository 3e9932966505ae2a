/** At most `limit` characters of a text, counted as PostgreSQL does: by code point, not by UTF-16 unit. */
export function shortened(text: string, limit: number): string {
  const points = [...text];
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}
