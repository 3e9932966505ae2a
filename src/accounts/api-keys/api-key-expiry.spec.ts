import { describe, expect, it } from '@jest/globals';
import { expiryOf } from './api-key-expiry.js';

const NOW = new Date('2026-03-02T09:00:00Z');

describe('expiryOf', () => {
  it('is 90 days from now when nothing is asked for', () => {
    expect(expiryOf(undefined, NOW)).toEqual(new Date('2026-05-31T09:00:00Z'));
  });

  it('is the time asked for, whatever its offset', () => {
    expect(expiryOf('2026-03-02T11:00:00+01:00', NOW)).toEqual(new Date('2026-03-02T10:00:00Z'));
  });

  it.each(['2026-03-02T09:00:00Z', '2026-03-02T10:00:00+01:00', '1999-01-01T00:00:00Z'])(
    'refuses %s, which is past',
    (text) => {
      expect(() => expiryOf(text, NOW)).toThrow('/expires_at: must be in the future');
    },
  );

  it('refuses what is no point in time', () => {
    expect(() => expiryOf('2026-12-31T23:59:60Z', NOW)).toThrow('/expires_at: is no point in time');
  });
});
