import type { List } from 'mdast';
import { joined, type SourceText } from '../source-text.js';
import type { LeadIn } from './command-steps.js';
import { answerOf } from './conditions.js';
import { askedAtOnce, escalationIf } from './escalation-section.js';
import { CAUSES } from './lead-in.js';
import { blockText, firstWords, spanOf } from './markdown-source.js';
import { stepOf, type OutlineStep } from './outline.js';
import { isInstruction, isQuestion } from './step-words.js';

/** A list that is no steps by what is said before it: conditions of an escalation, or what may be the matter. */
export function toldBefore(lead: LeadIn, list: List, source: SourceText): OutlineStep | null {
  const firsts = list.children.map((item) => firstWords(item));
  const then = escalationIf(lead.text);
  const escalation = then === null ? null : askedAtOnce(firsts, then, source, [list]);
  if (escalation) return escalation;
  if (!CAUSES.test(lead.text) || !isExplanation(firsts)) return null;
  return stepOf('info', `${lead.text}\n${blockText(list)}`, joined(lead.span, spanOf(list, source)));
}

/** Whether the items of a list, by how they begin, are neither steps nor answers. */
export function isExplanation(firsts: readonly string[]): boolean {
  return !firsts.some((text) => isInstruction(text) || isQuestion(text) || answerOf(text) !== null);
}
