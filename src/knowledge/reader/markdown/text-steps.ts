import type { Paragraph } from 'mdast';
import type { Span } from '../procedure.js';
import { linesOf } from './markdown-source.js';
import { END, stepOf, type OutlineItem } from './outline.js';
import { capitalised, isInstruction, jumpOf, kindOfStep } from './step-words.js';

/** "..., and stop here": nothing is left to do then. */
const STOPS =
  /(?:[,;.]\s*(?:and\s+|then\s+)*|\s(?:and|then)\s+)(?:stop(?: here)?|end here|finish here|(?:you are|you're) (?:done|finished))[.!]?$/i;

/** A text that is a step, and where it may say to go on. */
export function textSteps(text: string, span: Span): OutlineItem[] {
  const jump = jumpOf(text);
  const words = capitalised(text);
  if (jump?.alone) return [{ kind: 'jump', target: jump.target, text: words, span }];
  const step = stepOf(kindOfStep(words), words, span);
  if (STOPS.test(words)) return [step, { kind: 'jump', target: END, text: words, span }];
  return jump ? [step, { kind: 'jump', target: jump.target, text: words, span }] : [step];
}

/** What is done upon an answer, from what stands behind it. "Continue" and the like say no more than that what follows is next. */
export function answerSteps(rest: string, span: Span): OutlineItem[] {
  const words = rest.replace(/^[\s:,.–—-]+/, '');
  return words === '' || /^(?:continue|go on|proceed|next step)\.?$/i.test(words)
    ? []
    : textSteps(words, span);
}

/** Lines of one paragraph that are a step each, as lists are written without marks; null where they are running text. */
export function instructionLines(paragraph: Paragraph): string[] | null {
  const lines = linesOf(paragraph);
  return lines.length > 1 && lines.every((line) => /^\p{Lu}/u.test(line) && isInstruction(line))
    ? lines
    : null;
}
