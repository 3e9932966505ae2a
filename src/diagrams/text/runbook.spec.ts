import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../flows/document/arbitrary-flow.testing.js';
import { PRINTER_OFFLINE } from '../../flows/document/flow-document.example.js';
import { graphOf } from '../../flows/document/graph.js';
import { hostileText, withTexts } from '../hostile-flow.testing.js';
import { readingOrder } from './reading-order.js';
import { runbook } from './runbook.js';

const HEADING = {
  title: 'Printer offline',
  description: 'Nobody prints.',
  problemDomain: 'printing',
  version: 3,
};

/** What is left of a document that has a meaning: without its texts, escaped characters and entities. */
function markupOf(markdown: string): string {
  return markdown
    .replace(/\\[!-/:-@[-`{-~]/g, 'x')
    .replace(/&(?:amp|lt|gt);/g, 'x')
    .split('\n')
    .map((line) => {
      const start = /^(?:#{1,6} |[-+*] |\d+[.)] |> |=+$|-+$| {4}|\t)/.exec(line)?.[0] ?? '';
      return start + line.slice(start.length).replace(/[^\\`*_[\]<>&|~$^#]/g, '');
    })
    .filter((line) => line !== '')
    .join('\n');
}

describe('a runbook', () => {
  it('tells the steps of a flow in order, each with where it leads', () => {
    const steps = runbook(PRINTER_OFFLINE, HEADING);
    expect(steps.split('\n').slice(0, 20)).toEqual([
      '# Printer offline',
      '',
      'Nobody prints.',
      '',
      'Domain: printing  ',
      'Version: 3',
      '',
      'Start at [step 1](#step-1).',
      '',
      '## Step 1',
      '',
      '**Question**',
      '',
      'Does the printer answer a ping from the print server?',
      '',
      '- If **yes**: [step 2](#step-2)',
      '- If **no**: [step 5](#step-5)',
      '- Otherwise: [step 7](#step-7)',
      '',
      '## Step 2',
    ]);
    expect(steps.match(/^## Step \d+$/gm)).toHaveLength(7);
    expect(steps).toContain('- Go on with [step 6](#step-6)');
  });

  it('has the same markup whatever its texts are', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.array(hostileText, { minLength: 1, maxLength: 8 }), (flow, texts) => {
        const text = (index: number) => texts[index % texts.length] ?? '';
        const hostile = { title: text(0), description: text(1), problemDomain: text(2), version: 1 };
        const plain = { title: 'x', description: 'x', problemDomain: 'x', version: 1 };
        expect(markupOf(runbook(withTexts(flow, text), hostile))).toBe(
          markupOf(
            runbook(
              withTexts(flow, () => 'x'),
              plain,
            ),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('the reading order', () => {
  it('has every node once, after all that lead to it, and begins at the first entry that nothing leads to', () => {
    fc.assert(
      fc.property(arbitraryFlow({ maxNodes: 25 }), (flow) => {
        const order = readingOrder(flow);
        expect([...order].sort()).toEqual(flow.nodes.map(({ id }) => id).sort());
        const place = new Map(order.map((id, index) => [id, index]));
        for (const { from, to } of flow.edges) expect(place.get(from)).toBeLessThan(place.get(to) ?? -1);
        const { incoming } = graphOf(flow);
        const [first = ''] = flow.entries;
        if (incoming.get(first)?.length === 0) expect(order[0]).toBe(first);
      }),
    );
  });
});
