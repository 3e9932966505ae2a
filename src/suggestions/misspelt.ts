/** Shorter words have too many neighbours: in these only letters that were swapped are put right, */
const SHORT = 6;
/** in still shorter ones nothing, and longer ones than that are typed by nobody. */
const SHORTEST = 4;
const LONGEST = 24;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * What a normalised word may have been meant to be: all that is one letter left out, added, changed or swapped with its
 * neighbour away. The first letter is hardly ever the wrong one, and stays. Nothing for words that are short or have other
 * characters than plain letters.
 * Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of the
 * ACM 7 (1964): four in five misspelt words are one such mistake away.
 */
export function spellingsNear(word: string): Set<string> {
  const near = new Set<string>();
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return near;
  for (let at = 1; at <= word.length; at++) {
    const before = word.slice(0, at);
    const [here, next] = [word.charAt(at), word.charAt(at + 1)];
    if (next !== '') near.add(before + next + here + word.slice(at + 2));
    if (word.length < SHORT) continue;
    if (here !== '') near.add(before + word.slice(at + 1));
    for (const letter of LETTERS) {
      near.add(before + letter + word.slice(at));
      if (here !== '') near.add(before + letter + word.slice(at + 1));
    }
  }
  near.delete(word);
  return near;
}
