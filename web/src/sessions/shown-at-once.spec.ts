import { describe, expect, it } from '@jest/globals';
import { shownAtOnce } from './shown-at-once.js';

const documents = (count: number, characters: number) =>
  Array.from({ length: count }, (_, at) => ({ name: `${at}.md`, content: 'x'.repeat(characters) }));

describe('what is looked at before an import', () => {
  it('is all of it where that is not too much', () => {
    expect(shownAtOnce(documents(20, 20_000))).toHaveLength(20);
  });

  it('ends before the document that would be too much', () => {
    expect(shownAtOnce(documents(21, 1))).toHaveLength(20);
    expect(shownAtOnce(documents(5, 150_000))).toHaveLength(2);
    expect(shownAtOnce(documents(1, 400_001))).toHaveLength(0);
  });
});
