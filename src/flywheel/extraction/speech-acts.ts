import { normaliseText } from '../../search/text/normalise.js';
import { isFunctionWord } from '../../search/text/function-words.js';
import { tokenise } from '../../search/text/tokenise.js';
import { languagesOf, type Language } from '../../search/text/languages.js';
import { actElsewhere, isForLaterElsewhere } from './acts-elsewhere.js';
import type { SpeechAct } from './speech-act.js';
import { COURTESY_WORDS, IDLE_VERBS, ORDER_VERBS, PAPERWORK } from './speech-words.js';

const LEAD_IN =
  /^(?:(?:um|uh|uhm|er|erm|hmm|basically|actually|cool|nice|so|and|but|now|then|ok|okay|alright|great|good|well|right|thanks|thank you|please|kindly|first|firstly|second|secondly|third|next|also|finally|lastly|after that|afterwards|again|instead|otherwise|if so|if not|if yes|if no|in that case|just|simply|once more|sorry|yes|no|sure|perfect|understood|i see|here|meanwhile|additionally|alternatively|maybe|perhaps)\b[,:;.!]? *)+/;
const GREETING =
  /^(?:hello|hi|hey|dear|greetings|good (?:morning|afternoon|evening|day))\b(?: [\w.'-]+){0,4}$/;
const OPENING =
  /^(?:(?:my name is|this is [\w'-]+(?: [\w'-]+)? (?:from|speaking|here)\b|you are (?:through|speaking)|you have reached|welcome to|thank you for|thanks for|thank you very|(?:i am )?(?:so |very |really )?sorry (?:to hear|about|for|that you)|i apologi[sz]e|(?:i am )?(?:glad|happy|pleased|delighted)\b|good to (?:hear|know)|(?:that is|it is) (?:good|great|wonderful|fantastic|excellent|perfect|nice|no problem|ok|okay|fine)\b|have an? |(?:it is )?not a problem|no problem|stay (?:well|safe)|you are (?:very |most |always )?welcome|talk to you|speak soon|take care|enjoy|i hope|hope (?:you|this|that|it)|please hold|hold on|hang (?:on|tight)|stand by|take your time|(?:there is )?no (?:rush|hurry)|take as (?:long|much)|whenever you|(?:just )?give (?:me|us) (?:a|one|some)|wait a (?:moment|second|sec|bit)\W*$|i will wait|keep me|good luck|(?:just )?(?:one|a) (?:moment|second|minute|sec)|bear with|feel free|do not hesitate|if (?:you (?:have|need)|there is|anything)\b.* (?:else|questions?|again|further|back|issues?|let|reach|contact|call|get)|let (?:me|us) know (?:if|when|should) (?:you (?:need|have)|there is anything|i can|anything)))/;
const SOCIAL_QUESTION =
  /\b(?:anything else|something else (?:i|we) can|how (?:can|may|could) (?:i|we) (?:help|assist)|what can (?:i|we) do for you|how are you|how is it going|are you (?:still )?there|still with me|(?:can|may|could) (?:i|we) (?:help|assist)|does that (?:make sense|sound)|is that (?:ok|okay|alright|fine)|do you have (?:any )?(?:other|more|further) questions|do you (?:mind|understand)|ok|okay)(?: (?:with|for))?(?: (?:you|that|this))?(?: (?:today|now))?\W*$|\banything else\b/;
/** Advice for another time, and what was done told once more. */
const FOR_LATER =
  /^(?:(?:but|and|also|so|just|by the way),? )*(?:(?:if|when|should|in case) (?:it|this|that|the (?:\w+ ){1,3}?|you (?:see|get|have) (?:it|this|that))(?: ever)? ?(?:comes? back|returns?|happens? again|(?:re)?(?:appears?|occurs?)(?: again)?|recurs?|again)\b|next time\b|in (?:the )?future\b|for (?:the future|next time|future reference)\b|going forward\b|from now on\b|to (?:prevent|avoid) (?:this|that|it)\b|(?:to |in )?(?:summari[sz]e|sum up|recap|summary|short|conclusion)\b)/;
/** "May I close the ticket?": about the talk, whatever the answer. */
const CLOSING_QUESTION =
  /\b(?:(?:can|may|could|shall|should) (?:i|we)|(?:ok|okay|alright|fine|happy|good)(?: (?:for|with) (?:me|us|you))?(?: if (?:i|we)| to)?) (?:(?:go ahead and|now|then) )*(?:close|resolve|end|finish|mark|archive|complete)\b.{0,20}\b(?:ticket|case|chat|call|incident|request|conversation)\b/;
const SELF_INTRODUCTION =
  /^(?:[\w' -]{0,30}\b(?:it|desk|servicedesk|helpdesk|support|hotline)\b[\w' -]{0,20}, )?(?:(?:this|it) is [\w'-]+(?: (?:speaking|here))?|[\w'-]+ (?:speaking|here))\W*$/;
/** "Let's get this sorted": the work itself comes after it. */
const LETS_BEGIN =
  /^let (?:us )?(?:(?:now|first|just|quickly|see if we can|try to|go ahead and) )*(?:(?:get|have) (?:this|that|it|you|things) (?:\w+ ){0,2}(?:sorted|fixed|solved|resolved|working|running|going|started)(?: out)?|(?:fix|solve|resolve|sort|tackle|look (?:at|into)|figure) (?:this|that|it)(?: out)?|(?:take|have) a (?:closer |quick )?look(?: at (?:this|that|it))?|get (?:started|going|to it)|begin|start|dive in|see what (?:we|i) can do)(?: (?:together|for you|right away|now|then|first))*\W*$/;
const CHECK =
  /\b(?:(?:did|does|has|is|was|do) (?:that|this|it|things?|everything|the (?:issue|problem)|your (?:issue|problem))(?: all)?(?: now)? ?(?:seem to |appear to |to )?(?:been |now )?(?:help|helped|work|worked|working|fix|fixed|solve|solved|resolve|resolved|do the trick|any better|better|gone|make (?:any|a) difference|make it better|changed?)\b|any (?:luck|change|better|improvement|difference)|how is it (?:now|looking)|how does it (?:look|work) now|did you manage|is (?:that|it|everything) (?:any )?(?:better|ok|okay|good|fine|working)(?: (?:now|again))?\W*$|(?:let me know|tell me|see|check|confirm|test) (?:if|whether|that) (?:that|this|it)(?: has)?(?: now)? (?:helps?|helped|works?|worked|is (?:working|fixed|resolved|solved|gone)|fixes|fixed|solves|solved|resolves|resolved|does the trick|makes? a difference)|(?:let me know|tell me|say|report(?: back)?),? (?:what happens|(?:if|whether|when) (?:any|one|some|none) of (?:these|those|them)\b|(?:which|what)(?: (?:one|step|of (?:these|those|them)))? (?:of (?:these|those|them) )?(?:helps?|helped|works?|worked|did|does|fixe[sd]|solve[sd]))|(?:which|what)(?: (?:one|step|of (?:these|those|them)))? (?:of (?:these|those|them) )?(?:helped|worked|did it|did the trick|fixed it|solved it)\b|let me know (?:how (?:it|that|this) (?:goes|went|works)|what happens|(?:once|when) (?:you are |it is |that is )?(?:done|finished|ready)|the (?:result|outcome)))/;

const AUXILIARY =
  '(?:do|does|did|is|are|am|was|were|has|have|had|can|could|will|would|should|shall|may|might)';
const SUBJECT =
  '(?:you|it|the|your|there|any|anyone|anybody|anything|this|that|they|i|we|all|some|both|either|a|an|its|these|those|other)';
/** A question by its word order, for those who leave out the mark. */
const ASKS = new RegExp(
  `^(?:(?:at|for|in|on|to|from|about|of|with|since|under|by) )?(?:what|which|who|whose|whom|where|when|why|how) (?!(?:you|it|they|we|i)\\b)(?:[\\p{L}\\p{N}'-]+ ){0,5}?${AUXILIARY} ${SUBJECT}\\b|^${AUXILIARY} (?:not )?${SUBJECT}\\b`,
  'u',
);
/** An order to report something: a question in the shape of an order. */
const REPORT =
  /^(?:(?:can|could|would|will) you (?:please |kindly |also |just )*|i (?:would )?(?:need|want|like) (?:you )?to |you (?:can|should|could|need to) |i need to |let us |go ahead and |try to |to )?(?:please )?(?:(?:tell (?:me|us)|let (?:me|us) know|describe|specify|state|name|read (?:out|me))\b|(?:give|send|provide|share|get) (?:me|us|it|with|your|the (?:error|exact|name|number|model|version|serial|ip|address|code|message|details|full|output|id))|(?:double-check|check|confirm|see|verify|find out|look|determine|test|know|ask|report|note)\b.{0,40}?\b(?:if|whether|what|which|how (?:many|much|often|long|old|far)|who|where|when|why)\b)/;
const BORROW =
  /^(?:can|could|may|might) (?:i|we) (?:please |also |just )*(?:get|have|ask|know|take|confirm|verify)\b/;
const REQUEST =
  /^(?:(?:could|would) you (?:please |kindly |also |just |now |then )*(?!like|say|be|have|prefer)|(?:can|will) you (?:also |just |now |then )*(?:please|kindly|try|go ahead|quickly|restart|reboot|press|click|tap|hold|unplug|type|swap|reinstall|reset|delete|clear|quit|power)\b|(?:can|will) you .*\b(?:for me|please)\W*$|would you mind|(?:how|what) about \w+ing|what if you|why do not you|shall (?:we|i)|(?:can|could) we (?:try|please)|may i (?:ask|suggest) (?:you|that) )/;
const TO_YOU =
  /\b(?:you|we) (?:(?:will|would|just|really|also|then|now|first|probably|may|might) )*(?:should|must|need to|needs to|have to|has to|ought to|had better|want to try|want to|try|could try|can try|can now|can then|can fix|can solve|can resolve)\b|^(?:you|we) (?:can|could|may) (?!see|tell|identify|recogni[sz]e|hear|feel|find out|determine|detect|expect|be\b|have\b)|\b(?:i|we) (?:would |do |strongly |also |highly )*(?:recommend|suggest|advise|propose)\b|\b(?:i would like|i need|i want) you to\b|\b(?:the|your|my|a|best|next) (?:\w+ )?(?:solution|fix|remedy|suggestion|recommendation|advice|step|thing|option|answer|cure|way) (?:here |then |now |for this |to (?:fix|solve|resolve|do)(?: (?:this|that|it))? ?(?:next )?)?(?:is|would be|will be|may be) to\b|\b(?:it is|would be) (?:time|best|necessary|worth|a good idea|advisable|recommended) (?:to|\w+ing)\b|\b(?:needs?|has|have|ought) to be (?:\w+ly )?\w+(?:ed|en|t|id)\b|\b(?:needs?|requires?) (?:\w+ing|replacement|(?:to )?\w+ing)\b|\b(?:should|must) be (?:\w+ly )?(?:\w+ed|re\w+t|done|put|taken|set|sent|run|cut|shut)\b|^let (?:us )?(?!(?:me|us|see|know|check|look|find)\b)|^time to \w+|\b(?:so|and|then|therefore|hence|,) please (?!note|be\b|bear|hold|wait)\w+/;
const MYSELF =
  /^(?:(?:i|we) (?:(?:am|are|will|would|have|had|shall|can|could|did)(?: (?:now|also|just|then|already|going to|gonna|be|been|need to|have to|quickly|go ahead and))*|just|now|also) |(?:i|we) |let me (?:just |quickly |also |now |first )*)(?!not\b)([\p{L}-]+)/u;
const DONE = /(?:ed|ing)$/;
const DONE_IRREGULAR =
  /^(?:reset|set|put|sent|rebuilt|rebuild|ran|run|took|made|gave|shut|cut|swapped|wrote)$/;
const TAKES_AN_OBJECT =
  /^(?:the|your|a|an|it|them|this|these|those|its|all|both|each|every|any|one|another|everything)$/;
const NO_VERB = /(?:ing|ly|ous|est)$/;
const ORDER_VERB_WITH_PREFIX = /^(?:re|un|dis|over|double-|right-|left-)(?=[a-z]{3})/;
/** "If it is red, ", "In Outlook, ", "To do this, ": what may stand before an order. */
const SETTING =
  /^(?:if|when|once|after|before|while|in|on|at|to|from|with|under|as|since|because|for|using|by|until|unless|via|inside|within|next|then|given|based|assuming|depending|without)\b[^,]*, */;

/** Spoken questions without a mark: "which letters are swapped". */
const ASKS_OF_A_THING = new RegExp(
  `^(?:which|what|whose|how many|how much) (?!(?:you|it|they|we|i)\\b)(?:[\\p{L}\\p{N}'-]+ ){1,3}?${AUXILIARY}\\b`,
  'u',
);
/** What somebody who speaks comes to in the end: "so that is the layout so can you press Enter". */
const COMES_TO =
  /(?<=\S )(?:so|and|then|now|okay|ok) (?=(?:can|could|would|will|do|did|does|is|are|have|has) (?:you|it|the)\b|(?:what|which|how many) )/;

/** Whether a sentence gives advice for another time, or tells once more what was done. */
export function isForLater(sentence: string): boolean {
  return FOR_LATER.test(normaliseText(sentence)) || isForLaterElsewhere(sentence);
}

const TRIED =
  /^[^?]*?\b(?:(?:have|did) you (?:already |maybe |perhaps |ever )*(?:tried?|attempted?)(?: to)?|(?:haben sie|hast du) (?:(?:schon|bereits|es|mal|einmal) )*(?:versucht|probiert),?|(?:avez-vous|as-tu|vous avez|tu as) (?:d[e\u00e9]j[a\u00e0] )?(?:essay[e\u00e9]|tent[e\u00e9])(?: de| d(?='))?|(?:ha|has) (?:ya )?(?:probado|intentado)(?: ya)?(?: a| con)?|(?:voc[e\u00ea] )?j[a\u00e1] (?:tentou|experimentou)|(?:ha|hai) (?:gi[a\u00e0] )?(?:provato|tentato)(?: a| con| di)?|(?:heeft u|heb je|hebt u) (?:het )?(?:al |eens )*geprobeerd(?: om)?) (?=\S)/i;

/** What "have you tried ...?" asks about; null where a sentence does not ask that. */
export function triedBefore(question: string): string | null {
  const opening = TRIED.exec(question)?.[0];
  if (opening === undefined) return null;
  const rest = question.slice(opening.length).replace(/[?\s]+$/, '');
  return rest === '' ? null : rest;
}

/** Classifies one sentence of whoever helps, in one of the seven languages. */
export function speechActOf(sentence: string): SpeechAct {
  const languages = languagesOf(sentence);
  const act = actInEnglish(sentence);
  // "No problem" is nothing but polite, whatever language has a "no".
  if (act === 'courtesy') return act;
  if (languages.length > 0 && !languages.includes('en')) return actElsewhere(sentence, languages);
  // What may be in another language too is read as that where English makes nothing of it.
  const others = languages.filter((language) => language !== 'en');
  return (act === 'statement' || act === 'question') && (languages.length === 0 || others.length > 0)
    ? elsewhereOr(act, sentence, others)
    : act;
}

function elsewhereOr(act: SpeechAct, sentence: string, languages: readonly Language[]): SpeechAct {
  const elsewhere = actElsewhere(sentence, languages);
  return elsewhere === 'statement' ? act : elsewhere;
}

function actInEnglish(sentence: string): SpeechAct {
  const text = normaliseText(sentence).replace(/^[^\p{L}\p{N}"'(]+/u, '');
  const words = tokenise(text);
  if (words.length === 0) return 'courtesy';
  const bare = text.replace(LEAD_IN, '');
  const asks = /\?["')\]]*$/.test(text);
  if (CHECK.test(text)) return 'check';
  if (isCourtesy(text, words, asks)) return 'courtesy';
  // "Can you restart it?" and "could you tell me which error it shows?" have one shape; what is asked for tells.
  const order = bare.replace(SETTING, '').replace(LEAD_IN, '');
  if (REPORT.test(order) || BORROW.test(bare)) return 'question';
  if (REQUEST.test(order)) return 'instruction';
  if (asks) return 'question';
  if (isOrder(bare) || isOrder(order) || TO_YOU.test(bare) || TO_YOU.test(order)) return 'instruction';
  const own = ownAct(bare);
  if (own !== null) return own;
  if (ASKS.test(bare) || ASKS.test(order) || ASKS_OF_A_THING.test(bare)) return 'question';
  const last = bare.split(COMES_TO).at(-1) ?? bare;
  return last === bare ? 'statement' : actInEnglish(last);
}

function isCourtesy(text: string, words: readonly string[], asks: boolean): boolean {
  if (asks) return SOCIAL_QUESTION.test(text) || CLOSING_QUESTION.test(text);
  const bare = text.replace(/[.!,]+$/, '');
  if (GREETING.test(bare) || SELF_INTRODUCTION.test(bare) || LETS_BEGIN.test(bare.replace(LEAD_IN, '')))
    return true;
  const polite = words.every(
    (word) => isFunctionWord(word) || COURTESY_WORDS.has(word) || /^\d+$/.test(word),
  );
  if (polite) return true;
  return OPENING.test(
    text.replace(/^(?:(?:ok|okay|great|oh|ah|well|yes|no|sure|so|and|but|alright|perfect)\b[,.!]? *)+/, ''),
  );
}

function isOrder(text: string): boolean {
  const [first = '', second = '', third = ''] = text.match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
  if (first === 'do' && second === 'not') return third !== '' && !/^(?:worry|hesitate|forget)$/.test(third);
  if (first === 'never' || first === 'always' || first === 'go' || first === 'make' || first === 'be')
    return first === 'be' ? second === 'sure' : second !== '';
  if (ORDER_VERBS.has(first) || ORDER_VERBS.has(first.replace(ORDER_VERB_WITH_PREFIX, '')))
    // "Test pages come out", "Power is off": a noun that looks like a verb has a verb of its own behind it.
    return !/^(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|should|may|might|must|of)$/.test(
      second,
    );
  // Any word before "the" or "it" that is no function word and has not the ending of another class is a verb.
  return (
    TAKES_AN_OBJECT.test(second) && !isFunctionWord(first) && !NO_VERB.test(first) && !first.endsWith('s')
  );
}

/** What somebody who helps says of himself: work on the problem, idle talk, or null where he says nothing of it. */
function ownAct(text: string): SpeechAct | null {
  const verb = MYSELF.exec(text)?.[1];
  if (verb === undefined) return null;
  if (PAPERWORK.test(text)) return 'courtesy';
  if (IDLE_VERBS.has(verb))
    return /^(?:i|we) (?:can |could )?(?:see|saw|found|noticed)\b/.test(text) ? 'statement' : 'courtesy';
  return ORDER_VERBS.has(verb) || DONE.test(verb) || DONE_IRREGULAR.test(verb) ? 'instruction' : 'statement';
}
