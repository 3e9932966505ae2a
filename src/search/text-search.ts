import { withoutUmlauts } from '../kernel/text/fold.js';
import { MAX_TERM_LENGTH } from './text/index-terms.js';
import { tokenise } from './text/tokenise.js';

/** So many UTF-16 code units of a text are found by: as many as the longest of them has. */
const MOST_SEARCHED = 20_000;

/** What lists can be searched for words. */
export type ListKind = 'flow' | 'proposal' | 'session' | 'walk';

/**
 * The words of texts, each once, in the spellings in which they are looked up: `Überstand` as `ueberstand`, and as
 * `uberstand` for those who leave the dots away.
 */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((text) => (text === null ? [] : spellingsOf(text))).map(cut))];
}

function spellingsOf(text: string): string[] {
  const bare = withoutUmlauts(text);
  return [text, ...(bare === text ? [] : [bare])].flatMap((spelt) => tokenise(spelt, MOST_SEARCHED));
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
  const words = wordsAskedFor(text);
  if (words.length === 0) return ['false'];
  return mostTelling(words).map((spellings) => {
    // Ranges, since LIKE is not let near an index under row security.
    const begun = spellings.map(
      (word) => `w.word >= ${parameter(word)} AND w.word < ${parameter(word + LAST_CHARACTER)}`,
    );
    return `${subject.id} IN (SELECT w.subject_id FROM search_words w
      WHERE w.account_id = ${subject.accountId} AND w.kind = '${kind}' AND (${begun.join(' OR ')}))`;
  });
}

/** The words of a query, each with the spellings any of which is meant. */
function wordsAskedFor(text: string): string[][] {
  const byWord = new Map<string, string[]>();
  for (const run of text.split(/\s+/)) {
    const words = tokenise(run);
    const bare = tokenise(withoutUmlauts(run));
    words.forEach((word, index) => {
      const other = bare.length === words.length ? bare[index] : undefined;
      byWord.set(cut(word), [...new Set([cut(word), cut(other ?? word)])]);
    });
  }
  return [...byWord.values()];
}

/** Sorts after every character that a word is made of, in the byte order of the index. */
const LAST_CHARACTER = '\u{10ffff}';

function cut(word: string): string {
  return word.length <= MAX_TERM_LENGTH ? word : [...word].slice(0, MAX_TERM_LENGTH).join('');
}

/** Without words that begin another one, which say nothing beside it. */
function mostTelling(words: readonly string[][]): string[][] {
  return words.filter(
    ([word = '']) => !words.some(([other = '']) => other !== word && other.startsWith(word)),
  );
}
