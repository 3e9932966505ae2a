import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path.js';

describe('where to go on', () => {
  it.each(['/', '/walk', '/walk?ticket=psa/48213&q=no%20sound', '/flows/7?node=a#text'])('is %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'walk',
    'https://elsewhere.example/',
    '//elsewhere.example/walk',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '\\\\elsewhere.example',
    'javascript:alert(1)',
    `/${'x'.repeat(2_000)}`,
  ])('is the home page for %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it.each(['/.//elsewhere.example', '/..//elsewhere.example', '/x/..//elsewhere.example'])(
    'is no path that begins like another origin, as %s would become',
    (path) => {
      expect(returnPath(path)).toBe('/');
    },
  );
});
