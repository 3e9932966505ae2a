import { Recent } from '../../kernel/recent.js';

/**
 * A pure function of texts that remembers what it said of the last `limit` of them: the same texts come again with every
 * candidate and every session. What it gives must not be changed.
 */
export function remembered<T>(limit: number, read: (...texts: string[]) => T): (...texts: string[]) => T {
  const known = new Recent<string, T>(limit);
  return (...texts) => {
    const key = texts.length === 1 ? (texts[0] ?? '') : texts.join('\0');
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = read(...texts);
    known.set(key, value);
    return value;
  };
}
