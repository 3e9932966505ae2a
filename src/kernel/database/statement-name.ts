const names = new Map<string, string>();

/**
 * The name under which a statement is prepared, the same for the same text. Connections and this table keep each text
 * for good, so it must be one of the program's own constants.
 */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `statement_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
