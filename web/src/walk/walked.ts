import type { WalkEntry, WalkOption } from './walk.queries.js';

/** What the caller and the technician did and did not take back, in order. */
export function countedEntries(path: readonly WalkEntry[]): WalkEntry[] {
  const undone = new Set(path.map(({ undoes }) => undoes));
  return path.filter(({ kind, seq }) => kind !== 'back' && kind !== 'finish' && !undone.has(seq));
}

/** How many steps back lead to where an entry was made, which is taken back too. */
export function stepsBackTo(path: readonly WalkEntry[], seq: number): number {
  return countedEntries(path).filter((entry) => entry.seq >= seq).length;
}

/** The one way on that needs no answer, after something that is done or read; null where there is a choice. */
export function onlyWay(options: readonly WalkOption[]): WalkOption | null {
  const known = options.filter((option) => option.known);
  const [first] = known;
  return first?.condition === null && known.length === 1 ? first : null;
}

/** Options with a word that begins as each of the filter's does. */
export function filterOptions(options: readonly WalkOption[], filter: string): WalkOption[] {
  const asked = wordsOf(filter);
  return options.filter(({ condition }) => {
    const words = wordsOf(condition ?? '');
    return asked.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
