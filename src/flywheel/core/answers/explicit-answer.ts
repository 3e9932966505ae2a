import { tokenise } from '../../../search/text/tokenise.js';
import { denies } from './answer-value.js';
import type { AskedQuestion } from './asked-question.js';
import { LANGUAGES } from '../../../search/text/languages.js';
import { GLADLY, NO_LONGER, NOT_YET, NOTHING_AMISS, UNCLEAR } from './outcomes.js';
import { signOf } from './signs.js';
import { leadingPhrase, yesOrNo, yesOrNoIn, type YesNo } from './yes-no-words.js';

/** Words for yes and no that are adjectives too: they answer where nothing follows ("wrong password" says something else). */
const ADJECTIVES =
  /^(?:right|correct|wrong|incorrect|true|false|positive|negative|definitely|absolutely|exactly|certainly|sure|affirmative|exact|correcto|correto|certo|esatto|corretto|falso|falsch|richtig|faux|klar|sicher|zeker|juist|onjuist|claro|doch|isso|stimmt|genau)$/;
const ENDS = /^\s*(?:[,.;:!?)\u2013\u2014-]|$)/;

/**
 * What an answer says outright: by a sign, by a word for yes or no at its beginning or set off in it, or by "not any more"
 * and "not yet", which deny whatever was asked. `both` where it says yes and no; null where it says neither outright.
 */
export function explicitAnswer(asked: AskedQuestion, answer: string, text: string): YesNo | 'both' | null {
  const { languages } = asked;
  const said = new Set<YesNo>();
  const sign = signOf(answer);
  if (sign) said.add(sign);
  // "No problem" gladly does what it is asked, and denies a fault.
  if (GLADLY.test(text)) return asked.fault ? 'no' : 'yes';
  if (NO_LONGER.test(text) && !NOTHING_AMISS.test(text)) return asked.negated ? null : 'no';
  if (NOT_YET.test(text)) return 'no';
  if (/^(?:that|it|this) is (?:right|correct|true|the case)\b/.test(text)) return 'yes';
  const segments = text
    .split(/\s*[,.;:!?()\u3001\u3002\uff0c\u2013\u2014]+\s*|\s-+\s/)
    .filter((part) => part !== '');
  segments.forEach((segment, index) => {
    const meaning = yesOrNo(segment, languages);
    if (meaning) said.add(meaning);
    else if (index === 0) {
      const leading = leadingAnswer(text, segment, languages, asked);
      if (leading) said.add(leading);
    }
  });
  const last = lastWord(segments.at(-1) ?? '', languages);
  if (last) said.add(last);
  // "By cable yes, by Wi-Fi no."
  for (const segment of segments.slice(0, -1)) {
    const end = said.size > 0 ? lastWord(segment, languages) : null;
    if (end) said.add(end);
  }
  if (said.size === 2) return 'both';
  const [meaning] = said;
  if (meaning === undefined) return null;
  // "Yes, sometimes", "no, not sure".
  if (segments.slice(1).some((segment) => UNCLEAR.test(segment))) return 'both';
  // "Does it not start?" - "no": nobody can tell whether that agrees, but for what follows it.
  return asked.negated && !isPlainYes(segments) ? (segments.length > 1 ? null : 'both') : meaning;
}

/** Words that contradict a question in the negative: "doch". */
const CONTRADICTS = /^(?:doch|si|jawel|toch)$/;

function isPlainYes(segments: readonly string[]): boolean {
  return yesOrNo(segments[0] ?? '', ['en']) === 'yes' && !CONTRADICTS.test(segments[0] ?? '');
}

/** A word for yes or no that begins an answer and is not set off from what follows. */
function leadingAnswer(
  text: string,
  segment: string,
  languages: AskedQuestion['languages'],
  asked: AskedQuestion,
): YesNo | null {
  const words = tokenise(segment);
  const phrase = leadingPhrase(words);
  if (phrase === null) return null;
  const rest = text.slice(text.indexOf(phrase) + phrase.length);
  if (ADJECTIVES.test(phrase) && !ENDS.test(rest)) return null;
  const meaning =
    words[0]?.startsWith(phrase) && words[0] !== phrase
      ? yesOrNo(phrase, languages)
      : yesOrNoIn(phrase, languages);
  if (meaning !== 'no' || !NOTHING_AMISS.test(segment)) return meaning;
  // "No errors": denies a fault, and affirms that things are in order.
  return asked.fault ? 'no' : asked.over || asked.sound ? 'yes' : null;
}

/** "Unfortunately no", "leider nein", "claro que sí". */
function lastWord(segment: string, languages: AskedQuestion['languages']): YesNo | null {
  const words = tokenise(segment);
  const word = words.at(-1);
  if (word === undefined || words.length < 2 || words.length > 3) return null;
  if (word.length < 2 || ADJECTIVES.test(word) || denies(words.slice(0, -1), languages)) return null;
  return yesOrNoIn(word, [...languages, ...LANGUAGES]);
}
