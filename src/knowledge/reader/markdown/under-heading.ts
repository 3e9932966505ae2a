import type { Span } from '../procedure.js';
import { joined } from '../source-text.js';
import { GENERIC_LEAD } from './lead-in.js';
import { isStep, stepOf, type OutlineItem } from './outline.js';
import { isPart } from './section-words.js';
import { isInstruction, isNote, kindOfStep } from './step-words.js';

/** A part of a runbook may be called "Fix" or "Verify resolution"; what has more words tells what is done in it. */
const PART_WORDS = 2;

/** What a part of a runbook is about, which nobody does as such: "Identify the problem", "How to restart it". */
const ONLY_NAMES =
  /^(?:(?:identify|understand|define|describe|determine|document|report|clarify|narrow down|know|recogni[sz]e|scope)\s+(?:(?:the|your|its)\s+)?(?:problem|issue|symptoms?|scope|impact|cause|root cause|situation|findings|details|fix|solution|resolution)|how to|wie (?:man|sie)|comment|cómo|como|come|hoe)(?![\p{L}])/iu;

/** The steps of a section with the words of its heading, where these tell more than that steps follow. */
export function underHeading(name: string, items: readonly OutlineItem[], span: Span): OutlineItem[] {
  const [first, ...rest] = items;
  const tells =
    name.includes(' ') && isInstruction(name) && !GENERIC_LEAD.test(name) && !ONLY_NAMES.test(name);
  if (tells) {
    const own = stepOf(kindOfStep(name), name, span);
    if (!isStep(first) || first.kind === 'question' || isNote(first.text)) return [own, ...items];
    if (begins(first.text, name)) return [...items];
    const kind = first.kind === 'info' ? own.kind : first.kind;
    return [{ ...first, kind, text: `${name}\n${first.text}`, span: joined(span, first.span) }, ...rest];
  }
  if (!isStep(first) || first.kind === 'question' || isNote(first.text) || !namesCase(name))
    return [...items];
  return [{ ...first, text: `${name}: ${first.text}`, span: joined(span, first.span) }, ...rest];
}

/** "Halted since the disk is full" rather than "Troubleshooting steps". */
function namesCase(name: string): boolean {
  if (name === '' || ONLY_NAMES.test(name)) return false;
  return !isPart(name) || (name.split(' ').length > PART_WORDS && !GENERIC_LEAD.test(name));
}

function begins(text: string, name: string): boolean {
  const letters = (part: string): string => part.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return letters(text).startsWith(letters(name));
}
