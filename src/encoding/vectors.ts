/** What a text means to a sentence encoder: whole numbers from -127 to 127, and their length as a vector. */
export interface Vector {
  readonly parts: Int8Array;
  readonly norm: number;
}

/** What texts mean, by text. One that is not there is compared by its words alone. */
export interface Vectors {
  readonly byText: ReadonlyMap<string, Vector>;
  readonly scale: Scale;
}

/** What makes a cosine of one encoder comparable with those that the weights were chosen on. */
export interface Scale {
  readonly times: number;
  readonly plus: number;
}

export const PLAIN: Scale = { times: 1, plus: 0 };
export const NO_VECTORS: Vectors = { byText: new Map(), scale: PLAIN };

/** A byte a number: that moves a cosine by less than a hundredth, and takes a quarter of the room. */
export function toVector(values: ArrayLike<number>): Vector {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] ?? 0));
  const parts = new Int8Array(values.length);
  if (most > 0)
    for (let i = 0; i < values.length; i++) parts[i] = Math.round(((values[i] ?? 0) / most) * 127);
  return vectorOf(parts);
}

export function vectorOf(parts: Int8Array): Vector {
  let squares = 0;
  for (const part of parts) squares += part * part;
  return { parts, norm: Math.sqrt(squares) };
}

/** How alike two texts are in meaning, about 0 to 1 on the scale of the bundled encoder. */
export function likeness(a: Vector, b: Vector, { times, plus }: Scale = PLAIN): number {
  const norms = a.norm * b.norm;
  if (norms === 0 || a.parts.length !== b.parts.length) return 0;
  let product = 0;
  for (let i = 0; i < a.parts.length; i++) product += (a.parts[i] ?? 0) * (b.parts[i] ?? 0);
  return (times * product) / norms + plus;
}
