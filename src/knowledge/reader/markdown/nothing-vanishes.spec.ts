import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import type { Procedure, Reading } from '../procedure.js';
import { arbitraryMarkdown, arbitraryRunbook } from './arbitrary-runbook.testing.js';
import { readMarkdown } from './read-markdown.js';

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** All that a procedure says: its title, what it is about, its steps and their answers. */
function saidBy({ title, description, document: { nodes, edges } }: Procedure): string {
  const labels = edges.map(({ condition }) => condition?.label ?? '');
  return [title, description ?? '', ...nodes.map(({ text }) => text), ...labels].map(words).join(' | ');
}

/** What a line says without the marks of lists, quotations and tables, and the answer that begins an item: each part. */
function partsOf(line: string): string[] {
  const bare = line.replace(/^[\s>]*(?:#+ |[-*] |\d+\. )?/, '').replace(/^(?:yes|no):/i, '');
  return bare.split('|').map(words);
}

/** Lines that stand neither in what was read nor among what was left out. */
function vanished(text: string, { procedures, faults }: Reading): string[] {
  const said = procedures.map(saidBy).join(' | ');
  const leftOut = [...faults, ...procedures.flatMap((each) => each.faults)].flatMap(({ span }) => span ?? []);
  return text.split('\n').filter((line, i) => {
    const number = i + 1;
    // Headings part a document, and what a table's columns are called is said by what becomes of them.
    if (/^(?:#|```|\| (?:---|Symptom ))/.test(line)) return false;
    if (leftOut.some(({ start_line: from, end_line: to }) => from <= number && number <= to)) return false;
    return partsOf(line).some((part) => !said.includes(part));
  });
}

describe('whatever a runbook holds', () => {
  it('stands in what was read, or is listed as left out with its lines', () => {
    let read = 0;
    fc.assert(
      fc.property(arbitraryRunbook, (text) => {
        const reading = readMarkdown(text, 'x.md');
        if (reading.nothing !== null) return;
        read++;
        expect(vanished(text, reading)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('keeps its order', () => {
    fc.assert(
      fc.property(arbitraryRunbook, (text) => {
        for (const { document, spans } of readMarkdown(text, 'x.md').procedures) {
          const lines = document.nodes.map(({ id }) => spans.get(id)?.start_line ?? NaN);
          expect(lines).toEqual([...lines].sort((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives sound flows with their lines, or a reason, of any Markdown, and never throws', () => {
    fc.assert(
      fc.property(arbitraryMarkdown, (text) => {
        const { procedures, nothing } = readMarkdown(text, 'x.md');
        expect(procedures.length === 0).toBe(nothing !== null);
        const count = text.split('\n').length;
        for (const { document, spans } of procedures) {
          expect(validateFlowDocument(document).ok).toBe(true);
          for (const { id } of document.nodes) {
            const { start_line: from = 0, end_line: to = 0 } = spans.get(id) ?? {};
            expect(1 <= from && from <= to && to <= count).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('would be missed, if it vanished', () => {
    const text = '# Dark screen\n\n1. Press the key.\n2. Wait.\n\n> Ask the plumber.\n';
    const reading = readMarkdown(text, 'x.md');
    expect(vanished(text, reading)).toEqual([]);
    const [procedure] = reading.procedures;
    if (!procedure) throw new Error('nothing was read');
    const document = { ...procedure.document, nodes: procedure.document.nodes.slice(0, 1) };
    const less = { ...reading, faults: [], procedures: [{ ...procedure, description: null, document }] };
    expect(vanished(text, less)).toContain('2. Wait.');
  });
});
