import { describe, expect, it } from '@jest/globals';
import { accountSlugFor, displayNameOf, emailOf, vouchesFor } from './provider-claims.js';

const EMAIL = 'Ada@Larkfield.example';
const saying = (claims: object) => ({ iss: 'https://id.example', sub: '7', ...claims });

describe('whether a provider vouches for an address', () => {
  it.each([true, 'true', 1, '1', 'larkfield.example', 'LARKFIELD.EXAMPLE'])('it does by %j', (said) => {
    expect(vouchesFor(saying({ hd: said }), EMAIL, 'hd')).toBe(true);
  });

  it.each([
    false,
    'false',
    0,
    '',
    undefined,
    null,
    'example',
    'acme.example',
    'Ada@Larkfield.example',
    [true],
    {},
  ])('it does not by %j', (said) => {
    expect(vouchesFor(saying({ hd: said }), EMAIL, 'hd')).toBe(false);
  });

  it('it does by the claim that is set, and by no other', () => {
    expect(vouchesFor(saying({ email_verified: true }), EMAIL, 'xms_edov')).toBe(false);
  });
});

describe('the account of an address', () => {
  const OIDC_DOMAINS = 'larkfield.example=larkfield-it, acme.example=acme';

  it('is that of its domain, in any case', () => {
    expect(accountSlugFor(EMAIL, { OIDC_DOMAINS })).toBe('larkfield-it');
    expect(accountSlugFor('bo@acme.example', { OIDC_DOMAINS })).toBe('acme');
  });

  it.each([
    'bo@other.example',
    'bo@sub.acme.example',
    'bo@notacme.example',
    'bo@acme.example@other.example',
    'bo',
  ])('is none for %s', (email) => {
    expect(accountSlugFor(email, { OIDC_DOMAINS })).toBeNull();
  });

  it('is one for everybody, where that is set; and none without a rule', () => {
    expect(accountSlugFor('bo@other.example', { OIDC_ACCOUNT: 'acme' })).toBe('acme');
    expect(accountSlugFor(EMAIL, {})).toBeNull();
  });
});

describe('an address', () => {
  it.each([undefined, null, '', 'ada', 'a b@c.example', '@c.example', 7, `${'x'.repeat(320)}@c.example`])(
    'is not read from %j',
    (email) => {
      expect(emailOf(saying({ email }))).toBeNull();
    },
  );

  it('is as the provider says it', () => {
    expect(emailOf(saying({ email: EMAIL }))).toBe(EMAIL);
  });
});

describe('what somebody is called', () => {
  it('is the name, on one line', () => {
    expect(displayNameOf(saying({ name: ' Ada Lovelace ' }), EMAIL)).toBe('Ada Lovelace');
  });

  it.each([undefined, '', ' ', 'two\nlines', 'x'.repeat(201), 7])(
    'is taken from the address with %j',
    (name) => {
      expect(displayNameOf(saying({ name }), EMAIL)).toBe('Ada');
    },
  );
});
