import { describe, expect, it } from '@jest/globals';
import { preferredType } from './accept.js';

const OFFERS = ['image/svg+xml', 'text/plain', 'text/csv'] as const;

describe('preferredType', () => {
  it.each([
    [undefined, 'image/svg+xml'],
    ['', 'image/svg+xml'],
    ['*/*', 'image/svg+xml'],
    ['text/*', 'text/plain'],
    ['text/csv', 'text/csv'],
    ['TEXT/CSV; charset=utf-8', 'text/csv'],
    ['text/csv;q=0.4, text/plain;q=0.5', 'text/plain'],
    ['text/csv, text/plain', 'text/csv'],
    ['text/plain;q=0, text/*', 'text/csv'],
    ['*/*;q=0.1, text/csv', 'text/csv'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'image/svg+xml'],
    ['image/svg+xml;q=0, */*', 'text/plain'],
    ['image/png', null],
    ['*/*;q=0', null],
    ['text/csv;q=nonsense', null],
    ['image', null],
  ])('of %p takes %p', (accept, type) => {
    expect(preferredType(accept, OFFERS)).toBe(type);
  });
});
