import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runbook } from '../../../diagrams/text/runbook.js';
import { PRINTER_OFFLINE } from '../../../flows/document/flow-document.example.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import { readMarkdown } from './read-markdown.js';
import { nodesOf, read, waysOf } from './reading.testing.js';

describe('a runbook', () => {
  it('of numbered steps is read as one after another, with the lines that each came from', () => {
    const text =
      '# Blank labels\n\nThey come out blank.\n\n## Steps\n\n1. Open the lid.\n2. Print a test label.\n';
    const { title, description, document, spans } = read(text);
    expect(title).toBe('Blank labels');
    expect(description).toContain('They come out blank.');
    expect(nodesOf(document)).toEqual(['action: Open the lid.', 'action: Print a test label.']);
    expect(waysOf(document)).toEqual(['Open the lid. > Print a test label.']);
    const span = spans.get(document.nodes[1]?.id ?? '');
    expect(span?.start_line).toBe(8);
    expect(text.slice(span?.start_offset, span?.end_offset)).toContain('Print a test label.');
  });

  it('asks what it makes conditional, and goes on with what follows on the other answer', () => {
    const { document } = read(
      '1. Print a test label.\n2. If the label is blank, clean the print head. Otherwise choose the right driver.\n3. Close the lid.\n',
    );
    const question = document.nodes.find(({ kind }) => kind === 'question');
    expect(question?.text).toMatch(/label is blank\?|is the label blank\?/i);
    const ways = waysOf(document);
    expect(ways.some((way) => /\(yes\) > Clean the print head/i.test(way))).toBe(true);
    expect(ways.some((way) => /\(no\) > Choose the right driver/i.test(way))).toBe(true);
    expect(ways.filter((way) => way.endsWith('> Close the lid.'))).toHaveLength(2);
  });

  it('has the answers of a question as a list, and may jump to a numbered step', () => {
    const { document } = read(
      '1. Is the ribbon in place?\n   - Yes: go to step 3\n   - No: put a ribbon in\n2. Close the lid.\n3. Print a test label.\n',
    );
    const ways = waysOf(document);
    expect(ways).toContain('Is the ribbon in place? (yes) > Print a test label.');
    expect(ways.some((way) => /\(no\) > Put a ribbon in/i.test(way))).toBe(true);
    expect(ways).toContain('Close the lid. > Print a test label.');
  });

  it('keeps commands with the step that they belong to, and remarks as such', () => {
    const { document } = read(
      '1. Restart the spooler:\n\n   ```\n   systemctl restart cups\n   ```\n\n2. Print a test label.\n\nNote: this ends every print.\n',
    );
    expect(nodesOf(document)[0]).toContain('systemctl restart cups');
    expect(nodesOf(document).some((node) => node.startsWith('info: Note: this ends every print'))).toBe(true);
  });

  it('keeps what a command prints with the command', () => {
    const { document } = read(
      '1. List the queues:\n\n   ```\n   lpstat -a\n   ```\n\n   Example output:\n\n   ```\n   labels accepting\n   ```\n\n2. Print a test label.\n',
    );
    expect(document.nodes.map(({ kind }) => kind)).toEqual(['action', 'action']);
    expect(document.nodes[0]?.text).toMatch(/lpstat -a[^]*Example output:[^]*labels accepting/);
  });

  it('takes a numbered heading for what it says: a condition, what is done, or the case', () => {
    const { document } = read(
      '# Jam\n\n## Fixing it\n\n### 1. If paper is stuck\n\nOpen the lid.\n\n### 2. If the lamp blinks, replace the roller\n\nTake the old one out.\n\n### 3. Put it back together\n\nThe lid clicks.\n\nClose the lid.\n\n### Step 4: Worn gears\n\nCall the vendor.\n\n### 5. Verify\n\nPrint a page.\n',
    );
    expect(nodesOf(document)).toEqual([
      'question: Paper is stuck?',
      'action: Open the lid.',
      'question: The lamp blinks?',
      'action: Replace the roller\nTake the old one out.',
      'action: Put it back together\nThe lid clicks.',
      'action: Close the lid.',
      'escalation: Worn gears: Call the vendor.',
      'action: Print a page.',
    ]);
    expect(waysOf(document)).toContain('Paper is stuck? (no) > The lamp blinks?');
  });

  it('keeps an explanation with the command after it, which stands where its condition stands', () => {
    const { document } = read(
      '# Jam\n\nThe log tells which tray it is.\n\n```\nlog\n```\n\nIf it is tray 2, reset it.\n\n```\nreset 2\n```\n\nIf the lamp blinks (red, amber), look at the counter:\n\n```\ncount\n```\n\nIf needed, print a page:\n\n```\nprint\n```\n\nExample:\n\n```\nABC\n```\n',
    );
    const code = (command: string): string => `\n\`\`\`\n${command}\n\`\`\``;
    expect(nodesOf(document)).toEqual([
      `action: The log tells which tray it is.${code('log')}`,
      'question: It is tray 2?',
      `action: Reset it.${code('reset 2')}`,
      'question: The lamp blinks (red, amber)?',
      `action: Look at the counter:${code('count')}`,
      `action: If needed, print a page:${code('print')}\nExample:${code('ABC')}`,
    ]);
  });

  it('takes lines of one paragraph that each tell to do something as steps, and running text as one', () => {
    expect(nodesOf(read('Check the toner.\nCheck the drum.\nPrint a page.\n').document)).toEqual([
      'action: Check the toner.',
      'action: Check the drum.',
      'action: Print a page.',
    ]);
    const wrapped = 'Check the toner, then\nthe drum. Clean both.\n\nPrint a page.\n';
    expect(nodesOf(read(wrapped).document)[0]).toBe('action: Check the toner, then the drum. Clean both.');
  });

  it('takes no reference for something to do, and leaves out what nobody has written yet', () => {
    const { document } = read(
      '1. Open the lid.\n2. See [the manual](https://example.com/manual).\n3. For more information, read the handbook of the printer.\n4. TODO\n5. N/A\n6. Close the lid.\n\nTBD\n',
    );
    expect(nodesOf(document)).toEqual([
      'action: Open the lid.',
      'info: See the manual (https://example.com/manual).',
      'info: For more information, read the handbook of the printer.',
      'action: Close the lid.',
    ]);
  });

  it('knows that somebody else is asked, whatever is done before that', () => {
    const { document } = read(
      '1. Open the case of the printer and clean it.\n2. Log in to the portal and open a support case.\n',
    );
    expect(nodesOf(document)).toEqual([
      'action: Open the case of the printer and clean it.',
      'escalation: Log in to the portal and open a support case.',
    ]);
  });

  it('reads a table of cases as a question', () => {
    const { document } = read(
      '# Lamp codes\n\n## Steps\n\n| Lamp | Action |\n| --- | --- |\n| red | Replace the ribbon |\n| amber | Load paper |\n',
    );
    expect(waysOf(document)).toEqual(
      expect.arrayContaining(['Lamp? (red) > Replace the ribbon', 'Lamp? (amber) > Load paper']),
    );
  });

  it('takes a list of conditions and labels as the answers of the question before it', () => {
    const { document } = read(
      'Which lamp is lit?\n\n- If the red one blinks, call the vendor.\n- Green: print a page.\n- Otherwise: restart it.\n',
    );
    expect(waysOf(document)).toEqual([
      'Which lamp is lit? (the red one blinks) > Call the vendor.',
      'Which lamp is lit? (Green) > Print a page.',
      'Which lamp is lit? (any) > Restart it.',
    ]);
    expect(nodesOf(document)[1]).toBe('escalation: Call the vendor.');
  });

  it('reads steps within steps in their order', () => {
    const { document } = read(
      '1. Open the lid.\n   - Remove the tray.\n   - Remove the toner.\n2. Close the lid.\n',
    );
    expect(waysOf(document)).toEqual([
      'Open the lid. > Remove the tray.',
      'Remove the tray. > Remove the toner.',
      'Remove the toner. > Close the lid.',
    ]);
  });

  it('tells a way back as a step, and says so', () => {
    const { document, faults } = read(
      '1. Restart it.\n2. Does it work?\n   - Yes: close the ticket\n   - No: go back to step 1\n',
    );
    expect(nodesOf(document).at(-1)).toBe('info: Go back to: Restart it.');
    expect(faults).toEqual([
      {
        detail: expect.stringContaining('a flow has no cycles'),
        span: expect.objectContaining({ start_line: 2 }),
      },
    ]);
  });

  it('whose sections are parts is one flow', () => {
    const { procedures } = readMarkdown(
      '# VPN\n\n## Diagnosis\n\n1. Check it.\n2. Ping it.\n\n## Mitigation\n\n1. Reset it.\n2. Sign in.\n',
      'x.md',
    );
    expect(procedures.map(({ document }) => document.nodes.length)).toEqual([4]);
  });

  it('that this program wrote comes back as the flow that it was written from', () => {
    const heading = {
      title: 'Printer | offline',
      description: 'For *all*.',
      problemDomain: 'printing',
      version: 2,
    };
    const procedure = read(runbook(PRINTER_OFFLINE, heading));
    expect(procedure).toMatchObject({
      ...{ title: 'Printer | offline', description: 'For *all*.', problemDomain: 'printing', faults: [] },
    });
    const parts = (flow: FlowDocument) => [nodesOf(flow).sort(), waysOf(flow).sort()];
    expect(parts(procedure.document)).toEqual(parts(PRINTER_OFFLINE));
  });

  it('of several procedures, each under its heading, becomes as many flows', () => {
    const { procedures } = readMarkdown(
      '# Label printer\n\n## Changing the ribbon\n\n1. Open the lid.\n2. Put the ribbon in.\n\n## Aligning the head\n\n1. Print the pattern.\n2. Turn the screw.\n',
      'x.md',
    );
    expect(procedures.map(({ title }) => title)).toEqual([
      'Label printer: Changing the ribbon',
      'Label printer: Aligning the head',
    ]);
  });

  it.each([
    ['', 'The document is empty'],
    ['# Only a heading\n', 'headings, and nothing under them'],
    ['# Why\n\nPrinters are a fine invention of old.\n', 'No procedure was found'],
    ['# One step\n\n1. Open the lid.\n', 'No procedure was found'],
    ['Is it on?\n\nIs it plugged in?', 'No procedure was found'],
    [`If it, ${'or it, '.repeat(9_000)}`, 'No procedure was found'],
    [`${'> '.repeat(9_000)}x`, 'too deeply'],
    [`${' '.repeat(150)}- x`, 'too deeply'],
    ['['.repeat(5_000), 'more than 4000 marks'],
    ['x\n'.repeat(5_001), 'more than 5000 lines'],
    ['# A\n'.repeat(300), '300 sections beside each other'],
  ])('that holds no procedure says why: %#', (text, reason) => {
    const reading = readMarkdown(text, 'x.md');
    expect(reading.procedures).toEqual([]);
    expect(reading.nothing).toContain(reason);
  });

  it('gives sound flows or a reason, whatever the text, and never throws', () => {
    const piece = fc.constantFrom(
      ...[
        '# A',
        '## Steps',
        '1. Open it.',
        '2. Is it on?',
        '   - Yes: go to step 1',
        '- No: stop',
        '- check it',
      ],
      ...[
        'If it is off, press it. Otherwise wait.',
        'Otherwise call the vendor.',
        '```\nrun\n```',
        '> Note: hot',
      ],
      ...[
        '| A | Action |\n| - | - |\n| x | Check it |\n| y | Press it |',
        'Escalate to the team.',
        '',
        '---',
        '*',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('\n\n')),
    );
    fc.assert(
      fc.property(text, (content) => {
        const { procedures, nothing } = readMarkdown(content, 'x.md');
        expect(procedures.length === 0).toBe(nothing !== null);
        for (const { document, spans } of procedures) {
          expect(validateFlowDocument(document).ok).toBe(true);
          for (const { id } of document.nodes) expect(spans.has(id)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
