import type { Code, RootContent } from 'mdast';
import { clean } from '../flow-sketch.js';
import { isFlowchart } from '../mermaid/parse-mermaid.js';
import { readMermaid } from '../mermaid/read-mermaid.js';
import type { Procedure, ReadFault, Span } from '../procedure.js';
import type { SourceText } from '../source-text.js';
import { spanOf } from './markdown-source.js';
import type { Section } from './section.js';

/** Flowcharts that stand in a document, each as a procedure that is called by the heading above it. */
export interface Charts {
  procedures: Procedure[];
  faults: ReadFault[];
}

export function isChart(block: RootContent): block is Code {
  return block.type === 'code' && block.lang?.toLowerCase() === 'mermaid' && isFlowchart(block.value);
}

/** Reads the charts of a section and of those in it. */
export function chartsOf(section: Section, title: string, source: SourceText): Charts {
  const found: Charts = { procedures: [], faults: [] };
  for (const block of section.blocks.filter(isChart)) {
    const { start_line } = spanOf(block, source);
    const inDocument = ({ start_line: from, end_line: to }: Span): Span =>
      source.linesFrom(start_line + from, start_line + to);
    const placed = (faults: readonly ReadFault[]): ReadFault[] =>
      faults.map(({ detail, span }) => ({ detail, span: span && inDocument(span) }));
    const reading = readMermaid(block.value, title);
    if (reading.nothing !== null)
      found.faults.push({
        detail: `A flowchart is not read: ${reading.nothing}`,
        span: spanOf(block, source),
      });
    for (const procedure of reading.procedures)
      found.procedures.push({
        ...procedure,
        title: clean(title, 255),
        spans: new Map([...procedure.spans].map(([id, span]) => [id, inDocument(span)])),
        faults: placed(procedure.faults),
      });
  }
  for (const inner of section.sections) {
    const { procedures, faults } = chartsOf(inner, `${title}: ${inner.title}`, source);
    found.procedures.push(...procedures);
    found.faults.push(...faults);
  }
  return found;
}

/** A section without its charts. */
export function withoutCharts(section: Section): Section {
  return {
    ...section,
    blocks: section.blocks.filter((block) => !isChart(block)),
    sections: section.sections.map(withoutCharts),
  };
}
