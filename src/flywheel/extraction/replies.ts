import { normaliseText } from '../../search/text/normalise.js';
import { FAILED, MENDED, SAME_AS_BEFORE } from '../core/answers/outcomes.js';
import { spelt } from '../../search/text/spelling.js';
import { sentenceSpans } from './sentences.js';
import { speechActOf } from './speech-acts.js';

/** A reply that asks back, or says that one does not know how: no answer yet. */
const ASKS_BACK =
  /\b(?:how (?:do|can|would|should|could|am|to)|where (?:do|can|is|are|would|should|exactly)|what (?:do you mean|does that mean|is (?:that|a|an|the)|are|exactly)|which one|can you (?:explain|tell|show|guide|help)|could you (?:explain|tell|show|guide|help))\b[^?]*\?|\bdo not (?:really )?(?:know|understand|remember) (?:how|where|what (?:that|you|it|a|an) )|\b(?:no idea|not (?:sure|certain|familiar|knowledgeable)[^.?!]{0,20}) (?:how|where)\b|\bi (?:have )?never (?:done|checked|heard)\b/;
const ANSWERS_FIRST = /^(?:yes|yeah|yep|no|nope|done|it (?:is|does|did|has|shows|says))\b/;
/** "Doing it now": the answer comes later. */
const UNDER_WAY =
  /^(?:(?:ok|okay|sure|yes|yep|alright|no|not yet|fine|right)\b[,.!]? *)*(?:(?:i am |i will |i'll |let me )?(?:now |just )?(?:doing|trying|checking|testing|restarting|on|try|do|check|give) (?:it|that|this|them)(?: a (?:try|go|shot))?(?: (?:right )?now)?|(?:just )?(?:give me )?(?:one|a|1) (?:moment|second|sec|minute|min)|hang on|hold on|wait|brb|working on it|in progress)(?: please)?\W*$/;
/** The same in the other languages. */
const UNDER_WAY_ELSEWHERE =
  /^(?:(?:ok|okay|ja|gut|klar|nein|noch nicht|oui|non|d'accord|si|no|vale|claro|sim|nao|certo|va bene|goed|prima|nee)\b[,.!]? *)*(?:(?:das )?mach(?:e)? ich(?: gerade| jetzt| mal)*|(?:ich )?(?:mache|probiere|versuche|teste) (?:es|das)(?: gerade| jetzt| mal| gleich)*|bin dabei|(?:einen |kleinen )?(?:moment|augenblick)(?: bitte| mal)?|je (?:le fais|fais ca|m'en occupe|teste|vais essayer|suis en train)(?: tout de suite| maintenant)?|j'essaie(?: maintenant| tout de suite)?|(?:un|une|um) (?:instant|moment|momento|momentito|attimo|instante|segundo|seconde)(?: por favor| s'il vous plait| per favore)?|(?:lo )?(?:hago|pruebo|intento)(?: ahora(?: mismo)?)?|estoy en ello|ahora mismo|(?:ja )?vou (?:fazer|tentar|testar)(?: isso| agora)*|(?:estou )?(?:fazendo|tentando)(?: isso| agora)*|(?:lo )?(?:faccio|provo)(?: subito| ora| adesso)?|ci provo|sto provando|doe ik|(?:ik )?(?:doe|probeer) (?:het|dat)(?: nu| even)*|ben bezig|momentje|even geduld)\W*$/;
const OPENS_POLITELY =
  /^(?:thanks|thank you|thx|cheers|hello|hi|hey|bye|goodbye|danke|vielen dank|merci|gracias|muchas gracias|obrigad[oa]|grazie|bedankt|dank (?:u|je)|tschuss|au revoir|adios|tchau|arrivederci|ciao|tot ziens)\b/;
const ACKNOWLEDGES =
  /^(?:ok|okay|great|perfect|alright|sure|will do|one (?:moment|second|sec)|alles klar|in ordnung|gut|d'accord|entendu|vale|de acuerdo|certo|combinado|va bene|d'accordo|goed|prima)[.! ]*$/;

/** What a user answered; null where it is small talk and nothing else, or only says that the answer will come. */
export function replyOf(content: string): string | null {
  if (UNDER_WAY.test(normaliseText(content)) || UNDER_WAY_ELSEWHERE.test(spelt(content))) return null;
  const says = sentenceSpans(content).some(({ start, end }) => saysSomething(content.slice(start, end)));
  return says ? content.trim() : null;
}

/** "Yes." and "fine" are courtesy from one who helps, and answers from one who is helped. */
function saysSomething(sentence: string): boolean {
  const text = normaliseText(sentence).replace(
    /^(?:ok|okay|great|perfect|alright|sure)\b[,.!]? *(?=thank|thx|cheers|bye)/,
    '',
  );
  if (OPENS_POLITELY.test(text)) return speechActOf(sentence) !== 'courtesy';
  return text !== '' && !ACKNOWLEDGES.test(text);
}

export function asksBack(content: string): boolean {
  const text = normaliseText(content);
  return ASKS_BACK.test(text) && !ANSWERS_FIRST.test(text);
}

const TRIED_NOW =
  /\b(?:gerade|eben|jetzt|maintenant|ahora|agora|ora|adesso|nu|net|(?:doing|trying|did|tried|done) (?:it|that|this|so)|just (?:did|tried|done)|(?:did|tried) (?:now|just now)|i (?:have )?(?:did|tried|done)|now)\b/;

/** Whether a reply to "have you tried ...?" tells what came of it. */
export function tellsOutcome(reply: string): boolean {
  const text = normaliseText(reply);
  return MENDED.test(text) || SAME_AS_BEFORE.test(text) || (TRIED_NOW.test(text) && FAILED.test(text));
}

const WORKS =
  /^(?:(?:yes|yeah|great|perfect|super|ok|okay|wow|hooray)\b[,.!]? *)*(?:(?:that|this|it|everything|all)(?: all)? )?(?:now )?(?:works?|worked|helped|fixed|solved|did it|gone|prints|connects|loads)\b/;

const WORKS_ELSEWHERE =
  /^(?:(?:ja|oui|si|sim|super|danke)\b[,.!]? *)*(?:(?:es|das|ca|cela|jetzt|ahora|agora|ora|adesso|nu|maintenant|alles|tout|todo|tudo|tutto) )*(?:funktioniert|geht|klappt|lauft|marche|fonctionne|va|funciona|funziona|werkt|gelukt|geschafft)\b(?! (?:nicht|pas|niet|immer noch))/;

/** That what was done has helped. */
export function isSuccess(reply: string): boolean {
  const text = normaliseText(reply);
  return (
    !SAME_AS_BEFORE.test(text) &&
    (MENDED.test(text) || WORKS.test(text) || WORKS_ELSEWHERE.test(spelt(reply)))
  );
}
