import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseText, TextCache } from './analyse.js';
import { indexTerms, MAX_TERM_LENGTH } from './index-terms.js';
import { normaliseText } from './normalise.js';
import { stem } from './stem.js';
import { sentencesOf, tokenise } from './tokenise.js';

describe('normaliseText', () => {
  it.each([
    ['It doesn’t  WORK', 'it does not work'],
    ["I can't; it isn't", 'i can not; it is not'],
    ['I dont know', 'i do not know'],
    ['“Café” settings', '"cafe" settings'],
    ["the printer's tray", 'the printer tray'],
  ])('writes %j as %j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });

  it('writes plain text as it does beside what has to be folded', () => {
    const word = fc.constantFrom("Can't", 'cannot', 'Doesnt', 'I`m', "it's", 'print', '\t', '\u00a0');
    const plain = fc.array(fc.oneof(word, fc.string({ unit: 'grapheme-ascii' }))).map((all) => all.join(' '));
    fc.assert(
      fc.property(plain, (text) => {
        expect(normaliseText(`${text} É`)).toBe(`${normaliseText(text)} e`.trim());
      }),
    );
  });
});

describe('tokenise', () => {
  it('keeps addresses, versions and error codes whole', () => {
    expect(tokenise('Ping 192.168.0.1, error 0x80070005 on 802.11g!')).toEqual([
      'ping',
      '192.168.0.1',
      'error',
      '0x80070005',
      'on',
      '802.11g',
    ]);
  });

  it('finds no words in signs', () => {
    expect(tokenise(' ...?! ')).toEqual([]);
  });

  it('parts sentences', () => {
    expect(sentencesOf('Open it. Is it on?\nThen close it')).toEqual([
      'Open it.',
      'Is it on?',
      'Then close it',
    ]);
  });
});

describe('stem', () => {
  // Pairs from the paper that the rules come from.
  it.each([
    ['caresses', 'caress'],
    ['ponies', 'poni'],
    ['cats', 'cat'],
    ['agreed', 'agre'],
    ['plastered', 'plaster'],
    ['motoring', 'motor'],
    ['hopping', 'hop'],
    ['filing', 'file'],
    ['happy', 'happi'],
    ['relational', 'relat'],
    ['rational', 'ration'],
    ['digitizer', 'digit'],
    ['electrical', 'electr'],
    ['adjustment', 'adjust'],
    ['controll', 'control'],
  ])('cuts %s down to %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });

  it.each(['wifi6', 'ip', 'größe', '0x80070005'])('leaves %s alone', (word) => {
    expect(stem(word)).toBe(word);
  });
});

describe('analyseText', () => {
  it('sees the same things in other words', () => {
    const [a, b] = [analyseText('Shut down the PC'), analyseText('Please shutdown your computer!')];
    expect([...a.stems.keys()].filter((term) => b.stems.has(term))).toEqual(
      expect.arrayContaining(['comput', 'shutdown']),
    );
  });

  it('has the same key for the same words, however they are spelt', () => {
    expect(analyseText('Doesn’t it  start?').key).toBe(analyseText('does not it START').key);
  });

  it('keeps function words where there is nothing else', () => {
    expect(analyseText('What is this?').stems.size).toBeGreaterThan(0);
  });

  it('weighs talk less than things', () => {
    const { stems } = analyseText('Check the gateway');
    expect(stems.get('gatewai')).toBeGreaterThan(stems.get('check') ?? 1);
  });
});

describe('TextCache', () => {
  it('analyses a text once and forgets the oldest beyond its limit', () => {
    const cache = new TextCache(2);
    const first = cache.analyse('one thing');
    expect(cache.analyse('one thing')).toBe(first);
    cache.analyse('another thing');
    cache.analyse('a third thing');
    expect(cache.analyse('one thing')).not.toBe(first);
  });
});

describe('indexTerms', () => {
  it('weighs the steps above the title, and what recurs above what does not', () => {
    const terms = indexTerms({
      title: 'Gateway',
      texts: ['Restart the router', 'Is the router warm?', 'Swap the fan'],
    });
    const weight = (term: string): number => terms.get(stem(term)) ?? 0;
    expect(weight('router')).toBeGreaterThan(weight('fan'));
    expect(weight('fan')).toBeGreaterThan(weight('gateway'));
    expect(weight('gateway')).toBeGreaterThan(0);
  });

  it('leaves out endless runs of characters', () => {
    const long = 'x1'.repeat(MAX_TERM_LENGTH);
    expect([...indexTerms({ title: long, texts: [long] }).keys()]).toEqual([]);
  });
});
