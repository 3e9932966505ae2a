import { analyseText } from '../../search/text/analyse.js';
import { normaliseText } from '../../search/text/normalise.js';
import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { sentenceSpans, type Span } from './sentences.js';
import { speechActOf, type SpeechAct } from './speech-acts.js';

/** With fewer words of a meaning than this a text does not stand alone ("Replace it."). */
const MIN_TERMS = 2;
/** A question that takes up this share of the words of the one before it asks the same once more. */
const SAME_QUESTION = 0.5;

/** A reply that asks back, or says that one does not know how: no answer yet. */
const ASKS_BACK =
  /\b(?:how (?:do|can|would|should|could|am|to)|where (?:do|can|is|are|would|should|exactly)|what (?:do you mean|does that mean|is (?:that|a|an|the)|are|exactly)|which one|can you (?:explain|tell|show|guide|help)|could you (?:explain|tell|show|guide|help))\b[^?]*\?|\bdo not (?:really )?(?:know|understand|remember) (?:how|where|what (?:that|you|it|a|an) )|\b(?:no idea|not (?:sure|certain|familiar|knowledgeable)[^.?!]{0,20}) (?:how|where)\b|\bi (?:have )?never (?:done|checked|heard)\b/;
const ANSWERS_FIRST = /^(?:yes|yeah|yep|no|nope|done|it (?:is|does|did|has|shows|says))\b/;

interface Said {
  kind: SessionStep['kind'];
  text: string;
  /** It only asks whether what was done before has helped. */
  check: boolean;
}

/**
 * The steps of a session, read from what was said: of each message of the assistant its questions (`question`), else
 * its instructions (`action`), else its explanations (`info`), with the user's answer as the result. One message makes
 * one step, since it gets one answer. Greetings, thanks and small talk are left out. Where the user asks back, what
 * the assistant then explains is `info`, and the step before waits on for its answer; an answer to "did that help?"
 * is what came of the action before. Every text is a part of one message, word for word.
 *
 * General rules of English support talk; nothing is learned from data.
 */
export function stepsOfTranscript(messages: readonly SessionMessage[]): SessionStep[] {
  const steps: SessionStep[] = [];
  let waiting: SessionStep | null = null;
  let askedBack = false;
  for (let i = 0; i < messages.length && steps.length < SESSION_LIMITS.steps; i++) {
    const message = messages[i];
    if (!message) continue;
    if (message.role === 'user') {
      const reply = replyOf(message.content);
      if (!waiting || reply === null) continue;
      askedBack = asksBack(message.content);
      if (!askedBack) waiting.result = joined(waiting.result, reply);
      continue;
    }
    const said = readMessage(message.content);
    if (said?.check) {
      // The answer to it tells more than the "done" before.
      if (waiting?.kind === 'action' && messages[i + 1]?.role === 'user') waiting.result = null;
      continue;
    }
    // What the user says once the talk has gone on is no answer to what was answered.
    if (waiting?.result != null && !askedBack) waiting = null;
    if (!said) continue;
    if (waiting && askedBack && (said.kind !== 'question' || asksAgain(waiting.text, said.text))) {
      steps.push({ kind: 'info', text: said.text, result: null });
      continue;
    }
    const step: SessionStep = { kind: said.kind, text: said.text, result: null };
    steps.push(step);
    if (said.kind !== 'info') waiting = step;
    askedBack = false;
  }
  return steps;
}

/** What one message asks, else orders, else explains; null for small talk. */
function readMessage(content: string): Said | null {
  const sentences = sentenceSpans(content).map((span) => withoutCourtesy(content, span));
  const of = (act: SpeechAct): Span[] => sentences.filter((each) => each.act === act).map(({ span }) => span);
  const [questions, instructions, statements] = [of('question'), of('instruction'), of('statement')];
  const kind = questions.length > 0 ? 'question' : instructions.length > 0 ? 'action' : 'info';
  const chosen = questions.length > 0 ? [...questions, ...instructions] : instructions;
  const check = of('check').length > 0 && chosen.length === 0;
  const spans = chosen.length > 0 ? chosen : statements;
  const whole = around(spans);
  if (!whole) return check ? { kind: 'question', text: '', check } : null;
  const enough = chosen.length > 0 ? extended(content, whole, statements) : whole;
  return { kind, text: clipped(content.slice(enough.start, enough.end), SESSION_LIMITS.text), check };
}

/** A sentence from where its polite opening ends ("Thanks, Anna. Hi, could you ..."), and what it does. */
function withoutCourtesy(content: string, span: Span): { span: Span; act: SpeechAct } {
  const sentence = content.slice(span.start, span.end);
  const comma = sentence.search(/[,:\u2013\u2014] /);
  if (comma > 0 && speechActOf(sentence.slice(0, comma)) === 'courtesy') {
    const rest = sentence.slice(comma + 1);
    const start = span.start + comma + 1 + (rest.length - rest.trimStart().length);
    if (start < span.end) return withoutCourtesy(content, { start, end: span.end });
  }
  return { span, act: speechActOf(sentence) };
}

function around(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** Takes in explanations from before, then from behind, until the text says what it is about. */
function extended(content: string, span: Span, others: readonly Span[]): Span {
  const ordered = [...others].sort((a, b) => a.start - b.start);
  const wide = { ...span };
  const thin = (): boolean => analyseText(content.slice(wide.start, wide.end)).stems.size < MIN_TERMS;
  for (const before of ordered.filter(({ end }) => end <= span.start).reverse())
    if (thin()) wide.start = before.start;
  for (const behind of ordered.filter(({ start }) => start >= span.end)) if (thin()) wide.end = behind.end;
  return wide;
}

/** What a user answered; null where it is small talk and nothing else. */
function replyOf(content: string): string | null {
  const acts = sentenceSpans(content).map(({ start, end }) => answerAct(content.slice(start, end)));
  return acts.some((act) => act !== 'courtesy') ? content.trim() : null;
}

/** "Yes." and "fine" are courtesy from one who helps, and answers from one who is helped. */
function answerAct(sentence: string): SpeechAct {
  const text = normaliseText(sentence).replace(
    /^(?:ok|okay|great|perfect|alright|sure)\b[,.!]? *(?=thank|thx|cheers|bye)/,
    '',
  );
  if (/^(?:thanks|thank you|thx|cheers|hello|hi|hey|bye|goodbye)\b/.test(text)) return speechActOf(sentence);
  return /^(?:ok|okay|great|perfect|alright|sure|will do|one (?:moment|second|sec))[.! ]*$/.test(text) ||
    text === ''
    ? 'courtesy'
    : 'statement';
}

function asksBack(content: string): boolean {
  const text = normaliseText(content);
  return ASKS_BACK.test(text) && !ANSWERS_FIRST.test(text);
}

function asksAgain(before: string, now: string): boolean {
  const asked = [...analyseText(before).stems.keys()];
  const again = analyseText(now).stems;
  return asked.filter((term) => again.has(term)).length >= asked.length * SAME_QUESTION;
}

function joined(before: string | null, reply: string): string {
  return clipped(before === null ? reply : `${before}\n${reply}`, SESSION_LIMITS.result);
}

/** At most so many code points, none of them cut in two. */
function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  return points.length <= limit ? text : points.slice(0, limit).join('').trimEnd();
}
