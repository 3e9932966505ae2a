import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { indexTerms } from './index-terms.js';
import { placesOf, termsByWord } from './word-places.js';

const termsOf = (text: string): Set<string> => new Set(indexTerms({ title: '', texts: [text] }).keys());
const found = (text: string, problem: string): string[] =>
  placesOf(text, termsOf(problem)).map(({ start, end }) => text.slice(start, end));

describe('the places of words', () => {
  it('are those of other forms and of words that mean the same, as they were written', () => {
    expect(found('Restarting the PC: Does its Wi-Fi work?', 'computer restarted')).toEqual([
      'Restarting',
      'PC',
    ]);
  });

  it('keep accents, addresses and versions whole', () => {
    expect(found('Le café a 192.168.0.1', 'cafe 192.168.0.1')).toEqual(['café', '192.168.0.1']);
  });

  it('count in UTF-16 code units', () => {
    expect(placesOf('\u{1f5a8} printer', termsOf('printer'))).toEqual([{ start: 3, end: 10 }]);
  });

  it('are in order, apart, and within the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const { start, end } of placesOf(text, termsOf(text))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the terms by word', () => {
  it('leave out words that say nothing by themselves, unless there are no others', () => {
    expect([...termsByWord('Is it on the printer?').keys()]).toEqual(['on', 'printer']);
    expect([...termsByWord('What is it?').keys()]).toEqual(['what', 'is', 'it']);
  });

  it('have what two neighbours mean together at both', () => {
    const words = termsByWord('It will shut down');
    expect(words.get('shut')).toContain('shutdown');
    expect(words.get('down')).toContain('shutdown');
  });

  it('are together those that the text is looked up by', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'the printer shut down hard drive is my not on off'.split(' '))),
        (words) => {
          const text = words.join(' ');
          const all = new Set([...termsByWord(text).values()].flatMap((terms) => [...terms]));
          expect([...termsOf(text)].filter((term) => !all.has(term))).toEqual([]);
        },
      ),
    );
  });
});
