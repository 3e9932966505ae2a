import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findJsonFault, positionIn } from './json-text.js';
import { REQUEST_LIMITS } from './request-limits.js';

const { depth, elements, members } = REQUEST_LIMITS;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON texts with something cut out, put in or changed, most of which are no JSON any more. */
const damaged = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.oneof(
      fc.constantFrom('', ',', ':', '"', '[', ']', '{', '}', '\\', '\\u12', '\\u1aF0', '\n', ' ', '\t', '\0'),
      fc.constantFrom('0', '-', '.', 'e', '1e5', '01', '+1', 'true', 'nul', 'NaN', '\u00a0', '\ufeff', 'a'),
      fc.string({ maxLength: 3, unit: 'binary' }),
    ),
  )
  .map(([text, place, cut, put]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + cut);
  });

describe('a JSON text', () => {
  it('has no fault exactly where JSON.parse takes it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, fc.string({ unit: 'binary' })), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('has its fault where cutting it off before leaves something that can still become JSON', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const fault = findJsonFault(text);
        if (!fault || fault.offset === 0) return;
        // What comes before has at most the fault of being too short.
        const before = findJsonFault(text.slice(0, fault.offset));
        expect(before?.offset ?? fault.offset).toBeLessThanOrEqual(fault.offset);
      }),
    );
  });

  it.each([
    ['', 0, 'ends before its JSON does'],
    ['{"a": 1,}', 8, "is no JSON: a member's name in double quotes is missing"],
    ['{"a" 1}', 5, 'is no JSON: a colon is missing'],
    ['{"a": 1 "b": 2}', 8, 'is no JSON: a comma or the end of an object is missing'],
    ['[1 2]', 3, 'is no JSON: a comma or the end of a list is missing'],
    ['[1, ]', 4, 'is no JSON where a value should be'],
    ["{'a': 1}", 1, "is no JSON: a member's name in double quotes is missing"],
    ['{"a": "b}', 6, 'is no JSON: a text has no end'],
    ['["\\x"]', 2, 'is no JSON: an escape in a text is wrong'],
    ['["a\nb"]', 3, 'is no JSON: a control character in a text is not escaped'],
    ['[', 1, 'ends before its JSON does'],
    ['{} {}', 3, 'goes on after its end'],
  ])('%j has its fault at %i: %s', (text, offset, detail) => {
    expect(findJsonFault(text)).toEqual({ kind: 'syntax', detail, offset });
  });

  it('may be nested so deep, and no deeper', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
      expect(findJsonFault(nested(depth))).toBeNull();
      expect(findJsonFault(nested(depth + 1))).toEqual({
        kind: 'bounds',
        detail: `is nested more than ${depth} levels deep`,
        offset: depth * open.length,
      });
      expect(findJsonFault(open.repeat(1_000_000))).toMatchObject({ kind: 'bounds' });
    }
    expect(findJsonFault(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toBeNull();
    expect(findJsonFault(`[${'[],'.repeat(depth * 2)}[]]`)).toBeNull();
  });

  it('may have so many values, and no more', () => {
    const list = (length: number) => `[${Array.from({ length }, () => '{}').join(',')}]`;
    expect(findJsonFault(list(elements - 1))).toBeNull();
    expect(findJsonFault(list(elements))).toMatchObject({ kind: 'bounds', offset: 1 + (elements - 1) * 3 });
  });

  it('may have objects of so many members, and no more', () => {
    const object = (length: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length }, (_, i) => [i, i])));
    expect(findJsonFault(object(members))).toBeNull();
    expect(findJsonFault(object(members + 1))).toMatchObject({ kind: 'bounds' });
    const many = Array.from({ length: 50 }, () => object(members)).join(',');
    expect(findJsonFault(`[${many}]`)).toBeNull();
  });

  it('is looked through in a time that grows with its length alone', () => {
    for (const worst of ['['.repeat(5e6), `"${'\\n'.repeat(2.5e6)}"`, ' '.repeat(5e6), '9'.repeat(5e6)]) {
      findJsonFault(worst);
    }
  }, 5_000);
});

describe('a position', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['{\r\n  x', 5, 2, 3],
  ])('in %j at %i is line %i, column %i', (text, offset, line, column) => {
    expect(positionIn(text, offset)).toEqual({ line, column });
  });
});
