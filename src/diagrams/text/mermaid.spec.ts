import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../flows/document/flow-document.example.js';
import { diagramOfChange, diagramOfFlow } from '../diagram.js';
import { hostileDiagram } from '../hostile-flow.testing.js';
import { diagramMermaid } from './mermaid.js';

const LABEL = String.raw`"(?:[\p{L}\p{M}\p{N} .,?!()/+-]|#\d+;|<br/>)*"`;
const LINES = [
  String.raw`n\d+(?:\{\{${LABEL}\}\}|\[${LABEL}\]|\[/${LABEL}/\]|\(\[${LABEL}\]\)|\[\[${LABEL}\]\]):::[a-z]+`,
  String.raw`s\d+\(\[${LABEL}\]\) --> n\d+`,
  String.raw`n\d+ (?:-->|-\.->)(?:\|${LABEL}\|)? n\d+`,
  String.raw`subgraph legend \["Legend"\]`,
  String.raw`  l\d\[${LABEL}\]:::[a-z]+`,
  'end',
  String.raw`classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}(?:,stroke-dasharray:6 3)?`,
  String.raw`linkStyle [\d,]+ stroke:#[0-9a-f]{6},stroke-width:2px`,
];
const LINE = new RegExp(`^  (?:${LINES.join('|')})$`, 'u');
const TITLE = /^title: "(?:[\p{L}\p{M}\p{N} .,?!()/+-]|\\u[0-9a-f]{4})*"$/u;

describe('the Mermaid of a diagram', () => {
  it('is lines of the known forms, whatever the texts are', () => {
    fc.assert(
      fc.property(hostileDiagram, (diagram) => {
        const [open, title, close, kind, ...lines] = diagramMermaid(diagram).trimEnd().split('\n');
        expect([open, close, kind]).toEqual(['---', '---', 'flowchart TB']);
        expect(title).toMatch(TITLE);
        expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
        // Mermaid would take it for a list, and show no label at all.
        expect(
          lines.filter((line) => /(?:"|<br\/>)\s*\d*[-+.)]/.test(line.replace(/"\S*:::.*|"\|.*/, ''))),
        ).toEqual([]);
        const count = (form: RegExp) => lines.filter((line) => form.test(line)).length;
        expect(count(/^ {2}n\d+[[({]/)).toBe(diagram.nodes.length);
        expect(count(/^ {2}n\d+ /)).toBe(diagram.edges.length);
      }),
      { numRuns: 300 },
    );
  });

  it('says a text again once its entities are read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (word) => {
        const text = word.replace(/\s|\p{Cc}/gu, '') || 'x';
        const flow = {
          ...PRINTER_OFFLINE,
          entries: [],
          nodes: [{ id: 'a', kind: 'action' as const, text }],
          edges: [],
        };
        const source = diagramMermaid(diagramOfFlow(flow, { title: '', caption: '' }));
        const label = /ACTION<br\/>(.*)"\]:::action/.exec(source)?.[1] ?? '';
        const read = label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
        expect(read).toBe(text);
      }),
    );
  });

  it.each([
    ['1. Restart the spooler', '1#46; Restart the spooler'],
    ['12) Restart', '12#41; Restart'],
    ['- Restart', '#45; Restart'],
    ['+ 1 - 2', '#43; 1 - 2'],
    ['3.5 V', '3#46;5 V'],
    ['2 - 1.', '2 - 1.'],
  ])('lets no line of a label look like a list: %j', (text, expected) => {
    const nodes = [{ id: 'a', kind: 'action' as const, text }];
    const flow = { ...PRINTER_OFFLINE, entries: [], nodes, edges: [] };
    expect(diagramMermaid(diagramOfFlow(flow, { title: '', caption: '' }))).toContain(
      `n0["ACTION<br/>${expected}"]:::action`,
    );
  });

  it('draws a change with its legend and its lines in colour', () => {
    const source = diagramMermaid(
      diagramOfChange(PRINTER_OFFLINE_LATER, PRINTER_OFFLINE_DIFF, {
        title: 'Printer',
        caption: 'Version 1',
      }),
    );
    expect(source).toContain(
      '["#43; ACTION<br/>Replace the driver with the Type 3<br/>driver of the vendor."]:::added',
    );
    expect(source).toMatch(/n\d -->\|"#43; still offline"\| n\d/);
    expect(source).toContain('l0["#43; Added#58; 1 step, 2 ways"]:::added');
    expect(source).toMatch(/linkStyle \d+,\d+ stroke:/);
  });
});
