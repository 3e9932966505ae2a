import { tokenise } from '../../search/text/tokenise.js';
import { LANGUAGES, type Language } from '../../search/text/languages.js';
import { spelt } from '../../search/text/spelling.js';
import {
  CHECK_ELSEWHERE,
  COURTESY_ELSEWHERE,
  FOR_LATER_ELSEWHERE,
  LEAD_IN_ELSEWHERE,
  PAPERWORK_ELSEWHERE,
  SETTING_ELSEWHERE,
  SOCIAL_ELSEWHERE,
  SPEECH_WORDS,
  type Elsewhere,
  type SpeechWords,
} from './languages-words.js';
import type { SpeechAct } from './speech-act.js';

/** A note that ends in its verb ("Router neu starten") is short. */
const LONGEST_NOTE = 12;

const BEGINS_WITH_ORDER = new Map(
  Object.values(SPEECH_WORDS).map((words) => [
    words,
    new RegExp(`^(?:${words.stems})${words.ending}(?= |[.!,:]|$)`, 'u'),
  ]),
);

/** Classifies a sentence that is in one of the languages, or may be; all of them where none is known. */
export function actElsewhere(sentence: string, languages: readonly Language[]): SpeechAct {
  const text = spelt(sentence).replace(/^[^\p{L}\p{N}]+/u, '');
  const asks = /\?["')\]]*$/.test(text);
  if (CHECK_ELSEWHERE.test(text)) return 'check';
  if (asks ? SOCIAL_ELSEWHERE.test(text) : COURTESY_ELSEWHERE.test(text)) return 'courtesy';
  const bare = text.replace(LEAD_IN_ELSEWHERE, '');
  if (!asks && (bare === '' || COURTESY_ELSEWHERE.test(bare))) return 'courtesy';
  const order = bare.replace(SETTING_ELSEWHERE, '').replace(LEAD_IN_ELSEWHERE, '');
  const read = languagesTried(languages, tokenise(text).length).map((language) =>
    actIn(SPEECH_WORDS[language], asks, bare, order),
  );
  // An order to report is one in its own language alone; whatever else has a mark asks unless it is a request.
  const first = asks ? (['instruction'] as const) : (['question', 'instruction', 'courtesy'] as const);
  return first.find((act) => read.includes(act)) ?? (asks ? 'question' : 'statement');
}

const ELSEWHERE = LANGUAGES.filter((language): language is Elsewhere => language !== 'en');
/** Languages that share the words which every sentence is built with. */
const SIBLINGS: readonly Elsewhere[] = ['es', 'pt', 'it'];
/** What has no more words than this may be in another language than it looks. */
const SHORT = 6;

function languagesTried(languages: readonly Language[], words: number): Elsewhere[] {
  const isSibling = SIBLINGS.some((language) => languages.includes(language));
  return ELSEWHERE.filter(
    (language) =>
      languages.length === 0 ||
      (words <= SHORT && !languages.includes('en')) ||
      languages.includes(language) ||
      (isSibling && SIBLINGS.includes(language)),
  );
}

function actIn(words: SpeechWords, asks: boolean, bare: string, order: string): SpeechAct {
  if (words.report.test(order)) return 'question';
  if (asks) return words.request.test(order) && !TELL.test(order) ? 'instruction' : 'question';
  const own = words.own.exec(bare);
  if (own) {
    if (PAPERWORK_ELSEWHERE.test(bare)) return 'courtesy';
    return words.idle.test(own.slice(1).join('')) ? 'statement' : 'instruction';
  }
  const begins = BEGINS_WITH_ORDER.get(words);
  if ([bare, order].some((text) => words.orders.test(text) || begins?.test(text))) return 'instruction';
  const note = order.replace(/[.!]+$/, '');
  return words.atEnd?.test(note) && tokenise(note).length <= LONGEST_NOTE ? 'instruction' : 'statement';
}

/** "Could you tell me": wants to know something, and nothing done. */
const TELL =
  /\b(?:sagen|nennen|mitteilen|beschreiben|prufen|schauen|nachsehen|dire|indiquer|preciser|verifier|decir\p{L}*|indicar\p{L}*|describir|comprobar|verificar|dizer|informar|descrever|confirmar|dirmi|dire|indicare|descrivere|verificare|confermare|vertellen|zeggen|beschrijven|nagaan|kijken)\b/u;

export function isForLaterElsewhere(sentence: string): boolean {
  return FOR_LATER_ELSEWHERE.test(spelt(sentence));
}
