import { afterAll, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE } from '../flows/document/flow-document.example.js';
import { byNode } from '../outcomes/flow-analytics.js';
import { diagramOfFlow, type Diagram } from './diagram.js';
import { DrawingService } from './drawing.service.js';
import { diagramMermaid } from './mermaid.js';
import { overlaid } from './overlay.js';

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
    expect(markOf(traffic, 'ping')).toMatchObject({ words: '8 walks, 12 s', shade: { name: 'most' } });
    expect(markOf(traffic, 'port')).toMatchObject({ words: '6 walks, 12 s, 1 left, 2 aside' });
    expect(markOf(traffic, 'cable')).toMatchObject({ words: '1 walk, 12 s, 1 left', shade: { name: 'few' } });
    expect(markOf(traffic, 'vendor')).toMatchObject({ words: 'no walk', shade: { name: 'unwalked' } });
  });

  it('draws ways the broader the oftener they were taken', () => {
    expect(wayOf(traffic, 'e1')?.words).toBe('6 x');
    expect(wayOf(traffic, 'e1')?.width).toBeCloseTo(1.1 + (4.9 * 6) / 8, 12);
    expect(wayOf(traffic, 'e2')).toEqual({ words: '0 x', width: 1.1 });
  });
});

describe('the success over a flow', () => {
  const success = overlaid(FLOW, 'success', FIGURES);

  it('says the share of those that came by, with its interval', () => {
    expect(markOf(success, 'port')).toMatchObject({ words: '83 % of 6 (44-97 %)', shade: { name: 'best' } });
    expect(markOf(success, 'ping')).toMatchObject({ words: '63 % of 8 (31-86 %)', shade: { name: 'good' } });
    expect(markOf(success, 'cable')).toMatchObject({ shade: { name: 'worst' } });
    expect(markOf(success, 'vendor')).toMatchObject({
      words: 'no finished walk',
      shade: { name: 'unwalked' },
    });
    expect(wayOf(success, 'e1')?.words).toBe('83 % of 6 (44-97 %)');
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
      // The entry's line is the first.
      expect(mermaid).toMatch(/linkStyle 1 stroke-width:[\d.]+px/);
      expect(mermaid).not.toContain('linkStyle 0 ');
    }
  });

  it('leaves a flow as it is drawn without one', () => {
    expect(diagramMermaid(FLOW)).not.toMatch(/legend|stroke-width/);
  });
});
