import { MOST_COMPARED, normaliseText } from './normalise.js';

/** A run of letters and digits; a dot, slash or hyphen between digits belongs to it ("192.168.0.1", "802.11g"). */
const WORD = /[\p{L}\p{N}]+(?:[./:-](?=\p{N})[\p{L}\p{N}]+)*/gu;

/** The words of a text in their order, normalised; no more than what stands in so many UTF-16 code units of it. */
export function tokenise(text: string, most = MOST_COMPARED): string[] {
  return normaliseText(text, most).match(WORD) ?? [];
}

/** The sentences of a text, in their order, as it was written. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
