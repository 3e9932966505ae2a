import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdsTag, meansState, parseTagList, stateOfTag, tagOf, type EntityTag } from './etag.js';

const strong = (value: string): EntityTag => ({ weak: false, value });
const weak = (value: string): EntityTag => ({ weak: true, value });

describe('parseTagList', () => {
  it.each<[string, ReturnType<typeof parseTagList>]>([
    ['*', '*'],
    [' * ', '*'],
    ['"7.ab"', [strong('7.ab')]],
    ['W/"7.ab"', [weak('7.ab')]],
    ['"7", W/"8","9"', [strong('7'), weak('8'), strong('9')]],
    ['"a,b", "c"', [strong('a,b'), strong('c')]],
    [', "7" ,, "8" ,', [strong('7'), strong('8')]],
    ['""', [strong('')]],
    ['"\xe9"', [strong('\xe9')]],
  ])('reads %j', (header, list) => expect(parseTagList(header)).toEqual(list));

  it.each(['', ' ', ',', '7', '"7', '7"', '"7" "8"', 'w/"7"', 'W/ "7"', '*, "7"', '"7", *', '"a b"', `'7'`])(
    'does not read %j',
    (header) => expect(parseTagList(header)).toBeNull(),
  );

  it('reads what it would be written as, whatever the tags', () => {
    const characters = fc.constantFrom('!', ',', '.', 'a', '7', '*', 'W', '/', '~', '\xff');
    const tag = fc.record({ weak: fc.boolean(), value: fc.string({ unit: characters }) });
    fc.assert(
      fc.property(fc.array(tag, { minLength: 1 }), (tags) => {
        const header = tags.map(({ weak: isWeak, value }) => `${isWeak ? 'W/' : ''}"${value}"`).join(', ');
        expect(parseTagList(header)).toEqual(tags);
      }),
    );
  });

  it('takes time in proportion to what it does not read', () => {
    expect(parseTagList(`${' '.repeat(50_000)}"${'a,'.repeat(50_000)}`)).toBeNull();
  });
});

describe('a tag', () => {
  it('tells two answers of one state apart, and names the state', () => {
    const [one, other] = [tagOf('7', '{"claimed_by":null}'), tagOf('7', '{"claimed_by":"x"}')];
    expect(one).not.toBe(other);
    expect([one, other].map((value) => stateOfTag(strong(value)))).toEqual(['7', '7']);
    expect(tagOf('7', '{}')).toBe(tagOf('7', '{}'));
  });

  it('is one that the list parser reads', () => {
    const value = tagOf('3-published', '{}');
    expect(parseTagList(`"${value}"`)).toEqual([strong(value)]);
  });
});

describe('If-Match', () => {
  it.each([
    ['"7.ab"', true],
    ['"7"', true],
    ['"6.ab", "7.cd"', true],
    ['*', true],
    ['"6.ab"', false],
    ['"70.ab"', false],
    ['"ab.7"', false],
    ['W/"7.ab"', false],
    ['W/"7.ab", "7.ab"', true],
  ])('%s against state 7: %j', (header, holds) => {
    expect(meansState(parseTagList(header) ?? [], '7')).toBe(holds);
  });
});

describe('If-None-Match', () => {
  it.each([
    ['"7.ab"', true],
    ['W/"7.ab"', true],
    ['"6.x", "7.ab"', true],
    ['*', true],
    ['"7"', false],
    ['"7.cd"', false],
  ])('%s against "7.ab": %j', (header, holds) => {
    expect(holdsTag(parseTagList(header) ?? [], '7.ab')).toBe(holds);
  });
});
