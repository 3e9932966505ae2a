import type { List } from 'mdast';
import type { SourceText } from '../source-text.js';
import { asQuestion, LEFT_OPEN, type Conditional } from './conditions.js';
import { firstWords, blockText, spanOf } from './markdown-source.js';
import { stepOf, type OutlineStep } from './outline.js';
import type { Section } from './section.js';
import { isInstruction, kindOfStep } from './step-words.js';

const CONDITION =
  '(?:if(?: any(?: of these)?(?: apply| applies)?)?|when|in case|wenn|falls|sobald|si|lorsque|quand|cuando|se|quando|als|wanneer|indien)';
const ENDS_IN_CONDITION = new RegExp(`^(.{3,80}?),?\\s+${CONDITION}\\s*[:.…]*$`, 'iu');
const WHEN_TO =
  /^(?:when (?:to|should (?:you|i|we)) escalate|escalation (?:criteria|conditions|triggers)|wann (?:wird )?eskalier\p{L}*|eskalationskriterien|quand escalader|critères d.escalade|cuándo escalar|criterios de escal\p{L}+|quando escalar|critérios de escal\p{L}+|quando (?:fare )?escalare|criteri di escal\p{L}+|wanneer escaleren)\b/iu;

/** What is done under a condition that follows: "Escalate if" -> "Escalate"; null where words say no such thing. */
export function escalationIf(words: string): string | null {
  const [, then = ''] = ENDS_IN_CONDITION.exec(words) ?? [];
  if (then !== '' && kindOfStep(then) === 'escalation') return then;
  return WHEN_TO.test(words) ? 'Escalate' : null;
}

const TRAILING = /^(.{3,200}?),?\s+(?:if|when|in case|wenn|falls|si|se|als|indien)\s+([^,]{3,300})$/iu;

/** "Escalate to the network team if the switch is hot." */
export function escalatingIf(sentence: string): Conditional | null {
  const [, then = '', condition = ''] = TRAILING.exec(sentence.trim()) ?? [];
  if (then === '' || kindOfStep(then) !== 'escalation') return null;
  const answer = condition.replace(/[\s.:;]+$/, '');
  return LEFT_OPEN.test(answer) ? null : { question: asQuestion(answer), answer, then };
}

/** A section such as "Escalate if", whose list or words are the conditions; null where it tells what to do. */
export function escalationUnder(name: string, section: Section, source: SourceText): OutlineStep | null {
  const then = escalationIf(name);
  const { heading, blocks } = section;
  if (then === null || !heading || blocks.length === 0 || section.sections.length > 0) return null;
  const lists = blocks.filter((block): block is List => block.type === 'list');
  const conditions =
    lists.length > 0 ? lists.flatMap(({ children }) => children.map(firstWords)) : blocks.map(blockText);
  return askedAtOnce(conditions, then, source, [heading, ...blocks]);
}

/** "Escalate if:" and its list. */
export function askedAtOnce(
  conditions: readonly string[],
  then: string,
  source: SourceText,
  nodes: readonly Parameters<typeof spanOf>[0][],
): OutlineStep | null {
  const [from, to] = [nodes[0], nodes.at(-1)];
  if (
    !from ||
    !to ||
    conditions.length === 0 ||
    conditions.some((text) => text === '' || isInstruction(text))
  )
    return null;
  const span = source.span(spanOf(from, source).start_offset, spanOf(to, source).end_offset);
  const [only = ''] = conditions;
  const text =
    conditions.length === 1
      ? asQuestion(only)
      : `Does any of these apply?\n${conditions.map((one) => `- ${one}`).join('\n')}`;
  return stepOf('question', text, span, [
    { label: 'yes', steps: [stepOf('escalation', then, spanOf(from, source))] },
  ]);
}
