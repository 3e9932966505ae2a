import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import type { SessionStep } from '../../ai-sessions/session.js';
import { analyseText } from '../../search/text/analyse.js';
import { normaliseText } from '../../search/text/normalise.js';
import { partsOf, type Part, type ReadMessage } from './message-parts.js';
import { sentenceSpans, type Span } from './sentences.js';
import type { SpeechAct } from './speech-act.js';
import { isForLater, speechActOf } from './speech-acts.js';

/** With fewer words of a meaning than this a text does not stand alone ("Replace it."). */
const MIN_TERMS = 2;

/** What a message of the assistant asks, orders or explains. */
export interface Said {
  kind: SessionStep['kind'];
  text: string;
}

export interface Message {
  /** Several where it lists several; none where it is small talk. */
  said: Said[];
  /** The questions one by one, where it asks several in running text and nothing else. */
  apart: Said[];
  /** It only asks whether what was done before has helped. */
  check: boolean;
}

interface Sentence {
  span: Span;
  act: SpeechAct;
  part: Part;
}

/** "Which of these applies?": the items of the list are what there is to choose from. */
const CHOOSES =
  /\b(?:which|welche[rsnm]?|(?:la|le|les)(?:quel(?:le)?s?)|cual(?:es)?|qua[li]s|qual[ei]?|welke?)\b|\b(?:do|does|is|are) any of\b/;
/** "Try these steps:" says nothing that the list does not. */
const POINTS_AT_LIST =
  /:$|\b(?:the following|these|this|below|folgende[nrsm]?|diese[nrsm]?|suivante?s?|ces|siguientes?|estos|estas|seguintes?|estes|seguent[ei]|quest[ei]|volgende|deze)\b/;
/** A list item in more words than its lead-in says something of its own. */
const LONGEST_LEAD_IN = 12;

/** Reads a message of the assistant as Markdown. */
export function readMessage(content: string): Message {
  const message = partsOf(content);
  const parts = headedParts(message);
  const sentences = sentencesOf(message.text, parts);
  const items = parts.filter(isItem);
  if (items.length > 1) {
    const listed = listedSteps(message.text, parts, sentences);
    if (listed) return { said: listed, apart: [], check: listed.length === 0 && hasCheck(sentences) };
  }
  return readProse(message.text, sentences);
}

function isItem({ kind }: Part): boolean {
  return kind === 'item' || kind === 'cell';
}

function hasCheck(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ act }) => act === 'check');
}

/** Several headings that tell what to do are the items of a list, each with what stands below it. */
function headedParts({ text, parts }: ReadMessage): Part[] {
  const isStep = ({ kind, start, end }: Part): boolean =>
    kind === 'heading' &&
    ['instruction', 'question'].includes(speechActOf(withoutNumber(text.slice(start, end))));
  if (parts.filter(isStep).length < 2) return parts;
  const headed: Part[] = [];
  for (const part of parts) {
    const before = headed.at(-1);
    if (isStep(part)) {
      const number = part.end - part.start - withoutNumber(text.slice(part.start, part.end)).length;
      headed.push({ ...part, kind: 'item', start: part.start + number });
    } else if (before?.kind === 'item' && part.kind !== 'heading') before.end = part.end;
    else headed.push(part);
  }
  return headed;
}

function withoutNumber(heading: string): string {
  return heading.replace(/^(?:\p{L}+ )?\(?\d{1,2}[.):]?\s+/u, '');
}

/** The sentences of all parts. Headings say nothing; code belongs to what stands before it. */
function sentencesOf(text: string, parts: readonly Part[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const part of parts) {
    if (part.kind === 'heading') continue;
    const before = sentences.at(-1);
    if (part.kind === 'code') {
      if (!before || before.act === 'courtesy' || before.act === 'check')
        sentences.push({ span: part, act: 'instruction', part });
      else {
        before.span = { start: before.span.start, end: part.end };
        // "The command is:", and there it is.
        if (before.act === 'statement') before.act = 'instruction';
      }
      continue;
    }
    // Code within an item is no sentence of its own.
    const code = /(?:^|\n)[^\S\n]*(?:```|~~~)/.exec(text.slice(part.start, part.end));
    const end = code ? part.start + code.index : part.end;
    for (const { start, end: stop } of sentenceSpans(text.slice(part.start, end)))
      sentences.push({
        ...withoutCourtesy(text, { start: part.start + start, end: part.start + stop }),
        part,
      });
    const last = sentences.at(-1);
    if (code && last?.part === part) last.span = { start: last.span.start, end: part.end };
  }
  return sentences;
}

/** What a message with a list says: a step of each item, a choice among them, or null where it is one instruction. */
function listedSteps(text: string, parts: readonly Part[], sentences: readonly Sentence[]): Said[] | null {
  const items = parts.filter(isItem);
  const prose = sentences.filter(({ part, act }) => !isItem(part) && act !== 'courtesy');
  const readItems = items.map((part) =>
    readItem(
      text,
      sentences.filter((each) => each.part === part),
    ),
  );
  const acting = readItems.filter((said) => said !== null && said.kind !== 'info');
  const asked = prose.filter(({ act }) => act === 'question');
  const chooses = asked.some(({ span }) => CHOOSES.test(normaliseText(text.slice(span.start, span.end))));
  // What a table tells is for reading, and nothing to choose from.
  if (acting.length === 0 && items.every(({ kind }) => kind === 'cell')) return null;
  if (asked.length > 0 && (chooses || acting.length === 0)) {
    const first = items[0]?.mark ?? 0;
    const whole = around([...asked.map(({ span }) => span), ...items]);
    return whole ? [saidOf('question', text, { ...whole, start: Math.min(whole.start, first) })] : null;
  }
  if (acting.length === 0) return null;
  const steps: Said[] = [];
  for (const part of parts) {
    if (isItem(part)) {
      const said = readItems[items.indexOf(part)] ?? null;
      if (said && said.kind !== 'info') steps.push(said);
      continue;
    }
    for (const { act, span } of prose.filter((each) => each.part === part)) {
      const words = text.slice(span.start, span.end);
      if (act !== 'question' && act !== 'instruction') continue;
      if (words.split(/\s+/).length <= LONGEST_LEAD_IN && POINTS_AT_LIST.test(normaliseText(words))) continue;
      steps.push(saidOf(act === 'question' ? 'question' : 'action', text, span));
    }
  }
  return steps;
}

/** An item is a step with all that it explains; small talk at its end is none of it. */
function readItem(text: string, sentences: readonly Sentence[]): Said | null {
  const telling = sentences.filter(({ act }) => act !== 'courtesy' && act !== 'check');
  const whole = around(telling.map(({ span }) => span));
  if (!whole) return null;
  const has = (wanted: SpeechAct): boolean => telling.some(({ act }) => act === wanted);
  return saidOf(has('question') ? 'question' : has('instruction') ? 'action' : 'info', text, whole);
}

/** What running text asks, else orders, else explains: one step, since it gets one answer. */
function readProse(text: string, sentences: readonly Sentence[]): Message {
  const of = (wanted: SpeechAct): Span[] =>
    sentences.filter(({ act }) => act === wanted).map(({ span }) => span);
  const [questions, instructions, statements] = [of('question'), of('instruction'), of('statement')];
  const kind = questions.length > 0 ? 'question' : instructions.length > 0 ? 'action' : 'info';
  const chosen = questions.length > 0 ? [...questions, ...instructions] : instructions;
  const check = hasCheck(sentences) && chosen.length === 0;
  const whole = around(chosen.length > 0 ? chosen : statements);
  if (!whole) return { said: [], apart: [], check };
  const enough = chosen.length > 0 ? extended(text, whole, statements) : whole;
  const several = questions.length > 1 && instructions.length === 0;
  return {
    said: [saidOf(kind, text, enough)],
    apart: several ? questions.map((span) => saidOf('question', text, span)) : [],
    check,
  };
}

/** A sentence from where its polite opening ends ("Thanks, Anna. Hi, could you ..."), and what it does. */
function withoutCourtesy(content: string, span: Span): { span: Span; act: SpeechAct } {
  const sentence = content.slice(span.start, span.end);
  if (isForLater(sentence)) return { span, act: 'courtesy' };
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

/** "I have set a new one": of what, the sentence before says. */
const POINTS_BACK = /^(?:(?!\b(?:and|then|with|for|by)\b).)*\b(?:a new one|another one|new ones)\b/;

/** Takes in explanations from before, then from behind, until the text says what it is about. */
function extended(content: string, span: Span, others: readonly Span[]): Span {
  const ordered = [...others].sort((a, b) => a.start - b.start);
  const wide = { ...span };
  const before = ordered.filter(({ end }) => end <= span.start).reverse();
  if (before[0] && POINTS_BACK.test(normaliseText(content.slice(span.start, span.end))))
    wide.start = before[0].start;
  const thin = (): boolean => analyseText(content.slice(wide.start, wide.end)).stems.size < MIN_TERMS;
  for (const each of before) if (thin()) wide.start = each.start;
  for (const behind of ordered.filter(({ start }) => start >= span.end)) if (thin()) wide.end = behind.end;
  return wide;
}

function saidOf(kind: Said['kind'], text: string, { start, end }: Span): Said {
  return { kind, text: clipped(text.slice(start, end), SESSION_LIMITS.text) };
}

/** At most so many code points, none of them cut in two. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  return points.length <= limit ? text : points.slice(0, limit).join('').trimEnd();
}
