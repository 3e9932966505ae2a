/**
 * A pure function of texts that remembers what it said of the last `limit` of them: the same texts come again with every
 * candidate and every session. What it gives must not be changed.
 */
export function remembered<T>(limit: number, read: (...texts: string[]) => T): (...texts: string[]) => T {
  const known = new Map<string, T>();
  return (...texts) => {
    const key = texts.join('\0');
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = read(...texts);
    if (known.size >= limit) {
      const oldest = known.keys().next();
      if (!oldest.done) known.delete(oldest.value);
    }
    known.set(key, value);
    return value;
  };
}
