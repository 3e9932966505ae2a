import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { NEGATION } from '../../search/text/languages.js';
import { tokenise } from '../../search/text/tokenise.js';

/** A step as a model gives it: where each of its texts is said to stand. */
export interface QuotedStep {
  kind: SessionStep['kind'];
  message: number;
  text: string;
  result_message: number | null;
  result: string | null;
}

interface Place {
  from: number;
  to: number;
}

/** Fewer words than this say nothing that could be done. */
const FEWEST_WORDS = 2;
const DENIES = /n['’]t\b|\b(?:avoid|instead of|rather than|without|cannot)\b/iu;
const SENTENCE_END = /[.!?;\n]/u;

/**
 * The steps whose words stand in the transcript where they are said to, in the transcript's order and with its own words. What
 * is not found there is dropped, as are steps of the user's messages, steps that overlap, and pieces that a word before or behind them
 * denies ("do not restart it"); a result that is not found, or comes before its step, leaves the step without one.
 */
export function quotedSteps(
  messages: readonly SessionMessage[],
  quoted: readonly QuotedStep[],
): { steps: SessionStep[]; dropped: number } {
  const found = quoted
    .flatMap((step) => {
      const place = placeOf(messages[step.message], 'assistant', step.text);
      return place && wordsIn(step.text) >= FEWEST_WORDS ? [{ step, place }] : [];
    })
    .sort((a, b) => a.step.message - b.step.message || a.place.from - b.place.from);
  const steps: SessionStep[] = [];
  let last = { message: -1, to: 0 };
  for (const { step, place } of found) {
    const { message, kind } = step;
    if (message === last.message && place.from < last.to) continue;
    last = { message, to: place.to };
    steps.push({ kind, text: sliceOf(messages[message], place), result: resultOf(messages, step) });
  }
  return { steps, dropped: quoted.length - steps.length };
}

function resultOf(
  messages: readonly SessionMessage[],
  { message, result, result_message: at }: QuotedStep,
): string | null {
  if (result === null || at === null || at <= message) return null;
  const place = placeOf(messages[at], 'user', result);
  return place && sliceOf(messages[at], place);
}

function placeOf(
  message: SessionMessage | undefined,
  role: SessionMessage['role'],
  words: string,
): Place | null {
  if (message?.role !== role) return null;
  const { content } = message;
  const place = find(content, words);
  if (!place) return null;
  const before = content.slice(0, place.from);
  const behind = content.slice(place.to);
  const led = before.split(SENTENCE_END).at(-1) ?? '';
  const rest = /[\p{P}\n]\s*$/u.test(content.slice(place.from, place.to))
    ? ''
    : (behind.split(/[.,!?;:\n]/u)[0] ?? '');
  return isDenied(led) || isDenied(rest) ? null : place;
}

function isDenied(text: string): boolean {
  return (
    DENIES.test(text) || tokenise(text).some((word) => Object.values(NEGATION).some((all) => all.has(word)))
  );
}

/** Where words stand as whole words, whatever their case, blanks, quotation marks and emphasis. */
function find(content: string, words: string): Place | null {
  const [hay, needle] = [plain(content), plain(words)];
  const sought = needle.text.trim();
  if (sought === '') return null;
  for (let at = hay.text.indexOf(sought); at >= 0; at = hay.text.indexOf(sought, at + 1)) {
    const end = at + sought.length;
    if (joins(hay.text[at - 1], hay.text[at]) || joins(hay.text[end - 1], hay.text[end])) continue;
    return { from: hay.offsets[at] ?? 0, to: (hay.offsets[end - 1] ?? 0) + 1 };
  }
  return null;
}

/** Whether two characters are of one word. */
function joins(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && /[\p{L}\p{N}]/u.test(a) && /[\p{L}\p{N}]/u.test(b);
}

const ALIKE: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
};

/** A text for comparing, and of each of its characters where it stood. */
function plain(text: string): { text: string; offsets: number[] } {
  let result = '';
  const offsets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '*' || char === '`') continue;
    const blank = /\s/.test(char);
    if (blank && (result === '' || result.endsWith(' '))) continue;
    const lower = char.toLowerCase();
    result += blank ? ' ' : (ALIKE[char] ?? (lower.length === 1 ? lower : char));
    offsets.push(i);
  }
  return { text: result, offsets };
}

function sliceOf(message: SessionMessage | undefined, { from, to }: Place): string {
  return (message?.content.slice(from, to) ?? '').replaceAll(/[*`]/g, '').trim();
}

function wordsIn(text: string): number {
  return tokenise(text).length;
}
