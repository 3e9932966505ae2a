import { describe, expect, it } from '@jest/globals';
import { placeOnDesk, tokenIn } from './sign-in.queries.js';

describe('the link that signs in', () => {
  it('has its token behind the #', () => {
    expect(tokenIn('#token=abc')).toBe('abc');
    expect(tokenIn('token=abc')).toBe('abc');
    expect(tokenIn('')).toBeNull();
  });

  it('leads to a page of the desk, never to another site', () => {
    expect(placeOnDesk('/walk?q=printer')).toBe('/walk?q=printer');
    expect(placeOnDesk(undefined)).toBe('/');
    for (const elsewhere of ['https://example.com', '//example.com', '/\\example.com', 'walk'])
      expect(placeOnDesk(elsewhere)).toBe('/');
  });
});
