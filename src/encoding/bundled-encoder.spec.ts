import { afterAll, describe, expect, it } from '@jest/globals';
import { BundledEncoder } from './bundled-encoder.js';
import { ALIKE, PAIRS_ALIKE, PAIRS_UNLIKE, UNLIKE } from './scale.js';
import { likeness } from './vectors.js';

const encoder = new BundledEncoder(60);
afterAll(() => encoder.onModuleDestroy());

/** The mean likeness of pairs. */
async function mean(pairs: readonly (readonly [string, string])[]): Promise<number> {
  const vectors = await encoder.encode(pairs.flat());
  const each = pairs.map((_, i) => {
    const [a, b] = [vectors[2 * i], vectors[2 * i + 1]];
    return a && b ? likeness(a, b) : 0;
  });
  return each.reduce((sum, one) => sum + one, 0) / pairs.length;
}

describe('the encoder that comes with the program', () => {
  it('finds what means the same in other words nearer than other things', async () => {
    expect(await mean(PAIRS_ALIKE)).toBeCloseTo(ALIKE, 1);
    expect(await mean(PAIRS_UNLIKE)).toBeCloseTo(UNLIKE, 1);
  });

  it('gives each text its vector, in their order, however many there are', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `Is port ${i} of the switch in use?`);
    const vectors = await encoder.encode(texts);
    expect(vectors).toHaveLength(40);
    const [alone] = await encoder.encode([texts[33] ?? '']);
    const [found] = vectors
      .map((vector, i) => ({ i, like: alone ? likeness(alone, vector) : 0 }))
      .sort((a, b) => b.like - a.like);
    expect(found?.i).toBe(33);
  });

  it.each([
    ['Is the laptop on mains power?', true],
    ['phone online?', true],
    ['Ist der Drucker eingeschaltet?', false],
    ['La impresora no está conectada a la red', false],
  ])('reads "%s": %s', (text, expected) => {
    expect(encoder.reads(text)).toBe(expected);
  });
});
