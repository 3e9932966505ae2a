import { describe, expect, it } from '@jest/globals';
import type { Paint } from './paint.js';
import { SUCCESS_PAINT, TEXT_COLOUR, TRAFFIC_PAINT } from './palette.js';

type Triple = readonly [number, number, number];

/**
 * How colours look to people without one kind of cone, over linear sRGB. Source: G. M. Machado, M. M. Oliveira and
 * L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
 */
const VISIONS: Readonly<Record<string, readonly Triple[]>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** From `#rrggbb`, each 0 to 1. Source: IEC 61966-2-1. */
function linear(colour: string): Triple {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

const times = (matrix: readonly Triple[], [a, b, c]: Triple): Triple => {
  const [x = 0, y = 0, z = 0] = matrix.map(([p, q, r]) => p * a + q * b + r * c);
  return [x, y, z];
};

const seen = (colour: string, vision: string): Triple => {
  const [red, green, blue] = times(VISIONS[vision] ?? [], linear(colour));
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  return [within(red), within(green), within(blue)];
};

/** CIELAB under D65. Source: CIE 15:2004, with the matrix of IEC 61966-2-1. */
function lab(rgb: Triple): Triple {
  const xyz = times(
    [
      [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
      [0.2126, 0.7152, 0.0722],
      [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
    ],
    rgb,
  );
  const [x = 0, y = 0, z = 0] = xyz.map((t) =>
    t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The difference of two colours: CIE 1976, where 2.3 can just be seen. */
const difference = (a: string, b: string, vision: string): number => {
  const [one, other] = [lab(seen(a, vision)), lab(seen(b, vision))];
  return Math.hypot(...one.map((value, i) => value - (other[i] ?? 0)));
};

/** Source: WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string, vision: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = seen(colour, vision);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const PALETTES: readonly (readonly [string, readonly Paint[]])[] = [
  ['traffic', TRAFFIC_PAINT],
  ['success', SUCCESS_PAINT],
];

describe.each(Object.keys(VISIONS))('to people with %s vision', (vision) => {
  it.each(PALETTES)('the classes of %s differ clearly, all from one another', (_, paints) => {
    const pairs = paints.flatMap((a, i) => paints.slice(i + 1).map((b) => [a.fill, b.fill] as const));
    expect(Math.min(...pairs.map(([a, b]) => difference(a, b, vision)))).toBeGreaterThan(10);
  });

  it.each(PALETTES)('text and outlines stand out on the colours of %s', (_, paints) => {
    for (const { fill, line } of paints) {
      expect(contrast(fill, TEXT_COLOUR, vision)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(fill, line, vision)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('traffic', () => {
  it.each(Object.keys(VISIONS))('grows darker with every class, with %s vision', (vision) => {
    const lightness = TRAFFIC_PAINT.map(({ fill }) => lab(seen(fill, vision))[0]);
    expect(lightness).toEqual([...lightness].sort((a, b) => b - a));
  });
});

describe('the measure itself', () => {
  it('knows colours that are told apart in the common way alone', () => {
    const [red, green] = ['#a65628', '#5c7a1f'];
    expect(difference(red, green, 'common')).toBeGreaterThan(40);
    expect(difference(red, green, 'deuteranopia')).toBeLessThan(20);
  });

  it('gives the extremes of contrast', () => {
    expect(contrast('#000000', '#ffffff', 'common')).toBeCloseTo(21, 6);
    expect(difference('#000000', '#ffffff', 'common')).toBeCloseTo(100, 1);
  });
});
