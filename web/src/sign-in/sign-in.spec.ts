import { describe, expect, it } from '@jest/globals';
import { OIDC_PROBLEMS } from '../../../src/accounts/sign-in/oidc/oidc-problem.js';
import { texts } from '../texts/texts.js';
import { placeOnDesk, problemText, providerAddress, tokenIn } from './sign-in.queries.js';

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

describe('the way by an identity provider', () => {
  it('goes on to the page that was asked for, never to another site', () => {
    const path = '/v1/sign-in/oidc';
    expect(providerAddress(path, '/walk?q=vpn')).toBe(`${path}?return_to=%2Fwalk%3Fq%3Dvpn`);
    expect(providerAddress(path, '//example.com')).toBe(`${path}?return_to=%2F`);
  });

  it('has words for each problem that the server knows, and some for any other', () => {
    expect(Object.keys(texts.signIn.problems).sort()).toEqual([...OIDC_PROBLEMS].sort());
    expect(problemText('no_account')).toContain('No account');
    expect(problemText('constructor')).toBe(texts.signIn.problemUnknown);
  });
});
