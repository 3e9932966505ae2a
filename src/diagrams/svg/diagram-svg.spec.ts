import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../flows/document/flow-document.example.js';
import { oneLine } from '../../flows/document/one-line.js';
import { diagramSvg } from './diagram-svg.js';
import { diagramOfChange, diagramOfFlow, type Diagram } from '../diagram.js';
import { DrawingService } from '../drawing.service.js';
import { numbered } from './notes.js';
import { hostileDiagram } from '../hostile-flow.testing.js';

const drawing = new DrawingService();

afterAll(() => drawing.onModuleDestroy());

const HEADING = { title: 'Printer offline', caption: 'Version 1' };
const ELEMENTS = ['svg', 'title', 'rect', 'g', 'polygon', 'path', 'text'];
const ATTRIBUTE = / ([a-zA-Z-]+)="([^"<>&]*)"/g;
const ATTRIBUTES =
  /^(xmlns|version|role|width|height|viewBox|font-family|fill|fill-opacity|transform|x|y|rx|points|d|stroke|stroke-width|stroke-dasharray|font-size|font-weight|text-decoration|direction|text-anchor)$/;

/** Reads an XML document of elements and texts, strictly; throws at whatever else it holds. */
function readXml(source: string): { element: string; text: string }[] {
  const read: { element: string; text: string }[] = [];
  const open: string[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<>&]*")*)(\/?)>|((?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+)/gy;
  let at = 0;
  for (const match of source.matchAll(token)) {
    if (match.index !== at) break;
    at += match[0].length;
    const [, closing, element = '', attributes = '', empty, text] = match;
    if (text !== undefined) {
      if (/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
        throw new Error('no character');
      read.push({ element: open.at(-1) ?? '', text: decoded(text) });
    } else if (closing) {
      if (open.pop() !== element) throw new Error(`${element} closes nothing`);
    } else {
      if (!ELEMENTS.includes(element)) throw new Error(`an element ${element}`);
      for (const [, name = ''] of attributes.matchAll(ATTRIBUTE))
        if (!ATTRIBUTES.test(name)) throw new Error(`an attribute ${name}`);
      if (!empty) open.push(element);
    }
  }
  if (at < source.length || open.length > 0) throw new Error(`no XML: ${source.slice(at, at + 60)}`);
  return read;
}

function decoded(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&([a-z0-9#]+);/g, (_, name: string) => entities[name] ?? '');
}

/** A layout that has everything in one place, for what does not depend on it. */
function heaped(diagram: Diagram) {
  const point = { x: 10, y: 10 };
  const named = <T>(letter: string, count: number, value: T) =>
    Array.from({ length: count }, (_, index): [string, T] => [`${letter}${index}`, value]);
  const edge = { curve: [point, point, point, point], label: point };
  const { entries, nodes, edges } = diagram;
  return {
    width: 20,
    height: 20,
    boxes: new Map([...named('s', entries.length, point), ...named('n', nodes.length, point)]),
    edges: new Map([...named('t', entries.length, edge), ...named('e', edges.length, edge)]),
  };
}

/** The texts of the elements of one name. */
function textsIn(svg: string, element: string): string[] {
  return readXml(svg)
    .filter((part) => part.element === element)
    .map(({ text }) => text);
}

interface Box {
  x: number;
  y: number;
  right: number;
  bottom: number;
}

/** Where the boxes of one kind are. */
function boxesOf(svg: string, kind: string): Box[] {
  const box = new RegExp(
    `<title>${kind}[^<]*</title><rect x="([\\d.]+)" y="([\\d.]+)" width="([\\d.]+)" height="([\\d.]+)"`,
    'g',
  );
  return [...svg.matchAll(box)]
    .map((match) => match.slice(1).map(Number))
    .map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, right: x + width, bottom: y + height }));
}

function overlapping(boxes: Box[]): [Box, Box][] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => !(a.right < b.x || b.right < a.x || a.bottom < b.y || b.bottom < a.y))
      .map((b): [Box, Box] => [a, b]),
  );
}

describe('the SVG of a diagram', () => {
  it('is well-formed and holds nothing but shapes and texts, whatever the texts are', () => {
    fc.assert(
      fc.property(hostileDiagram.map(numbered), (diagram) => {
        const titles = textsIn(diagramSvg(diagram, heaped(diagram)).svg, 'title');
        expect(titles[0]).toBe(oneLine(diagram.title));
        expect(titles.slice(1).map((title) => title.replace(/^\w+: /, ''))).toEqual([
          ...diagram.nodes.map(({ text }) => oneLine(text)),
          ...diagram.edges.flatMap(({ label }) => (label === null ? [] : [oneLine(label)])),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('says below the drawing, by number, what does not fit into it', async () => {
    const long = (word: string) => Array.from({ length: 120 }, (_, index) => `${word}${index}`).join(' ');
    const [first, ...others] = PRINTER_OFFLINE.nodes;
    const [edge, ...edges] = PRINTER_OFFLINE.edges;
    if (!first || !edge) throw new Error('the example has nodes and edges');
    const flow: FlowDocument = {
      ...PRINTER_OFFLINE,
      nodes: [{ ...first, text: long('step') }, ...others],
      edges: [{ ...edge, condition: { label: long('answer') } }, ...edges],
    };
    const svg = await drawing.svg(diagramOfFlow(flow, HEADING));
    const texts = textsIn(svg, 'text');
    expect(texts.filter((text) => /… \[\d\]$/.test(text)).map((text) => text.slice(-3))).toEqual([
      '[1]',
      '[2]',
    ]);
    const notes = texts.slice(texts.indexOf('WHOLE TEXTS') + 1).join(' ');
    expect(notes).toBe(`[1] Question: ${long('step')} [2] Condition: ${long('answer')}`);
    expect(textsIn(svg, 'title')).toEqual(
      expect.arrayContaining([`Question: ${long('step')}`, `Condition: ${long('answer')}`]),
    );
    const plain = await drawing.svg(diagramOfFlow(PRINTER_OFFLINE, HEADING));
    expect(textsIn(plain, 'text')).not.toContain('WHOLE TEXTS');
  });

  it('writes to the left what is of a script that does', async () => {
    const [first, ...others] = PRINTER_OFFLINE.nodes;
    if (!first) throw new Error('the example has nodes');
    const flow = {
      ...PRINTER_OFFLINE,
      nodes: [{ ...first, text: '(1) هل تستجيب الطابعة؟ LaserJet' }, ...others],
    };
    const svg = await drawing.svg(diagramOfFlow(flow, HEADING));
    expect(svg.match(/ direction="rtl"[^>]*>[^<]*/g)).toEqual([
      ' direction="rtl" text-anchor="middle">(1) هل تستجيب الطابعة؟ LaserJet',
    ]);
  });

  it('shows every step and condition of a flow, without a legend', async () => {
    const svg = await drawing.svg(diagramOfFlow(PRINTER_OFFLINE, HEADING));
    const words = textsIn(svg, 'text').join(' ');
    for (const { text } of PRINTER_OFFLINE.nodes) expect(words).toContain(text);
    expect(words).toContain('any other');
    expect(words).not.toContain('Unchanged');
    expect(textsIn(svg, 'text').filter((text) => text === 'QUESTION')).toHaveLength(2);
    expect(
      new Set(
        svg
          .match(/viewBox="0 0 (\d+) (\d+)"/)
          ?.slice(1)
          .map(Number)
          .map((size) => size > 200),
      ),
    ).toEqual(new Set([true]));
  });

  it('marks what a change adds, removes and changes, and counts it in the legend', async () => {
    const without: FlowDocument = {
      ...PRINTER_OFFLINE_LATER,
      nodes: PRINTER_OFFLINE_LATER.nodes
        .filter(({ id }) => id !== 'vendor')
        .map((node) => (node.id === 'cable' ? { ...node, text: 'Replace the cable.' } : node)),
      edges: PRINTER_OFFLINE_LATER.edges.filter(({ to }) => to !== 'vendor'),
    };
    const diff = diffFlowDocuments(PRINTER_OFFLINE, without, 1);
    const texts = textsIn(await drawing.svg(diagramOfChange(without, diff, HEADING)), 'text');
    expect(texts.filter((text) => /^[+~-] [A-Z]/.test(text)).sort()).toEqual([
      '+ ACTION',
      '+ Added: 1 step, 2 ways',
      '- ESCALATE',
      '- Removed: 1 step, 1 way',
      '~ ACTION',
      '~ Changed: 1 step, 0 ways',
    ]);
    expect(texts).toEqual(
      expect.arrayContaining(['Replace the cable.', 'BEFORE', '- any other', '+ still offline']),
    );
    expect(texts.join(' ')).toContain('Reseat the network cable');
  });

  it('puts no box upon another', async () => {
    const diagram = diagramOfChange(PRINTER_OFFLINE_LATER, PRINTER_OFFLINE_DIFF, HEADING);
    const svg = await drawing.svg(diagram);
    const boxes = boxesOf(svg, 'Action');
    expect(boxes).toHaveLength(4);
    expect(overlapping(boxes)).toEqual([]);
  });

  it('leads to the right where it would be too wide downwards', async () => {
    const ends = Array.from({ length: 39 }, (_, index) => ({
      id: `end${index}`,
      kind: 'action' as const,
      text: `Replace the part that error code ${index} of the manual names, and run the self-test.`,
    }));
    const flow: FlowDocument = {
      schema_version: 1,
      entries: ['code'],
      nodes: [{ id: 'code', kind: 'question', text: 'Which error code is shown?' }, ...ends],
      edges: ends.map(({ id }, index) => ({
        id: `e${index}`,
        from: 'code',
        to: id,
        condition: { label: `${index}` },
      })),
    };
    const svg = await drawing.svg(diagramOfFlow(flow, HEADING));
    const [, width] = /viewBox="0 0 (\d+) \d+"/.exec(svg) ?? [];
    expect(Number(width)).toBeLessThan(1_000);
    const boxes = boxesOf(svg, 'Action');
    expect(boxes).toHaveLength(39);
    expect(overlapping(boxes)).toEqual([]);
  });

  it('is drawn of forty nodes in little time, one after the other', async () => {
    const nodes = Array.from({ length: 40 }, (_, index) => ({
      id: `n${index}`,
      kind: 'question' as const,
      text: `Is the ${index}th lamp on the front of the switch lit in green, as the label below it says?`,
    }));
    const edges = nodes.slice(1).flatMap(({ id }, index) => [
      {
        id: `y${index}`,
        from: `n${Math.floor(index / 2)}`,
        to: id,
        condition: { label: `answer ${index}` },
      },
    ]);
    const flow: FlowDocument = { schema_version: 1, entries: ['n0'], nodes, edges };
    const drawn = await Promise.all([1, 2, 3].map(() => drawing.svg(diagramOfFlow(flow, HEADING))));
    expect(drawn[1]).toBe(drawn[0]);
    expect(textsIn(drawn[2] ?? '', 'text').filter((text) => text === 'QUESTION')).toHaveLength(40);
  });

  it('shows where a walk began before and begins now', async () => {
    const front = { id: 'front', kind: 'question' as const, text: 'Is the printer switched on?' };
    const to = PRINTER_OFFLINE.entries[0] ?? '';
    const after: FlowDocument = {
      ...PRINTER_OFFLINE,
      entries: ['front'],
      nodes: [...PRINTER_OFFLINE.nodes, front],
      edges: [...PRINTER_OFFLINE.edges, { id: 'yes', from: 'front', to, condition: { label: 'yes' } }],
    };
    const diff = diffFlowDocuments(PRINTER_OFFLINE, after, 1);
    const texts = textsIn(await drawing.svg(diagramOfChange(after, diff, HEADING)), 'text');
    expect(texts.filter((text) => /start/i.test(text) && text.length < 20)).toEqual(['+ Start', '- Start']);
  });

  it('lets the program go on while it lays five hundred nodes out', async () => {
    const nodes = Array.from({ length: 500 }, (_, index) => ({
      id: `n${index}`,
      kind: 'action' as const,
      text: `Look at the lamp of port ${index}.`,
    }));
    const edges = nodes.slice(1).map(({ id }, index) => ({
      id: `e${index}`,
      from: `n${Math.floor(index / 2)}`,
      to: id,
      condition: null,
    }));
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await drawing.svg(diagramOfFlow({ schema_version: 1, entries: ['n0'], nodes, edges }, HEADING));
    clearInterval(timer);
    // Were it laid out in this thread, there would be a turn or two before and after.
    expect(turns).toBeGreaterThan(8);
  });

  it('refuses what would take too long to draw', async () => {
    const nodes = Array.from({ length: 501 }, (_, index) => ({
      id: `n${index}`,
      kind: 'action' as const,
      text: 'x',
    }));
    const flow: FlowDocument = { schema_version: 1, entries: nodes.map(({ id }) => id), nodes, edges: [] };
    await expect(drawing.svg(diagramOfFlow(flow, HEADING))).rejects.toMatchObject({
      status: 422,
      code: 'diagram_too_large',
    });
  });
});
