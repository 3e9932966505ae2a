import type { Scale, Vector } from './vectors.js';

/** Texts as vectors that are near one another where the texts mean the same. What encodes is chosen by configuration. */
export abstract class TextEncoder {
  /** Whose vectors they are: those of different models cannot be compared. Null where there is no encoder. */
  abstract readonly model: string | null;

  /** Whether it knows the language of a text. Of others it would make vectors that tell nothing. */
  abstract reads(text: string): boolean;

  /**
   * One vector for each text, in their order. Takes its time, so no transaction may be open meanwhile.
   * @throws Error where it cannot, or takes too long
   */
  abstract encode(texts: readonly string[]): Promise<Vector[]>;

  /** What its likenesses are to be measured by. */
  abstract scale(): Promise<Scale>;
}

/** So many UTF-16 code units of a text are encoded: what comes after tells little more, and takes long. */
export const MOST_ENCODED = 600;
