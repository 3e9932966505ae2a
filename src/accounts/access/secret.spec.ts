import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashSecret, newSecret, SecretFormat } from './secret.js';

const KEYS = new SecretFormat('rfk_');

describe('secrets', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const held = { id, secret: newSecret() };
        const text = KEYS.format(held);
        expect(KEYS.claims(text)).toBe(true);
        expect(KEYS.parse(text)).toEqual(held);
      }),
    );
  });

  it('have 256 bits that differ', () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  });

  it('are kept as a SHA-256 hash', () => {
    expect(hashSecret('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('are not read from anything else, nor from those of another kind', () => {
    const held = { id: '0199c2f2-4d5e-7a6b-8c7d-0e1f2a3b4c5d', secret: newSecret() };
    const key = KEYS.format(held);
    for (const wrong of [
      '',
      'rfk_',
      key.slice(1),
      key.slice(0, -1),
      `${key}x`,
      ` ${key}`,
      `${key}\n`,
      key.toUpperCase(),
      new SecretFormat('rfs_').format(held),
    ]) {
      expect(KEYS.parse(wrong)).toBeNull();
    }
    expect(KEYS.claims('eyJhbGciOiJFZERTQSJ9.e30.c2ln')).toBe(false);
  });
});
