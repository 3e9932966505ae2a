import { describe, expect, it } from '@jest/globals';
import { wordConditions, wordsOf } from './text-search.js';

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

describe('the conditions of a search', () => {
  const search = (text: string): { conditions: string[]; values: unknown[] } => {
    const values: unknown[] = ['account'];
    const subject = { accountId: '$1', id: 't.id' };
    const conditions = wordConditions(text, 'flow', subject, (value) => `$${values.push(value)}`);
    return { conditions, values };
  };

  it('are one for each word, a range of the words that begin with it', () => {
    const { conditions, values } = search('Printer off');
    expect(conditions).toHaveLength(2);
    expect(conditions[0]).toContain('w.word >= $2 AND w.word < $3');
    expect(values).toEqual(['account', 'printer', 'printer\u{10ffff}', 'off', 'off\u{10ffff}']);
  });

  it('leave out a word that another begins with', () => {
    expect(search('print printer print').values).toEqual(['account', 'printer', 'printer\u{10ffff}']);
  });

  it('take a word with umlauts in both spellings', () => {
    const { conditions, values } = search('Zürich');
    expect(conditions).toHaveLength(1);
    expect(values).toEqual([...['account', 'zuerich', 'zuerich\u{10ffff}', 'zurich', 'zurich\u{10ffff}']]);
  });

  it('are none for a blank text, and let nothing through for one without a word', () => {
    expect(search('  ').conditions).toEqual([]);
    expect(search('% _').conditions).toEqual(['false']);
  });
});
