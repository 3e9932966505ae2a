import type { List, RootContent } from 'mdast';
import type { Span } from '../procedure.js';
import type { SourceText } from '../source-text.js';
import { answerOf, asQuestion, conditionalOf } from './conditions.js';
import { escalationUnder } from './escalation-section.js';
import { blockText, spanOf } from './markdown-source.js';
import { isStep, stepOf, type OutlineItem } from './outline.js';
import { isPlatform } from './platforms.js';
import { BlockReader } from './read-blocks.js';
import { caseName, isCase, nameOf, numberOf, roleOf } from './section-words.js';
import type { Section } from './section.js';
import { capitalised, isQuestion } from './step-words.js';
import { underHeading } from './under-heading.js';
import { WHICH } from './unwrap.js';

/** The steps of a section and of those in it. */
export function itemsOf(section: Section, source: SourceText): OutlineItem[] {
  const isIntroduction = section.level <= 1 && section.sections.length > 0;
  const reader = new BlockReader(source);
  // What stands before the first section mostly tells what the document is about.
  const own = isIntroduction ? section.blocks.filter(isOrdered) : section.blocks;
  const items = [...reader.read(own)];
  for (const run of runsOf(section.sections)) items.push(...itemsOfRun(run, items.at(-1), source));
  return items;
}

function isOrdered(block: RootContent): block is List {
  return block.type === 'list' && block.ordered === true;
}

/** What sections beside each other may be ways of: answers to what was asked, systems, or problems. */
const WAYS: ((title: string) => boolean)[] = [
  (title) =>
    title.length < 60 &&
    !conditionalOf(title, true) &&
    answerOf(title)?.rest === '' &&
    /^\W*\p{L}+\W*$/u.test(title),
  isPlatform,
  isCase,
];

/** Sections that are ways beside each other together, any other by itself. */
function runsOf(sections: readonly Section[]): Section[][] {
  const runs: Section[][] = [];
  let before: ((title: string) => boolean) | undefined;
  for (const section of sections) {
    const way = WAYS.find((is) => is(nameOf(section.title)) || is(section.title));
    if (way !== undefined && way === before) runs.at(-1)?.push(section);
    else runs.push([section]);
    before = way;
  }
  return runs;
}

function itemsOfRun(
  run: readonly Section[],
  last: OutlineItem | undefined,
  source: SourceText,
): OutlineItem[] {
  const [first] = run;
  if (!first?.heading) return [];
  if (run.length === 1) return itemsOfPart(first, source);
  const branches = run.map((section) => {
    const name = isCase(section.title) ? caseName(section.title) : nameOf(section.title);
    const label = answerOf(name)?.label ?? name.replace(/:$/, '');
    return { label, steps: itemsOf(section, source) };
  });
  if (isStep(last) && last.kind === 'question' && last.branches.length === 0) {
    last.branches.push(...branches);
    return [];
  }
  const names = branches.map(({ label }) => label).join(', ');
  return [stepOf('question', `${WHICH}${names}?`, spanOf(first.heading, source), branches)];
}

function itemsOfPart(section: Section, source: SourceText): OutlineItem[] {
  const name = nameOf(section.title);
  const escalation = escalationUnder(name, section, source);
  if (escalation) return [escalation];
  const role = roleOf(section.title);
  if (role === 'aside' || (role === 'context' && section.sections.length === 0)) return [];
  if (!section.heading) return [];
  const span = spanOf(section.heading, source);
  if (role === 'prerequisite') {
    const text = section.blocks
      .map(blockText)
      .filter((part) => part !== '')
      .join('\n');
    return text === ''
      ? []
      : [stepOf('info', `${section.title}:\n${text}`, blockSpan(section, source) ?? span)];
  }
  const items = namedItems(section, name, source);
  const [first] = items;
  const number = numberOf(section.title);
  if (number !== null && isStep(first)) first.numbers.push(number);
  return items;
}

/** The steps of a section under what its heading tells: a question, a condition, or what is done. */
function namedItems(section: Section, name: string, source: SourceText): OutlineItem[] {
  if (!section.heading) return [];
  const span = spanOf(section.heading, source);
  const isContext = roleOf(section.title) === 'context';
  const conditional = conditionalOf(name, true);
  const asked = isQuestion(name) ? name : conditional ? conditional.question : ifTitle(name);
  const answers = answersUnder(section, source);
  if (asked !== null && answers)
    return [...answers.before, stepOf('question', asked, span, answers.branches)];
  // Of a section that explains, only its subsections may tell what to do.
  const items = itemsOf(isContext ? { ...section, blocks: [] } : section, source);
  if (asked !== null && items.length > 0) {
    const [first] = items;
    if (isStep(first) && first.kind === 'question' && first.text === asked) return items;
    const steps = underHeading(capitalised(conditional?.then ?? ''), items, span);
    return [stepOf('question', asked, span, [{ label: 'yes', steps }])];
  }
  return isContext ? items : underHeading(isCase(section.title) ? '' : name, items, span);
}

/** Subsections that are the answers to the heading above them. */
function answersUnder(section: Section, source: SourceText) {
  const { sections } = section;
  if (sections.length < 2) return null;
  const answers = sections.map(
    ({ title }) => answerOf(title) ?? (isPlatform(title) ? { label: title, rest: '' } : null),
  );
  if (!answers.every((answer) => answer !== null)) return null;
  const branches = sections.map((inner, index) => {
    const { label = '', rest = '' } = answers[index] ?? {};
    const items = itemsOf(inner, source);
    const span = inner.heading ? spanOf(inner.heading, source) : source.whole();
    return { label, steps: rest === '' ? items : underHeading(capitalised(rest), items, span) };
  });
  return { before: new BlockReader(source).read(section.blocks), branches };
}

function ifTitle(title: string): string | null {
  const [, condition] = /^(?:if|when|in case(?: of)?)\s+(?!to\b)(.{3,200})$/i.exec(title) ?? [];
  return condition === undefined ? null : asQuestion(condition);
}

function blockSpan({ blocks }: Section, source: SourceText): Span | null {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return null;
  return source.span(spanOf(first, source).start_offset, spanOf(last, source).end_offset);
}
