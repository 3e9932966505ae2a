import { describe, expect, it } from '@jest/globals';
import { remembered } from './remembered.js';

describe('a function that remembers', () => {
  it('reads the same texts once, and others for themselves', () => {
    const read: string[][] = [];
    const join = remembered(10, (...texts) => {
      read.push(texts);
      return texts.join('+');
    });
    expect([join('a', 'b'), join('a', 'b'), join('ab', ''), join('b', 'a')]).toEqual([
      'a+b',
      'a+b',
      'ab+',
      'b+a',
    ]);
    expect(read).toEqual([
      ['a', 'b'],
      ['ab', ''],
      ['b', 'a'],
    ]);
  });

  it('forgets the oldest beyond its limit', () => {
    let reads = 0;
    const length = remembered(2, (text = '') => {
      reads++;
      return text.length;
    });
    for (const text of ['a', 'bb', 'ccc', 'bb', 'ccc', 'a']) expect(length(text)).toBe(text.length);
    expect(reads).toBe(4);
  });
});
