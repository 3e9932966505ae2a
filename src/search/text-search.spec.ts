import { describe, expect, it } from '@jest/globals';
import { lexemesOf, wordConditions, wordQuery, wordsOf, type WordMatch } from './text-search.js';

describe('the words of texts', () => {
  it('are each there once, in lower case and without accents', () => {
    expect(wordsOf(['The café printer', null, "PRINTER can't print"])).toEqual([
      ...['the', 'cafe', 'printer', 'can', 'not', 'print'],
    ]);
  });

  it('keep addresses and versions together', () => {
    expect(wordsOf(['Ping 192.168.0.1 over 802.11g'])).toEqual(['ping', '192.168.0.1', 'over', '802.11g']);
  });

  it('are cut where they would not fit into the index, without halving a character', () => {
    const [word = ''] = wordsOf([`${'x'.repeat(63)}\u{1d7d8}${'\u{10400}'.repeat(9)}`]);
    expect([...word]).toHaveLength(64);
    expect(Buffer.from(word).toString()).toBe(word);
  });
});

describe('the words of texts with umlauts', () => {
  it('are there written out, and without their dots', () => {
    expect(wordsOf(['Überstände der Straße'])).toEqual([...['ueberstaende', 'der', 'strasse', 'uberstande']]);
  });
});

const ACCOUNT = '0199c2f0-0000-7000-8000-0000000abcde';

describe('the words of a subject', () => {
  it('begin with what it is and whose', () => {
    expect(lexemesOf(ACCOUNT, 'flow', ['Printer off'])).toEqual(['f0abcdeprinter', 'f0abcdeoff']);
    expect(lexemesOf(ACCOUNT, 'walk', ['Printer'])).toEqual(['w0abcdeprinter']);
  });

  it('are no more than go into one vector', () => {
    const all = Array.from({ length: 200 }, (_, text) =>
      Array.from({ length: 100 }, (__, word) => `${'\u{10400}'.repeat(58)}${text * 100 + word}`).join(' '),
    );
    const lexemes = lexemesOf(ACCOUNT, 'flow', ['first', ...all]);
    expect(lexemes[0]).toBe('f0abcdefirst');
    expect(lexemes.length).toBeGreaterThan(3_000);
    expect(Buffer.byteLength(lexemes.join(''))).toBeLessThanOrEqual(1_000_000);
  });
});

describe('the query of a search', () => {
  const query = (text: string): string | null => wordQuery(ACCOUNT, 'flow', text);

  it('takes every word as the beginning of one', () => {
    expect(query('Printer off')).toBe("('f0abcdeprinter':*) & ('f0abcdeoff':*)");
  });

  it('leaves out a word that another begins with', () => {
    expect(query('print printer print')).toBe("('f0abcdeprinter':*)");
  });

  it('takes a word with umlauts in both spellings', () => {
    expect(query('Zürich')).toBe("('f0abcdezuerich':* | 'f0abcdezurich':*)");
  });

  it('is none where there is no word', () => {
    expect(query('% _')).toBeNull();
  });
});

describe('the conditions of a search', () => {
  const conditionsOf = (match: WordMatch | null): { conditions: string[]; values: unknown[] } => {
    const values: unknown[] = ['account'];
    const subject = { accountId: '$1', id: 't.id' };
    return { conditions: wordConditions(match, subject, (value) => `$${values.push(value)}`), values };
  };

  it('name the few that were found', () => {
    expect(conditionsOf({ ids: ['a', 'b'] })).toEqual({
      conditions: ['t.id = ANY ($2::uuid[])'],
      values: ['account', ['a', 'b']],
    });
  });

  it('look at the words of each where many were found', () => {
    const { conditions, values } = conditionsOf({ query: "'a':*" });
    expect(conditions).toEqual([expect.stringContaining('@@ $2::tsquery')]);
    expect(values).toEqual(['account', "'a':*"]);
  });

  it('are none without a search, and let nothing through where nothing was found', () => {
    expect(conditionsOf(null).conditions).toEqual([]);
    expect(conditionsOf({ ids: [] }).conditions).toEqual(['false']);
  });
});
