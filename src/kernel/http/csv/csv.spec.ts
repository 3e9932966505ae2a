import { describe, expect, it } from '@jest/globals';
import { csv } from './csv.js';

describe('csv', () => {
  it('quotes what needs it and leaves nothing for null', () => {
    const rows = [
      ['a,b', 1.5, null],
      ['say "x"', -2, 'two\nlines'],
    ];
    expect(csv(['name', 'count', 'more'], rows)).toBe(
      'name,count,more\r\n"a,b",1.5,\r\n"say ""x""",-2,"two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('keeps %j from being a formula', (text) => {
    expect(csv(['a'], [[text]])).toBe(`a\r\n'${text}\r\n`);
  });
});
