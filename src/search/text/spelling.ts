import { withoutUmlauts } from '../../kernel/text/fold.js';
import { normaliseText } from './normalise.js';

/** A short first part that is written with a hyphen, apart or together: "Wi-Fi", "e-mail", "re-start", "log-in". */
const HYPHENATED = /\b(wi|e|re|log|sign|set|plug|hot|un|on|off|time)-(?=\p{L}{2,})/gu;
const APART = /\b(wi) (?=fi\b)|\b(time)[sd]? (?=outs?\b)/g;

/** A text as answers are compared: normalised, without umlauts, and such words in one. */
export function spelt(text: string): string {
  return normaliseText(withoutUmlauts(text)).replace(HYPHENATED, '$1').replace(APART, '$1$2');
}
