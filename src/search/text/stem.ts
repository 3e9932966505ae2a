import snowball from 'snowball-stemmers';
import { remembered } from './remembered.js';

/** Source of its rules: M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980). */
const porter = snowball.newStemmer('porter');
const stemOf = remembered(50_000, (word = '') => porter.stem(word));

/**
 * The stem of an English word in lower case, so that "boots", "booted" and "booting" meet.
 * Words of other alphabets, with digits, or of one or two letters are their own stem.
 */
export function stem(word: string): string {
  return word.length < 3 || !/^[a-z]+$/.test(word) ? word : stemOf(word);
}
