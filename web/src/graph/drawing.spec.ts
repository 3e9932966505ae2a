import { describe, expect, it } from '@jest/globals';
import { drawingOf, neighbourhood } from './drawing.js';
import { layOut, sizesOf, stepTowards } from './layout.js';
import type { FlowDiff, FlowDocument } from './outline.js';

/** Asks how loud it is; both ways come together at the filter. */
const FAN: FlowDocument = {
  schema_version: 1,
  entries: ['loud'],
  nodes: [
    { id: 'loud', kind: 'question', text: 'Is the fan loud?' },
    { id: 'dust', kind: 'action', text: 'Blow the dust out.' },
    { id: 'turn', kind: 'action', text: 'Turn it by hand.' },
    { id: 'filter', kind: 'resolution', text: 'Put the filter back.' },
  ],
  edges: [
    { id: 'yes', from: 'loud', to: 'dust', condition: { label: 'yes' } },
    { id: 'any', from: 'loud', to: 'turn', condition: { label: 'any' } },
    { id: 'in', from: 'dust', to: 'filter', condition: null },
    { id: 'on', from: 'turn', to: 'filter', condition: null },
  ],
};

const OILED: FlowDiff = {
  base_version: 1,
  entries: { added: [], removed: [], order: null },
  nodes: {
    added: [FAN.nodes[1]].flatMap((node) => node ?? []),
    removed: [{ id: 'oil', kind: 'action', text: 'Oil it.' }],
    changed: [],
  },
  edges: {
    added: [],
    removed: [{ id: 'oils', from: 'loud', to: 'oil', condition: { label: 'a bit' } }],
    changed: [],
  },
};

describe('drawingOf', () => {
  it('has every step and way, also those that go away, with what becomes of them', () => {
    const { boxes, ways } = drawingOf(FAN, OILED);
    expect(boxes.map(({ id, change }) => [id, change])).toEqual([
      ['loud', 'same'],
      ['dust', 'added'],
      ['turn', 'same'],
      ['filter', 'same'],
      ['oil', 'removed'],
    ]);
    expect(ways.find(({ id }) => id === 'oils')).toMatchObject({
      change: 'removed',
      words: 'way removed · a bit',
    });
  });

  it('says the answer of a way, and what is noted of it', () => {
    const { boxes, ways } = drawingOf(
      FAN,
      null,
      new Map([
        ['yes', '12 walks'],
        ['dust', '80 %'],
      ]),
    );
    expect(ways.map(({ words }) => words)).toEqual(['yes · 12 walks', 'Otherwise', '', '']);
    expect(boxes.map(({ note }) => note)).toEqual([null, '80 %', null, null]);
    expect(boxes.map(({ begins }) => begins)).toEqual([true, false, false, false]);
  });

  it('gives a longer text a higher box, to a bound', () => {
    const withText = (text: string): number => {
      const { boxes } = drawingOf({ ...FAN, nodes: [{ id: 'loud', kind: 'info', text }] }, null);
      return boxes[0]?.height ?? 0;
    };
    expect(withText('dusty '.repeat(12))).toBeGreaterThan(withText('dusty'));
    expect(withText('x'.repeat(80))).toBeGreaterThan(withText('dusty'));
    expect(withText('dusty '.repeat(500))).toBe(withText('dusty '.repeat(50)));
  });
});

describe('layOut', () => {
  const drawing = drawingOf(FAN, null);
  const layout = layOut(sizesOf(drawing));

  it('puts each step below those that lead to it, and none over another', () => {
    for (const { from, to } of drawing.ways) {
      expect(layout.boxes[to]?.y).toBeGreaterThan(layout.boxes[from]?.y ?? NaN);
    }
    expect(layout.boxes.dust?.y).toBe(layout.boxes.turn?.y);
    const apart = Math.abs((layout.boxes.dust?.x ?? 0) - (layout.boxes.turn?.x ?? 0));
    expect(apart).toBeGreaterThanOrEqual(drawing.boxes[0]?.width ?? NaN);
  });

  it('keeps the words of a way between its steps', () => {
    const words = layout.ways.yes?.words.y;
    expect(words).toBeGreaterThan(layout.boxes.loud?.y ?? NaN);
    expect(words).toBeLessThan(layout.boxes.dust?.y ?? NaN);
  });

  it('leads along the ways and aside', () => {
    const [left, right] =
      (layout.boxes.dust?.x ?? 0) < (layout.boxes.turn?.x ?? 0) ? ['dust', 'turn'] : ['turn', 'dust'];
    expect(stepTowards(drawing, layout, 'loud', 'down')).toBe('dust');
    expect(stepTowards(drawing, layout, 'filter', 'up')).toBe('dust');
    expect(stepTowards(drawing, layout, left, 'right')).toBe(right);
    expect(stepTowards(drawing, layout, right, 'left')).toBe(left);
    expect(stepTowards(drawing, layout, left, 'left')).toBeUndefined();
    expect(stepTowards(drawing, layout, 'filter', 'down')).toBeUndefined();
    expect(stepTowards(drawing, layout, 'gone', 'left')).toBeUndefined();
  });
});

describe('neighbourhood', () => {
  const chain = drawingOf(
    {
      schema_version: 1,
      entries: ['n0'],
      nodes: Array.from({ length: 9 }, (_, at) => ({ id: `n${at}`, kind: 'info' as const, text: `${at}` })),
      edges: Array.from({ length: 8 }, (_, at) => ({
        ...{ id: `e${at}`, from: `n${at}`, to: `n${at + 1}`, condition: null },
      })),
    },
    null,
  );
  const idsAround = (id: string | undefined, limit: number) =>
    neighbourhood(chain, id, limit).boxes.map((box) => box.id);

  it('keeps the steps nearest to one, and the ways between them', () => {
    expect(idsAround('n5', 3)).toEqual(['n4', 'n5', 'n6']);
    expect(neighbourhood(chain, 'n5', 3).ways.map(({ id }) => id)).toEqual(['e4', 'e5']);
  });

  it('begins at the first where no other is known, and leaves a small flow whole', () => {
    expect(idsAround(undefined, 2)).toEqual(['n0', 'n1']);
    expect(idsAround('gone', 2)).toEqual(['n0', 'n1']);
    expect(idsAround('n5', 9)).toHaveLength(9);
  });
});
