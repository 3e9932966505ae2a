import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ALIKE, scaleOf, UNLIKE } from './scale.js';
import { likeness, toVector } from './vectors.js';

const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 });

describe('vectors', () => {
  it('are as near as the numbers that they were made of, but for a hundredth', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const product = (x: number[], y: number[]): number =>
          x.reduce((sum, each, i) => sum + each * (y[i] ?? 0), 0);
        const norms = Math.sqrt(product(a, a) * product(b, b));
        fc.pre(norms > 0.01);
        expect(Math.abs(likeness(toVector(a), toVector(b)) - product(a, b) / norms)).toBeLessThan(0.02);
      }),
    );
  });

  it('of different lengths, or without any direction, have nothing in common', () => {
    expect(likeness(toVector([1, 2]), toVector([1, 2, 3]))).toBe(0);
    expect(likeness(toVector([0, 0]), toVector([1, 2]))).toBe(0);
  });
});

describe('the scale of an encoder', () => {
  it('takes its means to those that the weights were chosen on', () => {
    const { times, plus } = scaleOf(0.9, 0.8);
    expect(times * 0.9 + plus).toBeCloseTo(ALIKE);
    expect(times * 0.8 + plus).toBeCloseTo(UNLIKE);
  });

  it('calls nothing alike where an encoder tells nothing apart', () => {
    const { times, plus } = scaleOf(0.7, 0.71);
    expect(times * 1 + plus).toBeLessThan(UNLIKE);
  });
});
