import { describe, expect, it } from '@jest/globals';
import { isSession, sentCredential } from './sent-credential.js';

const SESSION = 'rfs_abc';

const sent = (authorization?: string, cookie?: string): string | null =>
  sentCredential({ headers: { authorization }, cookies: { rf_session: cookie } });

describe('what a request is sent with', () => {
  it('is a bearer or the cookie of a session', () => {
    expect(sent('Bearer abc.def')).toBe('abc.def');
    expect(sent(undefined, SESSION)).toBe(SESSION);
    expect(sent()).toBeNull();
    expect([isSession(SESSION), isSession('abc.def'), isSession('rfk_abc')]).toEqual([true, false, false]);
  });

  it.each(['Bearer abc.def', 'bearer  abc.def '])(
    'is the bearer of %j, whatever the cookie says',
    (header) => {
      expect(sent(header, SESSION)).toBe('abc.def');
    },
  );

  it.each(['', 'Bearer', 'Basic dXNlcjpwYXNz', 'Bearer two words'])(
    'is nothing with the header %j, however good the cookie is',
    (header) => {
      expect(sent(header, SESSION)).toBeNull();
    },
  );

  it('is nothing where a cookie comes as bearer, or something else as cookie', () => {
    expect(sent(`Bearer ${SESSION}`)).toBeNull();
    expect(sent(undefined, 'rfk_abc')).toBeNull();
    expect(sent(undefined, 'abc.def')).toBeNull();
    expect(sent(undefined, '')).toBeNull();
  });
});
