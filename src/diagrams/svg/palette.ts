import type { NodeKind } from '../../flows/document/flow-document.js';
import type { Change } from '../diagram.js';
import type { Paint } from './paint.js';

export const TEXT_COLOUR = '#1f2328';

export const KIND_PAINT = {
  question: { fill: '#e3f0fc', line: '#0b5394' },
  action: { fill: '#ffffff', line: '#3d4852' },
  info: { fill: '#f3f4f6', line: '#57606a' },
  resolution: { fill: '#e6f4ea', line: '#1a6b30' },
  escalation: { fill: '#fdeee3', line: '#a33b00' },
} as const satisfies Record<NodeKind, Paint>;

/** Where changes are shown, colour means change and the shape alone means the kind. */
export const CHANGE_PAINT = {
  unchanged: { fill: '#ffffff', line: '#6e7781' },
  added: { fill: '#dafbe1', line: '#116329' },
  removed: { fill: '#ffebe9', line: '#a40e26' },
  changed: { fill: '#fff3c4', line: '#7d4e00' },
} as const satisfies Record<Change, Paint>;

/**
 * How many came by, from few to most: one hue, so that only its depth matters, in steps that everybody sees.
 * Source: after C. Brewer, ColorBrewer 2 (Blues), the two darker ones spaced for protanopia.
 */
export const TRAFFIC_PAINT = [
  { fill: '#eff3ff', line: '#08519c' },
  { fill: '#bdd7e7', line: '#084594' },
  { fill: '#90c0de', line: '#06306b' },
  { fill: '#60a5d2', line: '#041f47' },
] as const satisfies Paint[];

/**
 * How many it helped, from few to most: orange to blue, which people of every kind of colour vision tell apart; what is
 * not known for sure lies between.
 * Source: C. Brewer, ColorBrewer 2 (a diverging scheme of orange and blue), the middle one darker.
 */
export const SUCCESS_PAINT = [
  { fill: '#fdb863', line: '#7f3b08' },
  { fill: '#fee0b6', line: '#7f3b08' },
  { fill: '#bfc3ca', line: '#2d333b' },
  { fill: '#d1e5f0', line: '#053061' },
  { fill: '#92c5de', line: '#053061' },
] as const satisfies Paint[];
