import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countCharacters } from '../../kernel/text/count-characters.js';
import { InputReader } from './input-reader.js';

const read = (work: (reader: InputReader) => unknown): { value: unknown; faults: string[] } => {
  const reader = new InputReader(3);
  const value = work(reader);
  return { value, faults: reader.faults.map(({ pointer, detail }) => `${pointer} ${detail}`) };
};

describe('InputReader', () => {
  it('counts characters as code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countCharacters(text)).toBe([...text].length);
      }),
    );
  });

  it('takes a text of just the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom('a', '\u{1f600}'), (limit, character) => {
        const of = (length: number) => read((r) => r.text(character.repeat(length), '/t', limit));
        expect(of(limit)).toEqual({ value: character.repeat(limit), faults: [] });
        expect(of(limit + 1).faults).toEqual([`/t must have at most ${limit} characters`]);
      }),
    );
  });

  it('tells half a surrogate pair from a whole one', () => {
    expect(read((r) => r.text('a\u{1f600}b', '/t', 9)).faults).toEqual([]);
    for (const half of ['\ud83d', '\ude00', '\ude00\ud83d']) {
      expect(read((r) => r.text(half, '/t', 9)).faults).toHaveLength(1);
    }
  });

  it('takes any object, with whatever it has in it, and notes faults up to its limit', () => {
    const many = { a: 1, 'b/c': 1, d: 1 };
    expect(read((r) => r.object(many, '/x'))).toEqual({ value: many, faults: [] });
    expect(read((r) => r.object([], '/x')).faults).toEqual(['/x must be an object']);
    const texts = (r: InputReader) => [1, 2, 3, 4].map((value) => r.text(value, `/${value}`, 5));
    expect(read(texts).faults).toEqual(['/1 must be a text', '/2 must be a text', '/3 must be a text']);
  });

  it('does not look at the items of a list that is too long', () => {
    const reader = (r: InputReader) => r.list([1, 2, 3], '/l', 2, (item, at) => r.text(item, at, 1));
    expect(read(reader)).toEqual({ value: [], faults: ['/l must have at most 2 items'] });
  });

  it.each([
    ['text', (r: InputReader, value: unknown) => r.text(value, '/v', 5), 'is required', 'must be a text'],
    [
      'list',
      (r: InputReader, value: unknown) => r.list(value, '/v', 5, String),
      'is required',
      'must be a list',
    ],
    [
      'flag',
      (r: InputReader, value: unknown) => r.flag(value, '/v'),
      'must be true or false',
      'must be true or false',
    ],
    ['uuid', (r: InputReader, value: unknown) => r.uuid(value, '/v'), 'must be a UUID', 'must be a UUID'],
    [
      'oneOf',
      (r: InputReader, value: unknown) => r.oneOf(value, '/v', ['x', 'y']),
      'is required',
      'must be one of x, y',
    ],
  ])('says what is wrong with a %s', (_, get, missing, wrong) => {
    expect(read((r) => get(r, undefined)).faults).toEqual([`/v ${missing}`]);
    expect(read((r) => get(r, 7)).faults).toEqual([`/v ${wrong}`]);
  });
});
