import type { RootContent } from 'mdast';
import { KNOWLEDGE_LIMITS } from '../../knowledge-limits.js';
import { titleOfName } from '../document-name.js';
import { clean } from '../flow-sketch.js';
import { nothing, type Procedure, type ReadFault, type Reading } from '../procedure.js';
import { SourceText } from '../source-text.js';
import { asQuestion, conditionalOf } from './conditions.js';
import { blockText, parseMarkdown, spanOf } from './markdown-source.js';
import { sketchOutline } from './outline-flow.js';
import { isStep, stepOf, type OutlineItem } from './outline.js';
import { readOwnRunbook } from './own-runbook.js';
import { BlockReader } from './read-blocks.js';
import { isPart, nameOf, roleOf, sectionsOf, type Section } from './section.js';
import { capitalised, isQuestion } from './step-words.js';
import { underHeading } from './under-heading.js';
import { whyTooWild } from './wild-text.js';

/** Fewer steps are no procedure; the flywheel learns from no fewer either. */
const MIN_STEPS = 2;
const TITLE = 255;
const DESCRIPTION = 2_000;

/**
 * Reads a runbook: sections about the problem become its description, the others its steps. A document whose sections
 * are procedures of their own, each with steps, becomes several flows. Never throws, whatever the text holds.
 * @param name what the document is called where it has no heading
 */
export function readMarkdown(text: string, name: string): Reading {
  const wild = whyTooWild(text);
  if (wild !== null) return nothing(wild);
  const source = new SourceText(text);
  const root = parseMarkdown(source);
  const whole = sectionsOf(root);
  const own = readOwnRunbook(whole, source);
  if (own) return own;
  const top = whole.sections.length === 1 ? whole.sections[0] : undefined;
  const title =
    top?.title ||
    (whole.sections.length === 0 ? titleOfName(name) : (frontTitle(root.children) ?? titleOfName(name)));
  const body: Section = top ? { ...top, blocks: [...whole.blocks, ...top.blocks] } : whole;
  const faults: ReadFault[] = [];
  if (body.sections.length > KNOWLEDGE_LIMITS.procedures)
    return nothing(
      `The document has ${body.sections.length} sections beside each other; at most ${KNOWLEDGE_LIMITS.procedures} are taken`,
    );
  const procedures = apart(body, source).flatMap((section): Procedure[] => {
    const heading =
      section === body
        ? title
        : section.title === ''
          ? title
          : top
            ? `${title}: ${section.title}`
            : section.title;
    const procedure = procedureOf(section, heading, source, faults);
    return procedure ? [procedure] : [];
  });
  if (procedures.length > 0) return { procedures, faults, nothing: null };
  const reason = faults[0]?.detail ?? whyNothing(text, root.children);
  return nothing(reason, faults);
}

/** The sections that are procedures of their own; the body itself where it is one. */
function apart(body: Section, source: SourceText): Section[] {
  const candidates = body.sections.filter(({ title }) => !isPart(title));
  if (candidates.length < 2 || candidates.length < body.sections.length / 2) return [body];
  const whole = candidates.filter((section) => isProcedure(itemsOf(section, source)));
  return whole.length >= 2 && whole.length >= candidates.length / 2 ? whole : [body];
}

function isProcedure(items: readonly OutlineItem[]): boolean {
  const steps = allSteps(items).filter(({ kind }) => kind !== 'info');
  return steps.length >= MIN_STEPS && steps.some(({ kind }) => kind !== 'question');
}

function allSteps(items: readonly OutlineItem[]): Extract<OutlineItem, { branches: unknown }>[] {
  return items
    .filter(isStep)
    .flatMap((step) => [step, ...step.branches.flatMap(({ steps }) => allSteps(steps))]);
}

function procedureOf(
  section: Section,
  title: string,
  source: SourceText,
  faults: ReadFault[],
): Procedure | null {
  const items = itemsOf(section, source);
  if (!isProcedure(items)) return null;
  const sketch = sketchOutline(items);
  if (sketch.size > KNOWLEDGE_LIMITS.nodes) {
    const span = section.heading ? spanOf(section.heading, source) : null;
    faults.push({
      detail: `The procedure "${title}" has ${sketch.size} steps; at most ${KNOWLEDGE_LIMITS.nodes} are taken`,
      span,
    });
    return null;
  }
  const finished = sketch.finish();
  if (!finished) return null;
  return {
    title: clean(title, TITLE),
    description: descriptionOf(section),
    problemDomain: null,
    ...finished,
  };
}

/** The steps of a section and of those in it. */
function itemsOf(section: Section, source: SourceText): OutlineItem[] {
  const isIntroduction = section.level <= 1 && section.sections.length > 0;
  const reader = new BlockReader(source);
  // What stands before the first section mostly tells what the document is about.
  const own = isIntroduction ? section.blocks.filter(({ type }) => type === 'list') : section.blocks;
  const steps = reader.read(own.filter((block) => !isIntroduction || isOrdered(block)));
  return [...steps, ...section.sections.flatMap((inner) => itemsOfPart(inner, source))];
}

function isOrdered(block: RootContent): boolean {
  return block.type === 'list' && block.ordered === true;
}

function itemsOfPart(section: Section, source: SourceText): OutlineItem[] {
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
  // Of a section that explains, only its subsections may tell what to do.
  const items = itemsOf(role === 'context' ? { ...section, blocks: [] } : section, source);
  const name = nameOf(section.title);
  const conditional = conditionalOf(name, true);
  const asked = isQuestion(name) ? name : conditional ? conditional.question : ifTitle(name);
  if (asked !== null && items.length > 0) {
    const [first] = items;
    if (isStep(first) && first.kind === 'question' && first.text === asked) return items;
    const steps = underHeading(capitalised(conditional?.then ?? ''), items, span);
    return [stepOf('question', asked, span, [{ label: 'yes', steps }])];
  }
  return role === 'context' ? items : underHeading(name, items, span);
}

function ifTitle(title: string): string | null {
  const [, condition] = /^(?:if|when|in case(?: of)?)\s+(?!to\b)(.{3,200})$/i.exec(title) ?? [];
  return condition === undefined ? null : asQuestion(condition);
}

function blockSpan({ blocks }: Section, source: SourceText) {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) return null;
  return source.span(spanOf(first, source).start_offset, spanOf(last, source).end_offset);
}

/** What is said about the problem: the introduction and the sections that explain. */
function descriptionOf(section: Section): string | null {
  const parts = [
    ...(section.sections.length > 0 ? section.blocks : []),
    ...section.sections.filter(({ title }) => roleOf(title) === 'context').flatMap(({ blocks }) => blocks),
  ];
  const text = parts
    .filter(({ type }) => type === 'paragraph' || type === 'list')
    .map(blockText)
    .join('\n\n');
  return text === '' ? null : clean(text, DESCRIPTION);
}

function whyNothing(text: string, blocks: readonly RootContent[]): string {
  if (text.trim() === '') return 'The document is empty';
  if (blocks.every(({ type }) => type === 'yaml' || type === 'heading'))
    return 'The document has headings, and nothing under them';
  return `No procedure was found: it takes at least ${MIN_STEPS} steps, such as a numbered list or instructions, and one of them must be something to do`;
}

function frontTitle([first]: readonly RootContent[]): string | null {
  if (first?.type !== 'yaml') return null;
  const [, title] = /^title:\s*["']?(.+?)["']?\s*$/m.exec(first.value) ?? [];
  return title ?? null;
}
