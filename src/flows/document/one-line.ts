/** Control characters, and those that turn the direction of what follows and so would make a text look like another. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu;
/** Halves of characters, and code points that no character has: no XML document may hold them. */
export const NO_CHARACTER = /[\p{Cs}\ufffe\uffff]/gu;

/** A text on one line, without what cannot be seen and with single spaces. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(NO_CHARACTER, '\ufffd').replace(/\s+/g, ' ').trim();
}
