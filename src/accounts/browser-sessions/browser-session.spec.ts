import { describe, expect, it } from '@jest/globals';
import { newSecret } from '../access/secret.js';
import {
  csrfTokenOf,
  isCsrfToken,
  readUserAgent,
  sessionCredential,
  sessionIdOf,
  SESSION_SECRET,
} from './browser-session.js';

const ID = '0199c2f2-4d5e-7a6b-8c7d-0e1f2a3b4c5d';
const cookie = (): string => SESSION_SECRET.format({ id: ID, secret: newSecret() });

describe('the token against cross-site requests', () => {
  it('is the same for one cookie, another for another, and shows nothing of it', () => {
    const [one, other] = [cookie(), cookie()];
    expect(csrfTokenOf(one)).toBe(csrfTokenOf(one));
    expect(csrfTokenOf(one)).toMatch(/^[\w-]{43}$/);
    expect(csrfTokenOf(one)).not.toBe(csrfTokenOf(other));
    expect(one).not.toContain(csrfTokenOf(one));
  });

  it('is taken from its session alone, and whole', () => {
    const [one, other] = [cookie(), cookie()];
    const token = csrfTokenOf(one);
    expect(isCsrfToken(token, one)).toBe(true);
    for (const wrong of ['', token.slice(1), `${token}x`, token.toLowerCase(), 'é'.repeat(43), one])
      expect(isCsrfToken(wrong, one)).toBe(false);
    expect(isCsrfToken(token, other)).toBe(false);
  });
});

describe('what a browser says of itself', () => {
  it('is kept on one line, and not too long', () => {
    expect(readUserAgent('Mozilla/5.0 (X11)')).toBe('Mozilla/5.0 (X11)');
    expect(readUserAgent(' a\u0000\tb ')).toBe('a b');
    expect([...(readUserAgent('😀'.repeat(300)) ?? '')]).toHaveLength(200);
  });

  it.each([undefined, '', ' \t'])('is nothing in %j', (header) => {
    expect(readUserAgent(header)).toBeNull();
  });
});

describe("the name of a session's credential", () => {
  it('leads back to the session, and no other name does', () => {
    expect(sessionIdOf(sessionCredential(ID))).toBe(ID);
    expect(sessionIdOf(`user:${ID}`)).toBeNull();
    expect(sessionIdOf('system')).toBeNull();
  });
});
