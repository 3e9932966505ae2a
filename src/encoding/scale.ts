import type { Scale } from './vectors.js';

/** Pairs of sentences that mean the same, to measure an encoder by. */
export const PAIRS_ALIKE = [
  ['Is the projector plugged in?', 'Does the beamer have power?'],
  ['Replace the toner cartridge.', 'Put a new toner into the printer.'],
  ['The screen stays dark.', 'Nothing is shown on my monitor.'],
  ['Can you open the web page?', 'Does the site load for you?'],
  ['Sign out and back in.', 'Log off, then log on again.'],
  ['The keyboard types wrong letters.', 'Keys give other characters than they should.'],
  ['Is the mailbox full?', 'Has the inbox reached its limit?'],
  ['Update the graphics driver.', 'Install the newest driver of the video card.'],
] as const;

/** Pairs that are of different things. */
export const PAIRS_UNLIKE = PAIRS_ALIKE.map(([one], at): readonly [string, string] => [
  one,
  PAIRS_ALIKE[(at + 3) % PAIRS_ALIKE.length]?.[1] ?? '',
]);

export const TEXTS_OF_PAIRS: readonly string[] = PAIRS_ALIKE.flat();

/** The means of the bundled encoder, which the weights were chosen on. */
export const ALIKE = 0.59;
export const UNLIKE = 0.31;

/** What is no further apart is not told apart. */
const LEAST_APART = 0.01;

/** What takes an encoder's means to those of the bundled one. */
export function scaleOf(alike: number, unlike: number): Scale {
  if (alike - unlike < LEAST_APART) return { times: 0, plus: 0 };
  const times = (ALIKE - UNLIKE) / (alike - unlike);
  return { times, plus: UNLIKE - times * unlike };
}
