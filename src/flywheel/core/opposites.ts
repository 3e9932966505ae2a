import type { TextAnalysis } from '../../search/text/analyse.js';

/** Words that make two texts differ though all else is the same: each of the left side against each of the right. */
const OPPOSED = `on/off before/after with/without enabled/disabled enable/disable connect/disconnect
  connected/disconnected hot,warm/cold,cool front/rear,back left/right up/down open,opened/closed,shut slow/fast
  start/stop install/uninstall first/last upload/download send/receive sending/receiving incoming/outgoing
  internal/external wired/wireless lock/unlock locked/unlocked increase/decrease empty/full public/private
  inside/outside indoors/outdoors upper/lower always/never add/remove online/offline input/output high/low
  slowly/quickly loose/tight,tightly automatically,automatic/manually,manual
  constantly,continuously,constant,continuous,steady,stable/intermittently,intermittent dry/wet soft/hard new/old light/dark visible/invisible plugged/unplugged`
  .split(/\s+/)
  .map((pair) => pair.split('/').map((side) => side.split(',')));

const OPPOSITES = new Map<string, string[]>();
for (const [a = [], b = []] of OPPOSED) {
  for (const word of a) OPPOSITES.set(word, b);
  for (const word of b) OPPOSITES.set(word, a);
}

/** The opposites of a normalised word; none if it has none that matters here. */
export function oppositesOf(word: string): readonly string[] {
  return OPPOSITES.get(word) ?? [];
}

/** Whether one text has a word where the other has its opposite. */
export function contrast(a: TextAnalysis, b: TextAnalysis): boolean {
  const opposed = a.words.filter((word) => oppositesOf(word).some((opposite) => b.words.includes(opposite)));
  if (opposed.length === 0) return false;
  // "Not hot" is "cold": with a negation in one of them the opposites may agree.
  if (isNegated(a) !== isNegated(b)) return false;
  const times = ({ words }: TextAnalysis, word: string): number =>
    words.filter((other) => other === word).length;
  return opposed.some(
    (word) =>
      times(a, word) > times(b, word) &&
      oppositesOf(word).some((opposite) => times(b, opposite) > times(a, opposite)),
  );
}

function isNegated({ words }: TextAnalysis): boolean {
  return words.includes('not') || words.includes('no') || words.includes('never');
}
