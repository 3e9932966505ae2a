import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LONGEST_TOLD, named, seen, seenInLine, told } from './told.js';

describe('what is told to a model', () => {
  it('is our own words alone where nobody wrote anything', () => {
    expect(told(['Nothing waits.', ''])).toBe('Nothing waits.');
  });

  it('has what people wrote between marks that it cannot hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (written) => {
        const lines = told(['Ours.'], written).split('\n');
        const begins = lines.findIndex((line) => /^<<<[0-9a-f]{12}$/.test(line));
        const mark = lines[begins]?.slice(3) ?? '';
        expect(lines.at(-1)).toBe(`${mark}>>>`);
        expect(lines.slice(begins + 1, -1).join('\n')).toBe(seen(written.join('\n')));
        expect(lines.slice(0, begins).join('\n')).toContain(mark);
      }),
    );
  });

  it('is cut, says so, and takes no time for what is cut off', () => {
    const long = told(['Ours.'], ['x'.repeat(20_000_000)]);
    expect(long).toContain(`It is cut after ${LONGEST_TOLD} of 20000000 characters.`);
    expect(long.length).toBeLessThan(LONGEST_TOLD + 500);
  });

  it('has nothing that shows on no screen, and all that does', () => {
    expect(seen('a\u202eb\u200bc\u{e0041}\u{e007f}d\u0000e\r\nf\tg')).toBe('abcde\nf\tg');
    expect(seen('👩‍👩‍👧 می‌خواهم')).toBe('👩‍👩‍👧 می‌خواهم');
    expect(seenInLine(' one\n- two\u2028three ')).toBe('one - twothree');
    expect(named('long '.repeat(10_000))).toHaveLength(200);
  });
});
