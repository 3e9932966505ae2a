import { KNOWLEDGE_LIMITS } from '../../knowledge-limits.js';
import { clean } from '../flow-sketch.js';
import type { Procedure, ReadFault } from '../procedure.js';
import type { SourceText } from '../source-text.js';
import { blockText, spanOf } from './markdown-source.js';
import { sketchOutline } from './outline-flow.js';
import { isStep, type OutlineItem } from './outline.js';
import { isCase, isPart, roleOf } from './section-words.js';
import { itemsOf } from './section-steps.js';
import type { Section } from './section.js';

/** Fewer steps are no procedure; the flywheel learns from no fewer either. */
export const MIN_STEPS = 2;
const TITLE = 255;
const DESCRIPTION = 2_000;

/** The sections that are procedures of their own; the body itself where it is one. */
export function apart(body: Section, source: SourceText): Section[] {
  const cases = casesApart(body, source);
  if (cases) return cases;
  const candidates = body.sections.filter(({ title }) => !isPart(title));
  if (candidates.length < 2 || candidates.length < body.sections.length / 2) return [body];
  const whole = candidates.filter((section) => isProcedure(itemsOf(section, source)));
  if (whole.length < 2 || whole.length < candidates.length / 2) return [body];
  // Steps that stand beside them belong to all of them, so that it is one procedure.
  const beside = body.sections.filter((section) => !whole.includes(section));
  const isOne = beside.some(
    (section) =>
      roleOf(section.title) === 'steps' &&
      itemsOf(section, source).some((item) => isStep(item) && item.kind !== 'info'),
  );
  return isOne ? [body] : whole;
}

/** "Problem A", "Problem B": each with the parts that stand before and after them all. */
function casesApart(body: Section, source: SourceText): Section[] | null {
  const cases = body.sections.filter(({ title }) => isCase(title));
  if (cases.length < 2 || !cases.every((section) => isProcedure(itemsOf(section, source)))) return null;
  const first = body.sections.findIndex(({ title }) => isCase(title));
  const last = body.sections.findLastIndex(({ title }) => isCase(title));
  const parts = (sections: readonly Section[]): Section[] => sections.filter(({ title }) => !isCase(title));
  return cases.map((section) => ({
    ...section,
    level: 1,
    blocks: [],
    sections: [
      ...parts(body.sections.slice(0, first)),
      { ...section, title: '' },
      ...parts(body.sections.slice(last + 1)),
    ],
  }));
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

/** A section as a flow; null where it holds none, or with a fault one that is too large. */
export function procedureOf(
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
