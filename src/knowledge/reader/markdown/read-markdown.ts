import type { RootContent } from 'mdast';
import { whyTooWild } from '../../../kernel/text/wild-markdown.js';
import { KNOWLEDGE_LIMITS } from '../../knowledge-limits.js';
import { titleOfName } from '../document-name.js';
import { titleOf } from '../mermaid/mermaid-text.js';
import { nothing, type Reading } from '../procedure.js';
import { SourceText } from '../source-text.js';
import { chartsOf, withoutCharts } from './charts.js';
import { leftOut } from './left-out.js';
import { parseMarkdown } from './markdown-source.js';
import { readOwnRunbook } from './own-runbook.js';
import { apart, MIN_STEPS, procedureOf } from './procedures.js';
import { caseName, isCase, isPart } from './section-words.js';
import { sectionsOf, type Section } from './section.js';
import { unwrapped } from './unwrap.js';

/**
 * Reads a runbook: sections about the problem become its description, the others its steps. A document whose sections
 * are procedures of their own, each with steps, becomes several flows. Never throws, whatever the text holds.
 * @param name what the document is called where it has no heading
 */
export function readMarkdown(text: string, name: string): Reading {
  const wild = whyTooWild(text);
  if (wild !== null) return nothing(wild);
  const source = new SourceText(text, unwrapped(text));
  const root = parseMarkdown(source);
  const whole = sectionsOf(root);
  const own = readOwnRunbook(whole, source);
  if (own) return own;
  const top = whole.sections.length === 1 ? whole.sections[0] : undefined;
  const title = frontTitle(root.children) ?? ((top && !isPart(top.title) && top.title) || titleOfName(name));
  const body: Section = top ? { ...top, blocks: [...whole.blocks, ...top.blocks] } : whole;
  if (body.sections.length > KNOWLEDGE_LIMITS.procedures)
    return nothing(
      `The document has ${body.sections.length} sections beside each other; at most ${KNOWLEDGE_LIMITS.procedures} are taken`,
    );
  const { procedures, faults } = chartsOf(body, title, source);
  const written = withoutCharts(body);
  for (const section of apart(written, source)) {
    const isNamed = section !== written && section.title !== '';
    const own = isCase(section.title) ? caseName(section.title) : section.title;
    const heading = !isNamed ? title : top ? `${title}: ${own}` : own;
    const procedure = procedureOf(section, heading, source, faults);
    if (procedure) procedures.push(procedure);
  }
  if (procedures.length === 0) return nothing(faults[0]?.detail ?? whyNothing(text, root.children), faults);
  faults.push(...leftOut(whole, procedures, source));
  return { procedures, faults: faults.slice(0, KNOWLEDGE_LIMITS.faults), nothing: null };
}

function whyNothing(text: string, blocks: readonly RootContent[]): string {
  if (text.trim() === '') return 'The document is empty';
  if (blocks.every(({ type }) => type === 'yaml' || type === 'heading'))
    return 'The document has headings, and nothing under them';
  return `No procedure was found: it takes at least ${MIN_STEPS} steps, such as a numbered list or instructions, and one of them must be something to do`;
}

function frontTitle([first]: readonly RootContent[]): string | null {
  if (first?.type !== 'yaml') return null;
  return titleOf(first.value);
}
