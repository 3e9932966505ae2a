import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSlug, MAX_SLUG_LENGTH, slugFrom, withSuffix } from './account-slug.js';

describe('slugFrom', () => {
  it.each([
    ['Acme', 'acme'],
    ['  Müller & Söhne IT  ', 'muller-sohne-it'],
    ['Łódź 24/7', 'odz-24-7'],
    ['日本', 'account'],
    ['', 'account'],
    ['---', 'account'],
  ])('makes %j into %j', (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  it('always makes a slug', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => isSlug(slugFrom(name))));
  });

  it('cuts a long name without a dash at the end', () => {
    expect(slugFrom(`${'a'.repeat(62)} b`)).toBe('a'.repeat(62));
  });
});

describe('withSuffix', () => {
  it('keeps a short slug whole', () => {
    expect(withSuffix('acme', '2')).toBe('acme-2');
  });

  it('always makes a slug of at most the greatest length, which ends with the suffix', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.stringMatching(/^[a-z0-9]{1,12}$/), (name, suffix) => {
        const slug = withSuffix(slugFrom(name), suffix);
        expect(isSlug(slug)).toBe(true);
        expect(slug.endsWith(`-${suffix}`)).toBe(true);
        expect(slug.length).toBeLessThanOrEqual(MAX_SLUG_LENGTH);
      }),
    );
  });
});

describe('isSlug', () => {
  it.each(['a', 'acme-2', '0', 'a'.repeat(63)])('takes %j', (text) => expect(isSlug(text)).toBe(true));
  it.each(['', '-a', 'a-', 'A', 'a b', 'a.b', 'a\n', 'a'.repeat(64)])('refuses %j', (text) =>
    expect(isSlug(text)).toBe(false),
  );
});
