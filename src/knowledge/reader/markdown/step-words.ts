import type { NodeKind } from '../../../flows/document/flow-document.js';
import { isAskedElsewhere, isTold, jumpIn, NOTE_IN, SOLVED_IN } from './other-languages.js';

/** Verbs that an instruction begins with, in their plain form. */
const VERBS = new Set(
  `access acknowledge activate add adjust adopt allocate allow analyse analyze apply approve ask assess assign attach attempt
  authenticate avoid back backup block boot browse build bring call cancel capture change check choose clean clear click
  clone close collect compare complete compute configure confirm connect consider consult contact continue convert copy cordon correct
  create cut deactivate debug decide decommission decrease delete demote deploy describe detach detect determine diagnose disable disconnect
  discover dismount dispatch do document double-check download downgrade drain drop dump edit eject elect eliminate email enable end
  engage ensure enter erase escalate establish evaluate evict examine exec execute exit expand expose extend extract failover
  fetch figure file fill filter find fix flush follow force forward free gather generate get give go grant grep hand
  hold identify ignore import include increase inform initiate inspect install investigate invoke isolate issue join keep kill launch
  leave limit list load locate lock log login look lower make manually map mark measure mention merge migrate
  modify monitor mount move mute navigate note notify observe obtain open order override page paste patch pause perform pick
  ping plug post power press prevent print proceed promote provide provision pull purge push put query raise
  reach read reallocate reapply reassign reattach rebalance reboot rebuild recall recheck reconcile reconfigure reconnect record recover recreate redeploy
  redirect redo reduce refer refresh register reimport reindex reinstall reissue release reload remediate remount remove rename renew
  reopen repair repeat replace replay reply report reproduce request rerun reschedule reseat reset resize resolve
  respond restart restore resume retrieve retry return revert review revoke rollback roll rotate run save scale scan
  schedule search see select send set share shift shrink shut shutdown sign silence skip snapshot solve sort specify split
  ssh start stop submit switch sync synchronise synchronize tail take tell terminate test throttle trace transfer trigger
  troubleshoot truncate try tune turn type unblock uncordon understand undo uninstall unlock unmount unplug untaint update upgrade upload use
  validate verify view visit wait wake warn watch whitelist wipe work write
  swap forget pair unpair press hold reinsert insert tighten charge dial print slide lift wiggle dry cool enrol enroll delegate
  quit relaunch reactivate resync reseat re-seat rejoin tap toggle untick tick uncheck hover drag flip lower reverse recycle`.split(
    /\s+/,
  ),
);

const OPENING =
  /^(?:(?:please|then|now|next|first|firstly|second|secondly|third|finally|lastly|also|and|otherwise|instead|alternatively|afterwards|again|simply|just|manually|always|carefully|immediately|optionally|optional|either|you (?:can|could|should|must|may|might|need to|have to|will need to|want to)|we (?:can|could|should|must|may|need to|have to)|it is (?:advised|recommended) to|(?:make|be) sure|try to|(?:to|in order to) [^,.]{3,80},)[,:]?\s+)+/i;

const QUESTION_WORD =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|which|what|where|when|who|how|why)\b/i;

/** Characters of a sentence by which it is judged. */
const TOLD_BY = 1_000;

/** Whether a sentence tells somebody to do something: "Restart the spooler", "you should then check the log". */
export function isInstruction(sentence: string): boolean {
  const plain = bare(sentence).slice(0, TOLD_BY);
  if (/^(?:please\s+)?(?:make|be) sure\b/i.test(plain)) return true;
  if (/^(?:do not|don't|never)\s/i.test(plain)) return true;
  if (
    beginsWithVerb(plain.replace(OPENING, '')) ||
    /^(?:you|we) (?:should|must|need to|have to|can) /i.test(plain)
  )
    return true;
  if (isTold(plain)) return true;
  return plain
    .split(/[,;:]\s+(?:then\s+|please\s+|and\s+)?/)
    .slice(1)
    .some((clause) => beginsWithVerb(clause) && clause.includes(' '));
}

/** "Settings > Accounts > Sign in": where to go on a screen. */
const PATH = /^\p{Lu}[^>→.]{1,40}(?:\s*(?:→|->|>)\s*[^>→.]{1,60}){2,}/u;

function beginsWithVerb(text: string): boolean {
  if (PATH.test(text)) return true;
  const [, word = '', next = ''] = /^([A-Za-z][A-Za-z-]*)(?:\s+(\S+))?/.exec(text) ?? [];
  // "Check failed", "Run time": a noun that looks like the verb is followed by one of its own.
  if (/^(?:is|are|was|were|has|have|can|may|will|of|failed|failing|fails|occurs|happens)$/i.test(next))
    return false;
  return VERBS.has(word.toLowerCase());
}

/** Whether a text is a question, and nothing but that. */
export function isQuestion(text: string): boolean {
  const plain = bare(text);
  if (!/[?？]\W*$/.test(plain) || plain.length > 300) return false;
  // What is asked on a screen: 'Click "Forgot your password?"'
  if (/[?？]["'”’»`]\W*$/.test(plain) && isInstruction(plain)) return false;
  return !/[.!]\s/.test(plain) || QUESTION_WORD.test(plain);
}

/** A remark, as runbooks mark them. */
export function isNote(text: string): boolean {
  if (NOTE_IN.test(text)) return true;
  return /^\W*(?:\[!\w+\]\s*)?(?:note|notes|n\.b\.|nb|info|tip|hint|remark|warning|caution|important|attention|danger|beware|see also)\b\s*[:!\])-]/i.test(
    text,
  );
}

const ESCALATION =
  /^(?:please\s+)?(?:escalate\b|hand (?:it |this |the \w+ )?over\b|call (?:out )?(?:the |your )?(?:vendor|provider|on-?call|manager|support|hotline|(?:help|service) ?desk|\w+ (?:team|support))|contact (?:the |your )?(?:[\w-]+ ){0,3}(?:team|support|vendor|on-?call|engineers?|administrators?|admins?|owners?|desk)|page (?:the|your)\b|(?:open|raise|file|create|submit) an? (?:[\w-]+ ){0,3}(?:ticket|case|incident|bug|issue|support request)|(?:reach out|talk) to |(?:report|pass|send|forward|assign|refer|transfer|route|hand) .{1,80}? (?:on )?to (?:the |your |our )?(?:[\w-]+ ){0,3}(?:team|support|vendor|on-?call|engineers?|administrators?|admins?|desk|level \d|tier \d|l[23])\b)/i;
const RESOLUTION =
  /^(?:(?:the |your )?(?:issue|problem|incident|alert|case) (?:(?:is|was|has been|should be)(?: now)? )?(?:resolved|solved|fixed|gone|closed)|(?:you(?:'re| are) )?(?:all )?done\b|resolved\b|solved\b|(?:it|this|everything|(?:the|your) [\w-]+(?: [\w-]+)?) (?:now )?(?:works|is working)(?: (?:now|again|fine|normally|as (?:expected|it should)))*[.!]?$|close the (?:ticket|case|incident|issue|alert)\b|no (?:further )?action (?:is )?(?:needed|required))/i;

const REFERENCE =
  /^(?:(?:please |also )*(?:see|refer to|read)\b.{0,300}https?:\S+\W*$|(?:please )?for (?:more|further|additional) (?:information|details?|help|reading)\b)/is;

/** Whether a text, of one sentence, does no more than name where more is written. */
export function isReference(text: string): boolean {
  return sentencesOf(text).length === 1 && REFERENCE.test(bare(text));
}

/** What stands where nobody has written anything yet. */
export function isPlaceholder(text: string): boolean {
  return /^\W*(?:todo|tbd|tba|wip|n\/a|to be (?:added|defined|determined|done|written)|coming soon|work in progress)\W*$/i.test(
    text,
  );
}

/** "Log in to the portal and open a support case" ends elsewhere, whatever is done first. */
function endsInEscalation(sentence: string): boolean {
  const last = sentence.split(/,?\s+(?:and|then)\s+(?:then\s+)?/i).at(-1) ?? '';
  return last !== sentence && ESCALATION.test(last);
}

/** What kind of step a text is that stands where a step is expected. */
export function kindOfStep(text: string): NodeKind {
  const plain = bare(text);
  if (isNote(text) || isReference(text)) return 'info';
  if (isQuestion(text)) return 'question';
  if (
    ESCALATION.test(plain) ||
    isAskedElsewhere(plain) ||
    (sentencesOf(plain).length === 1 && endsInEscalation(plain))
  )
    return 'escalation';
  if ((RESOLUTION.test(plain) || SOLVED_IN.test(plain)) && plain.length < 160) return 'resolution';
  return 'action';
}

/** As a sentence begins. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Without marks of lists, check boxes and emphasis at the beginning. */
export function bare(text: string): string {
  return text
    .replace(/^[\s>*_•·–—-]+/, '')
    .replace(/^\(?(?:optional|\d+|[a-z])\)[.:]?\s+/i, '')
    .trim();
}

/** The sentences of a text; dots in names, numbers and abbreviations end none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(
      /(?<=[.!?][)"'`]?)\s+(?=["'`(*¿¡„«]?[\p{Lu}`])(?<!\b(?:e\.g|i\.e|etc|vs|cf|no|approx|z\.B|bzw|usw|p\.ej)\.\s+)/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** What a step says about where to go on. */
export interface Jump {
  /** `step 4`, or the anchor of a heading. */
  target: string;
  /** Whether the sentence says nothing else. */
  alone: boolean;
}

const JUMP =
  /(?:^|[,;.]\s*|\b(?:and|then)\s+)(?:please\s+)?(?:go|continue|proceed|move|skip|jump|return)\s+(?:on\s+|ahead\s+|back\s+)?(?:to|with|at|from)\s+(?:the\s+)?step\s+(\d{1,3})\b[^.]{0,30}\.?$/i;

export function jumpOf(text: string): Jump | null {
  const found = JUMP.exec(text.trim());
  const other = found ? null : jumpIn(text.trim());
  if (other) return { target: `step ${other.number}`, alone: other.index === 0 };
  return found ? { target: `step ${Number(found[1])}`, alone: found.index === 0 } : null;
}
