import type { SessionStep } from '../../ai-sessions/session.js';
import { analyseText } from '../../search/text/analyse.js';
import { normaliseText } from '../../search/text/normalise.js';
import { FAILED, MENDED, SAME_AS_BEFORE } from '../core/answers/outcomes.js';
import { readAnswerText } from '../core/answers/read-answer.js';
import { marksOfAnswer } from './enumeration.js';
import { itemsNamed, namesAll } from './item-references.js';

type Step = Pick<SessionStep, 'kind' | 'text'>;

/**
 * What one reply says to each of several steps of one message; null where it says nothing of a step, and undefined where
 * a step cannot have been done: what comes behind the one that did it, or was not among those that were tried.
 */
export function answersTo(steps: readonly Step[], reply: string): (string | null | undefined)[] {
  if (steps.length < 2) return steps.map(() => reply);
  const numbered = byNumber(steps.length, reply);
  const isQuestion = steps.every(({ kind }) => kind === 'question');
  if (numbered) return isQuestion ? numbered.map((answer) => answer ?? null) : untilTheLast(numbered);
  return isQuestion ? toQuestions(steps, reply) : toActions(steps, reply);
}

/** "1) yes 2) no" */
function byNumber(count: number, reply: string): (string | undefined)[] | null {
  const marks = marksOfAnswer(reply, count);
  if (marks.length === 0) return null;
  const answers: (string | undefined)[] = Array.from({ length: count }, () => undefined);
  marks.forEach(({ number, from }, i) => {
    const answer = reply
      .slice(from, marks[i + 1]?.start)
      .trim()
      .replace(/[,;]$/, '');
    if (answer !== '') answers[number - 1] = answer;
  });
  return answers.every((answer) => answer === undefined) ? null : answers;
}

function toQuestions(steps: readonly Step[], reply: string): (string | null)[] {
  const inOrder = answersInOrder(steps.length, reply);
  if (inOrder) return inOrder;
  const text = normaliseText(reply);
  const isPlain = readAnswerText('', reply).label === 'yes' && text.split(' ').length < 3;
  if (isPlain || namesAll(text)) return steps.map(() => reply);
  return byMatter(steps, reply);
}

/** "yes, no" and "yes\nno": as many answers as questions, in their order. */
export function answersInOrder(count: number, reply: string): string[] | null {
  const lines = piecesOf(reply, /\n+/);
  if (lines.length === count) return lines;
  const pieces = piecesOf(reply, /[,;.]\s+|\n+|\s+(?:and|und|et|y|e|en)\s+/);
  const says = (piece: string): boolean => /^(?:yes|no)$/.test(readAnswerText('', firstWord(piece)).label);
  return pieces.length === count && pieces.every(says) ? pieces : null;
}

function firstWord(text: string): string {
  return /^[\p{L}\p{M}]+/u.exec(text)?.[0] ?? '';
}

/** Each part of the reply to the question with which it shares most; all of it to the last one where that tells nothing. */
function byMatter(steps: readonly Step[], reply: string): (string | null)[] {
  const answers = steps.map((): string | null => null);
  const terms = steps.map(({ text }) => new Set(analyseText(text).stems.keys()));
  for (const piece of piecesOf(
    reply,
    /[,;.]\s+|\n+|\s+(?:but|and|aber|und|mais|et|pero|y|mas|ma|e|maar|en)\s+/,
  )) {
    const said = [...analyseText(piece).stems.keys()];
    const shared = terms.map((own) => said.filter((term) => own.has(term)).length);
    const most = Math.max(...shared);
    const at = shared.indexOf(most);
    if (most > 0 && shared.lastIndexOf(most) === at)
      answers[at] = answers[at] === null ? piece : `${answers[at]}\n${piece}`;
  }
  return answers.every((answer) => answer === null) ? [...answers.slice(1), reply] : answers;
}

function toActions(steps: readonly Step[], reply: string): (string | null | undefined)[] {
  const named: (string | undefined)[] = steps.map(() => undefined);
  for (const clause of piecesOf(
    reply,
    /[;.!]\s+|\n+|,?\s+(?:but|aber|mais|pero|mas|ma|maar|sondern)\s+|,\s+/,
  ))
    for (const place of itemsNamed(normaliseText(clause), steps.length))
      named[place] = clause.includes(' ') ? clause : reply;
  if (named.some((answer) => answer !== undefined)) {
    const clauses = new Set(named.filter((answer) => answer !== undefined));
    // Where all that is named is told at once, the whole reply tells what came of it.
    return untilTheLast(clauses.size > 1 ? named : named.map((answer) => answer && reply));
  }
  const text = normaliseText(reply);
  return namesAll(text)
    ? steps.map(() => reply)
    : isFailure(text)
      ? steps.map(() => reply)
      : toTheLast(steps, reply);
}

function toTheLast(steps: readonly Step[], reply: string): (string | null)[] {
  return steps.map((_, place) => (place === steps.length - 1 ? reply : null));
}

/** What comes before the last one that was named was done, too; what comes behind it was not. */
function untilTheLast(answers: readonly (string | undefined)[]): (string | null | undefined)[] {
  const last = answers.findLastIndex((answer) => answer !== undefined);
  return answers.map((answer, place) => (place <= last ? (answer ?? null) : undefined));
}

/** That what was done has not helped. */
export function isFailure(text: string): boolean {
  return (
    !MENDED.test(text) &&
    (SAME_AS_BEFORE.test(text) || FAILED.test(text) || /^(?:no|nope|nein|non|nao|nee)\b/.test(text))
  );
}

function piecesOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}
