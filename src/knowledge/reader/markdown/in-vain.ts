import type { Span } from '../procedure.js';
import { questionOfCheck } from './conditions.js';
import { isStep, stepOf, type OutlineItem } from './outline.js';
import { kindOfStep } from './step-words.js';
import { answerSteps } from './text-steps.js';

/** What is done where the step before did not help, and how that is asked in the language of the text. */
interface InVain {
  question: string;
  then: string;
}

const ONWARDS = String.raw`(?![\p{L}])[,:?\s–—-]*`;
const begins = (ways: string): RegExp => new RegExp(`^(?:${ways})${ONWARDS}`, 'iu');

/** By how it is asked: words that begin a sentence about what is done otherwise, without a condition of its own. */
const BY_QUESTION: readonly (readonly [question: string, words: RegExp])[] = [
  [
    'Did that help?',
    begins(
      String.raw`if (?:that|this|it|none of (?:that|this|these|the above)) (?:still )?(?:does not|doesn['’]t|did not|didn['’]t|do not|don['’]t|has not|hasn['’]t) (?:help(?:ed)?|fix(?:ed)?|solved?|resolved?|work(?:ed)?)(?: (?:it|this|that|the (?:problem|issue)))?(?=\s*[,:])|(?:still )?not (?:working|better|fixed|solved|resolved)(?: yet)?(?=\s*\?)|(?:still )?no (?:luck|success|change|improvement|better)(?=\s*\?)|(?:otherwise|failing that)(?=[,:]| (?:please )?(?:escalate|contact|call|open|raise|hand))`,
    ),
  ],
  [
    'Hat das geholfen?',
    begins(
      String.raw`(?:wenn|falls|sollte) (?:das|dies|es|auch das)(?: alles| immer noch| weiterhin| auch)* nicht(?:s)? (?:hilft|geholfen hat|funktioniert|klappt|helfen|funktionieren)(?=\s*[,:])|(?:hilft|half) (?:das|dies|es)(?: auch| alles)? nicht(?=\s*[?,:])|(?:funktioniert|klappt|geht) (?:es|das) (?:immer )?noch(?: immer)? nicht(?=\s*\?)|(?:immer )?noch (?:immer )?(?:nicht (?:gelöst|behoben)|kein(?:e|en)? \p{L}+)(?=\s*\?)|(?:sonst|andernfalls|anderenfalls|ansonsten)`,
    ),
  ],
  [
    'Cela a-t-il aidé ?',
    begins(
      String.raw`si (?:cela|ça|ceci|rien de cela) (?:n['’]aide pas|ne (?:fonctionne|marche|suffit|change rien|résout) ?(?:toujours )?(?:pas|rien)?)(?=\s*[,:])|(?:ça|cela) ne (?:fonctionne|marche) toujours pas(?=\s*\?)|toujours (?:pas|rien)(?=\s*\?)|sinon|autrement|dans le cas contraire`,
    ),
  ],
  [
    '¿Ha ayudado?',
    begins(
      String.raw`si (?:eso|esto|aún|todavía|nada de esto)(?: aún| todavía)? no (?:ayuda|funciona|basta|lo (?:resuelve|soluciona|arregla))(?=\s*[,:])|[¿]?(?:sigue sin funcionar|(?:todavía|aún) no funciona)(?=\s*\?)|de lo contrario|en caso contrario`,
    ),
  ],
  [
    'Isso ajudou?',
    begins(
      String.raw`se (?:isso|isto|ainda|nada disso)(?: ainda| assim)? não (?:ajudar|funcionar|resolver|bastar|resultar|ajuda|funciona|resolve)(?=\s*[,:])|ainda não funciona(?=\s*\?)|caso contrário|senão`,
    ),
  ],
  [
    'È servito?',
    begins(
      String.raw`se (?:ciò|questo|ancora|nulla di questo)(?: ancora)? non (?:aiuta|funziona|basta|serve|risolve)(?=\s*[,:])|(?:non funziona ancora|ancora non funziona|ancora niente)(?=\s*\?)|altrimenti|in caso contrario`,
    ),
  ],
  [
    'Heeft dat geholpen?',
    begins(
      String.raw`(?:als|indien) (?:dat|dit|het)(?: nog| steeds| altijd| ook)* niet (?:helpt|werkt|lukt|baat)(?=\s*[,:])|(?:werkt|lukt) (?:het|dat)(?: nog| steeds| altijd)* niet(?=\s*\?)|helpt (?:dat|dit|het)(?: ook)? niet(?=\s*[?,:])|zo niet|anders`,
    ),
  ],
];
const QUESTIONS = new Set(BY_QUESTION.map(([question]) => question));

/** "If that does not help, call the vendor", "Sonst: ..."; null where a sentence says no such thing. */
export function inVain(sentence: string): InVain | null {
  const words = sentence.trim();
  for (const [question, begin] of BY_QUESTION) {
    const [found] = begin.exec(words) ?? [];
    if (found !== undefined) return { question, then: words.slice(found.length) };
  }
  return null;
}

/**
 * Asks whether the last step helped, where it is something to do and one of the sentences tells what to do otherwise; what
 * is tried after another thing in vain is asked about in its turn.
 * @param step adds the sentences before that one
 * @returns whether there is such a sentence and a step to ask about
 */
export function askedAfter(
  items: OutlineItem[],
  sentences: readonly string[],
  span: Span,
  step: (text: string) => void,
): boolean {
  const answers = sentences.map(inVain);
  const at = answers.findIndex((answer) => answer !== null);
  const found = answers[at];
  if (!found) return false;
  const [before, after] = [sentences.slice(0, at).join(' '), sentences.slice(at + 1)];
  const then = [found.then, ...after].filter((text) => text !== '').join(' ');
  const last = triedLast(items).at(-1);
  const isTried =
    before !== '' ? isTrial(before) : isStep(last) && last.branches.length === 0 && isTrial(last.text);
  if (then === '' || !isTried) return false;
  if (before !== '') step(before);
  const asked = stepOf('question', found.question, span, [{ label: 'no', steps: answerSteps(then, span) }]);
  triedLast(items).push(asked);
  return true;
}

/** Something to do: a check asks by itself, and what is otherwise answers it. */
function isTrial(text: string): boolean {
  return kindOfStep(text) === 'action' && questionOfCheck(text) === null;
}

/** Where the last thing was tried: in the steps themselves, or behind a question whether another helped. */
function triedLast(items: OutlineItem[]): OutlineItem[] {
  const last = items.at(-1);
  if (!isStep(last) || !QUESTIONS.has(last.text) || last.branches.length !== 1) return items;
  return triedLast(last.branches[0]?.steps ?? items);
}
