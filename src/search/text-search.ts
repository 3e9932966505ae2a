import { withoutUmlauts } from '../kernel/text/fold.js';
import { mapInTurns } from '../kernel/threads/turns.js';
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
  const words = new Set<string>();
  for (const text of texts) addWords(words, text);
  return [...words];
}

function addWords(words: Set<string>, text: string | null): void {
  if (text === null) return;
  for (const word of spellingsOf(text)) words.add(cut(word));
}

function spellingsOf(text: string): string[] {
  const bare = withoutUmlauts(text);
  return [text, ...(bare === text ? [] : [bare])].flatMap((spelt) => tokenise(spelt, MOST_SEARCHED));
}

/**
 * What the words of an account's flows, of its proposals and so on begin with in the index that all accounts share, where
 * they stand together by it. Accounts may have it in common, so whoever finds something there compares the account, too.
 */
function scopeOf(accountId: string, kind: ListKind): string {
  return kind.charAt(0) + accountId.slice(-6);
}

/** PostgreSQL takes 1 MiB into one `tsvector`. Only the largest documents, in words that come once, have more. */
const MOST_BYTES = 1_000_000;

/** The words of texts as `subject_words` has them. */
export function lexemesOf(accountId: string, kind: ListKind, texts: readonly (string | null)[]): string[] {
  return scoped(wordsOf(texts), scopeOf(accountId, kind));
}

/** As `lexemesOf`, in turns with others, since the words of the largest flow take a second. */
export async function lexemesInTurns(
  accountId: string,
  kind: ListKind,
  texts: readonly (string | null)[],
): Promise<string[]> {
  const words = new Set<string>();
  await mapInTurns(texts, (text) => {
    addWords(words, text);
  });
  return scoped([...words], scopeOf(accountId, kind));
}

function scoped(words: readonly string[], scope: string): string[] {
  let bytes = 0;
  return words
    .map((word) => scope + word)
    .filter((lexeme) => (bytes += Buffer.byteLength(lexeme)) <= MOST_BYTES);
}

/**
 * A search as a `tsquery` of `subject_words`: each word of the text, in one of its spellings, begins a word of the subject.
 * @returns null for a text without letters and digits, which finds nothing
 */
export function wordQuery(accountId: string, kind: ListKind, text: string): string | null {
  const scope = scopeOf(accountId, kind);
  const words = mostTelling(wordsAskedFor(text));
  if (words.length === 0) return null;
  // A word is made of letters, digits and a few signs that mean nothing between quotation marks.
  const begun = (spelling: string): string => `'${scope}${spelling}':*`;
  return words.map((spellings) => `(${spellings.map(begun).join(' | ')})`).join(' & ');
}

/** What a search for words leaves of a list: subjects by their ids, or those of so many that only the query tells. */
export type WordMatch = { ids: readonly string[] } | { query: string };

/**
 * SQL conditions that let through what a search has found; none where nothing was searched for.
 * @param subject the columns that name the subject, such as `{ accountId: 't.account_id', id: 't.id' }`
 * @param parameter adds a value to the statement's parameters and returns its placeholder
 */
export function wordConditions(
  match: WordMatch | null,
  subject: { accountId: string; id: string },
  parameter: (value: unknown) => string,
): string[] {
  if (match === null) return [];
  if ('query' in match)
    return [
      // Not as a join, so that the list is walked in its order until a page is full.
      `(SELECT w.words FROM subject_words w
         WHERE w.account_id = ${subject.accountId} AND w.subject_id = ${subject.id}) @@ ${parameter(match.query)}::tsquery`,
    ];
  return match.ids.length === 0 ? ['false'] : [`${subject.id} = ANY (${parameter(match.ids)}::uuid[])`];
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

function cut(word: string): string {
  return word.length <= MAX_TERM_LENGTH ? word : [...word].slice(0, MAX_TERM_LENGTH).join('');
}

/** Without words that begin another one, which say nothing beside it. */
function mostTelling(words: readonly string[][]): string[][] {
  return words.filter(
    ([word = '']) => !words.some(([other = '']) => other !== word && other.startsWith(word)),
  );
}
