import { MAX_TERM_LENGTH } from './text/index-terms.js';
import { tokenise } from './text/tokenise.js';

/** What lists can be searched for words. */
export type ListKind = 'flow' | 'proposal' | 'session' | 'walk';

/** The words of texts, each once, in the spelling in which they are looked up. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : tokenise(text))).map(cut))];
}

/**
 * SQL conditions that hold where each word of a text begins a word of the subject. A text without letters and digits
 * finds nothing; a blank one filters nothing.
 * @param parameter adds a value to the statement's parameters and returns its placeholder
 * @param subject the columns that name the subject, such as `{ accountId: 't.account_id', id: 't.id' }`
 */
export function wordConditions(
  text: string,
  kind: ListKind,
  subject: { accountId: string; id: string },
  parameter: (value: unknown) => string,
): string[] {
  if (text.trim() === '') return [];
  const words = wordsOf([text]);
  if (words.length === 0) return ['false'];
  return mostTelling(words).map((word) => {
    // A range, since LIKE is not let near an index under row security.
    const [from, to] = [parameter(word), parameter(word + LAST_CHARACTER)];
    return `${subject.id} IN (SELECT w.subject_id FROM search_words w
      WHERE w.account_id = ${subject.accountId} AND w.kind = '${kind}' AND w.word >= ${from} AND w.word < ${to})`;
  });
}

/** Sorts after every character that a word is made of, in the byte order of the index. */
const LAST_CHARACTER = '\u{10ffff}';

function cut(word: string): string {
  return word.length <= MAX_TERM_LENGTH ? word : [...word].slice(0, MAX_TERM_LENGTH).join('');
}

/** Without words that begin another one, which say nothing beside it. */
function mostTelling(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word)));
}
