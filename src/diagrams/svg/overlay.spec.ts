import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { PRINTER_OFFLINE } from '../../flows/document/flow-document.example.js';
import { shareInterval } from '../../kernel/proportions.js';
import { byNode } from '../../outcomes/flow-analytics.js';
import { diagramOfFlow, type Diagram } from '../diagram.js';
import { DrawingService } from '../drawing.service.js';
import { diagramMermaid } from '../text/mermaid.js';
import { overlaid } from './overlay.js';

const XY = String.raw`(-?[\d.]+),(-?[\d.]+)`;
const LINE_AND_HEAD = new RegExp(
  String.raw`<path d="M[^"]* ${XY}" fill="none" stroke="[^"]*" stroke-width="([\d.]+)"/><path d="M${XY} L${XY} L${XY} z"`,
  'g',
);

const drawing = new DrawingService();

afterAll(() => drawing.onModuleDestroy());

const visits = (node_id: string, walks: number, succeeded: number, ended = 0, ended_well = 0) => ({
  ...{ node_id, walks, arrivals: walks, finished: walks, succeeded, ended, ended_well },
  ...{ deviations: node_id === 'port' ? 2 : 0, median_seconds: 12.4 },
});
const way = { finished: 6, succeeded: 5, condition: 'yes', count: 6, walks: 6 };
const FIGURES = byNode(
  PRINTER_OFFLINE,
  [],
  [visits('ping', 8, 5), visits('port', 6, 5, 1, 0), visits('cable', 1, 0, 1, 0)],
  [{ ...way, node_id: 'ping', edge_id: 'e1', to_node_id: 'port' }],
);
const FLOW = diagramOfFlow(PRINTER_OFFLINE, { title: 'Printer offline', caption: '' });

const markOf = ({ nodes }: Diagram, id: string) => nodes.find((node) => node.id === id)?.mark;
const wayOf = ({ edges }: Diagram, id: string) => edges.find((edge) => edge.id === id)?.mark;

describe('the traffic over a flow', () => {
  const traffic = overlaid(FLOW, 'traffic', FIGURES);

  it('says how many came by, how long they stayed, left and went aside', () => {
    expect(markOf(traffic, 'ping')).toMatchObject({ words: '8 walks, 12 s', shade: { name: 'many' } });
    expect(markOf(traffic, 'port')).toMatchObject({ words: '6 walks, 12 s, 1 left, 2 aside' });
    expect(markOf(traffic, 'cable')).toMatchObject({ words: '1 walk, 12 s, 1 left', shade: { name: 'few' } });
    expect(markOf(traffic, 'vendor')).toMatchObject({ words: null, shade: { name: 'unwalked' } });
  });

  it('is the darker the surer it is: one walk alone says little', () => {
    const shadeAfter = (walks: number) => {
      const figures = byNode(PRINTER_OFFLINE, [], [visits('ping', walks, walks)], []);
      return markOf(overlaid(FLOW, 'traffic', figures), 'ping')?.shade.name;
    };
    expect([1, 2, 4, 12, 200].map(shadeAfter)).toEqual(['few', 'some', 'many', 'most', 'most']);
  });

  it('draws ways the broader the oftener they were surely taken, and says nothing of those that were not', () => {
    expect(wayOf(traffic, 'e1')?.words).toBe('6 x');
    expect(wayOf(traffic, 'e1')?.width).toBeCloseTo(
      1.1 + 4.9 * shareInterval({ successes: 6, trials: 8 }).low,
      12,
    );
    expect(wayOf(traffic, 'e2')).toEqual({ words: null, width: 1.1 });
  });
});

describe('the success over a flow', () => {
  const success = overlaid(FLOW, 'success', FIGURES);

  it('says the share of those that came by, with its interval', () => {
    expect(markOf(success, 'port')).toMatchObject({ words: '83 % of 6 (44-97 %)' });
    expect(markOf(success, 'ping')).toMatchObject({ words: '63 % of 8 (31-86 %)' });
    expect(markOf(success, 'vendor')).toMatchObject({ words: null, shade: { name: 'unwalked' } });
    expect(wayOf(success, 'e1')?.words).toBe('83 % of 6 (44-97 %)');
    expect(wayOf(success, 'e2')?.words).toBeNull();
  });

  it.each([
    [1, 1, 'unsure'],
    [0, 1, 'unsure'],
    [5, 6, 'unsure'],
    [30, 40, 'unsure'],
    [34, 40, 'good'],
    [40, 40, 'best'],
    [10, 30, 'poor'],
    [0, 10, 'worst'],
  ])('%i of %i is %s: what it surely is', (succeeded, walks, name) => {
    const figures = byNode(PRINTER_OFFLINE, [], [visits('ping', walks, succeeded)], []);
    expect(markOf(overlaid(FLOW, 'success', figures), 'ping')?.shade.name).toBe(name);
  });

  it('puts each share into one class', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (walks, part) => {
          const figures = byNode(PRINTER_OFFLINE, [], [visits('ping', walks, Math.floor(walks * part))], []);
          expect(markOf(overlaid(FLOW, 'success', figures), 'ping')?.shade.name).not.toBe('unwalked');
        },
      ),
    );
  });
});

describe('an overlay', () => {
  it('is drawn with its legend, as SVG and as Mermaid', async () => {
    for (const kind of ['traffic', 'success'] as const) {
      const diagram = overlaid(FLOW, kind, FIGURES);
      const svg = await drawing.svg(diagram);
      const mermaid = diagramMermaid(diagram);
      for (const { meaning, paint, name } of diagram.shades ?? []) {
        expect(svg).toContain(meaning);
        expect(svg).toContain(`fill="${paint.fill}"`);
        expect(mermaid).toContain(`classDef ${name} fill:${paint.fill}`);
      }
      expect(mermaid).toContain(kind === 'traffic' ? '6 x' : '83 #37; of 6');
      // Said once, in the legend.
      expect(svg.match(/[Nn]o (?:finished )?walk/g)).toHaveLength(1);
      // The entry's line is the first.
      expect(mermaid).toMatch(/linkStyle 1 stroke-width:[\d.]+px/);
      expect(mermaid).not.toContain('linkStyle 0 ');
    }
  });

  it('has a head at each line that is broader than the line', async () => {
    const broad = byNode(
      PRINTER_OFFLINE,
      [],
      [visits('ping', 500, 450)],
      [{ ...way, count: 500, node_id: 'ping', edge_id: 'e1', to_node_id: 'port' }],
    );
    const svg = await drawing.svg(overlaid(FLOW, 'traffic', broad));
    const lines = [...svg.matchAll(LINE_AND_HEAD)].map((match) => match.slice(1).map(Number));
    expect(lines).toHaveLength(PRINTER_OFFLINE.edges.length + 1);
    expect(Math.max(...lines.map(([, , width = 0]) => width))).toBeGreaterThan(5.8);
    for (const [endX = 0, endY = 0, width = 0, tipX = 0, tipY = 0, ax = 0, ay = 0, bx = 0, by = 0] of lines) {
      expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThan(1.8 * width);
      // What is seen of the head before the line's own end is as long as the line is broad, or longer.
      expect(Math.hypot(endX - tipX, endY - tipY)).toBeGreaterThan(width);
    }
  });

  it('leaves a flow as it is drawn without one', () => {
    expect(diagramMermaid(FLOW)).not.toMatch(/legend|stroke-width/);
  });
});
