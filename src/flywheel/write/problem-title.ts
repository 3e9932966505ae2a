import { oneLine } from '../../flows/document/one-line.js';
import { shortened } from '../../kernel/shortened.js';
import { analyseText } from '../../search/text/analyse.js';
import { isFunctionWord, isTalkWord } from '../../search/text/function-words.js';
import { sentencesOf, tokenise } from '../../search/text/tokenise.js';

/** Characters of a title: a few words, and one line of a list. */
const MOST_CHARACTERS = 90;
/** Words of a title that read well; each further one counts against it. */
const FEW_WORDS = 8;

/*
 * What people say around a problem, in seven languages, whatever the problem is. Each is matched at the beginning of what
 * is left, again and again, or at its end.
 */
const GREETING =
  /^(?:(?:re|fw|fwd|aw|wg|tr|rv|ticket)\s*:|(?:\[[^\]]*\]|(?:inc|req|sr|t)?[-#]?\d{4,})\s*[:-]*|(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|moin|servus|gr[uü](?:ß|ss)\s+(?:gott|dich)|guten (?:tag|morgen|abend)|bonjour|bonsoir|salut|hola|buen[oa]s (?:d[ií]as|tardes|noches)|ol[aá]|oi|bom dia|boa (?:tarde|noite)|ciao|buongiorno|buonasera|salve|goede(?:morgen|middag|navond)|hoi|dag)(?:\s+(?:all|everyone|everybody|there|team|support|it|zusammen|liebes? \p{L}+|sir|madam|à tous|a todos))?(?:\s*[,!.:–-]+|\s+(?=\p{L})))\s*/iu;
const URGENCY =
  /^(?:very\s+|sehr\s+|tr[eè]s\s+|muy\s+|molto\s+)?(?:urgent(?:e|ly)?|asap|emergency|high prio(?:rity)?|critical|important|dringend|eilt|wichtig|spoed|urgence|help(?: me)?|please help(?: me)?|hilfe|bitte um hilfe|au secours|aidez-moi|ayuda|ajuda|socorro|aiuto|help mij)\s*[!.:,–-]+\s*/iu;
const LEAD_IN =
  /^(?:(?:so|well|ok|okay|um|please|bitte|also)[,\s]+|(?:can|could) (?:you|someone|anybody|anyone) (?:please )?(?:help (?:me|us) (?:with|to fix)|look at|fix)\s+|(?:i|we)(?:'m| am| are|'ve| have)?(?: currently| still)? (?:got|have|having|facing|experiencing|seeing|getting)?\s*(?:an?|some|the|this)?\s*(?:(?:weird|strange|small|big|serious|major|minor|little|huge)\s+)?(?:problem|issue|trouble|difficult(?:y|ies))s? (?:with|in|on|where|that|regarding|about)\s+|(?:i|we)(?:'m| am| are|'ve)? ?(?:currently |still )?(?:having|got|have|facing|experiencing) (?:an?|some)\s+|there(?:['’]s| is| are) (?:an?|some)\s+(?!problem|issue|trouble)|there (?:is|seems to be|are) (?:an?|some)? ?(?:problem|issue|trouble)s? (?:with|in|on)\s+|(?:the|my|our) (?:problem|issue) is(?: that)?\s+|(?:it )?(?:seems|looks)(?: like| that)?\s+|i (?:think|believe|guess)(?: that)?\s+|ich habe (?:ein|das) problem (?:mit|dass)\s+|(?:es gibt|wir haben) (?:ein )?probleme? mit\s+|j['’]ai un (?:probl[eè]me|souci) avec\s+|tengo un problema con\s+|(?:estou com|tenho) um problema com\s+|ho un problema con\s+|ik heb een probleem met\s+)/iu;
/** How long somebody has had a thing. */
const SINCE_WHEN =
  /^(?:i|we)(?:['’]ve| have)?\s+(?:had|owned|been using|used|driven|drove|bought)\s.{0,60}?\s(?:for|over)\s+(?:about\s+|almost\s+|the\s+(?:last|past)\s+)*[\p{L}\d]+\s+(?:years?|months?|weeks?)(?:\s+now)?[,;]?\s*(?:(?:and|but|so)\b\s*)?(?:(?:now|recently|lately|all of a sudden|suddenly)\b,?\s*)?/iu;
/** Before what somebody cannot do. */
const WHO =
  /^(?:i|we)(?:['’]m| am| are)?\s+(?:just\s+|still\s+|really\s+)*(?=(?:unable|not able|can['’]?t|cannot|can not|could not|couldn['’]?t)\b)/iu;
const OWNER =
  /^(?:my|our|the|an?|mein(?:e|em|en|er)?|unser(?:e|em|en|er)?|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|(?:il|la|lo|i)\s+mi[oae]i?|(?:o|a)\s+(?:meu|minha)|mijn|onze|ons)\s+(?=\p{L})/iu;
const AGE =
  /\s*\b(?:an?\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-](?:years?|months?|weeks?)[\s-]old\b/giu;
const ENDING =
  /[\s,;–-]*(?:(?:please|pls|plz)(?:\s+(?:help|fix|advise|assist)\b[^.!?]*)?|(?:many )?thanks?(?: you)?(?: in advance)?|thx|asap|urgent(?:ly)?|(?:since|as of) (?:yesterday|today|this (?:morning|afternoon|week)|last (?:night|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|right now|seit (?:gestern|heute(?: morgen| früh)?|montag|dienstag|mittwoch|donnerstag|freitag|letzter woche)|bitte (?:um hilfe|helfen)|danke|merci|gracias|obrigad[oa]|grazie|bedankt|depuis (?:hier|ce matin|lundi)|desde (?:ayer|esta mañana|ontem|hoje)|da (?:ieri|stamattina)|sinds (?:gisteren|vanmorgen))\s*[.!]*$/iu;

/** Makers of devices; a device is still itself without them. */
const MAKER =
  /\b(?:dell|hp|hewlett[- ]packard|lenovo|asus|acer|toshiba|fujitsu|samsung|lg|sony|apple|huawei|xiaomi|ricoh|canon|epson|brother|xerox|kyocera|konica minolta|lexmark|oki|zebra|logitech|jabra|poly|plantronics|cisco|eizo|benq|philips|medion)\b(?:\s+(?!(?:and|or|on|in|is|has|does|will|can)\b)[\p{L}\d-]*\d[\p{L}\d-]*|\s+(?:latitude|inspiron|xps|optiplex|elitebook|probook|thinkpad|thinkcentre|ideapad|vivobook|aspire|galaxy|laserjet|officejet|pixma|ecotank|workforce|precision|elitedesk|surface))*\s+(?=(?:laptop|notebook|computer|pc|desktop|workstation|printer|copier|scanner|monitor|display|screen|phone|tablet|keyboard|mouse|headset|webcam|camera|dock|docking|projector|router|switch|drucker|bildschirm|rechner|handy|scanner|imprimante|ordinateur|impresora|impressora|stampante|monitor|car|tv)\b)/giu;

/** Repeats until nothing more is taken off. */
function strip(text: string, patterns: readonly RegExp[]): string {
  let left = text;
  for (let before = ''; before !== left;) {
    before = left;
    for (const pattern of patterns) left = left.replace(pattern, '').trim();
  }
  return left;
}

/** How many of a text's words are for things, and not for talk. */
function thingsIn(text: string): number {
  return new Set(tokenise(text).filter((word) => !isFunctionWord(word) && !isTalkWord(word))).size;
}

/**
 * How somebody put their problem, as a title: the first sentence that speaks of a thing, without greetings, urgency, ages,
 * makers of devices, and what introduces it. Where nothing would be left, as they put it.
 */
export function problemOf(told: string): string {
  const said = oneLine(told);
  const [best] = sentencesOf(said)
    .slice(0, SENTENCES_READ)
    .map(readSentence)
    .filter(({ title, things }) => things > 0 && tokenise(title).length > 1)
    .sort((a, b) => b.says - a.says);
  return shortened(capital(best?.title ?? said), MOST_CHARACTERS);
}

/** So many sentences are read for the one that tells the problem. */
const SENTENCES_READ = 4;

interface Sentence {
  title: string;
  things: number;
  /** How much it tells; a device that somebody has a problem with tells less than what is wrong with it. */
  says: number;
}

function readSentence(sentence: string): Sentence {
  const plain = strip(sentence, [GREETING, URGENCY, ENDING, SINCE_WHEN]);
  const told = strip(plain, [GREETING, URGENCY, LEAD_IN, WHO, ENDING]).replace(AGE, '').replace(MAKER, '');
  const title = strip(told, [OWNER]).replace(/[\s.!;:,]+$/u, '');
  const things = thingsIn(title);
  const onlyNames = told !== plain && PROBLEM_WITH.test(plain);
  return { title, things, says: Math.min(things, 2) - (onlyNames ? 1 : 0) };
}

const PROBLEM_WITH =
  /^[^,;]{0,40}\b(?:problem|issue|trouble|difficult(?:y|ies)|problema|probl[eè]me|probleem)s?\s+(?:with|mit|avec|con|com|met)\b/iu;

/** Letters that nobody could say as a word: vpn, pc, dns. */
const SHORT_FORM = /^[b-df-hj-np-tv-xz]{2,4}(?![\p{L}\p{N}'’])/u;

function capital(text: string): string {
  const [first = ''] = text;
  // "iPhone" and "eMail" keep their spelling.
  const letters = SHORT_FORM.exec(text)?.[0];
  if (letters) return letters.toUpperCase() + text.slice(letters.length);
  return /^\p{Ll}\p{Lu}/u.test(text) ? text : first.toLocaleUpperCase('en') + text.slice(first.length);
}

/**
 * What a flow is called, from how its sessions put the problem, oldest first: the one of these that has most in common with
 * the others, says something, and is short; of equals the oldest.
 */
export function problemTitle(told: readonly string[]): string {
  const problems = told.map(problemOf);
  const terms = problems.map((problem) => new Set(analyseText(problem).stems.keys()));
  let best = problems[0] ?? '';
  let highest = -Infinity;
  problems.forEach((problem, i) => {
    const others = terms.filter((_, j) => j !== i);
    const shared = others.reduce((sum, other) => sum + likeness(terms[i] ?? new Set(), other), 0);
    const score =
      (others.length === 0 ? 0 : shared / others.length) +
      SAYS * Math.min(ENOUGH_THINGS, thingsIn(problem)) -
      LENGTH * Math.max(0, tokenise(problem).length - FEW_WORDS);
    if (score > highest + 1e-9) [best, highest] = [problem, score];
  });
  return best;
}

/** A third thing named is worth a tenth of the words in common, and so is each two words beyond a few. */
const SAYS = 0.1;
const ENOUGH_THINGS = 3;
const LENGTH = 0.05;

/** The share of common terms among all of both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((term) => b.has(term)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}
