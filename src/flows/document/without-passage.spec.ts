import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from './arbitrary-flow.testing.js';
import type { FlowDocument } from './flow-document.js';
import { validateFlowDocument } from './validate-flow-document.js';
import { withoutPassage } from './without-passage.js';

const node = (id: string) => ({ id, kind: 'action', text: `Do ${id}` }) as const;
const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, condition: null });

const flow = (...ways: string[]): FlowDocument => ({
  schema_version: 1,
  entries: ['look'],
  nodes: [...new Set(ways.flatMap((way) => way.split('-')))].map(node),
  edges: ways.map((way) => {
    const [from = '', to = ''] = way.split('-');
    return edge(from, to);
  }),
});
const idsOf = ({ nodes }: FlowDocument): string[] => nodes.map(({ id }) => id);

describe('a document without the passage of a session', () => {
  const base = flow('look-clean');
  const changed = flow('look-clean', 'look-swap', 'swap-test', 'clean-test');

  it('loses the nodes and edges that this one alone brought', () => {
    const left = withoutPassage(changed, base, ['look', 'swap', 'test'], [['look', 'clean', 'test']]);
    expect(idsOf(left)).toEqual(['look', 'clean', 'test']);
    expect(left.edges.map(({ id }) => id)).toEqual(['look-clean', 'clean-test']);
  });

  it('keeps what the base has, what others passed, and what nobody passed', () => {
    const byHand = flow('look-clean', 'look-swap', 'swap-test', 'look-ask', 'ask-write');
    const left = withoutPassage(byHand, base, ['look', 'swap', 'test'], []);
    expect(idsOf(left).sort()).toEqual(['ask', 'clean', 'look', 'write']);
    expect(left.edges.map(({ id }) => id).sort()).toEqual(['ask-write', 'look-ask', 'look-clean']);
  });

  it('loses an edge between nodes that stay, and begins where its way was cut', () => {
    const jump = flow('look-clean', 'look-test');
    const left = withoutPassage(jump, base, ['look', 'test'], [['test', 'done']]);
    expect(left.edges.map(({ id }) => id)).toEqual(['look-clean']);
    expect(left.entries).toEqual(['look', 'test']);
  });

  it('is the same object where nothing goes, or everything would', () => {
    expect(withoutPassage(changed, base, ['look', 'clean'], [])).toBe(changed);
    expect(withoutPassage(base, null, ['look', 'clean'], [])).toBe(base);
  });

  /** A way through the flow from one of its entries. */
  function wayThrough(document: FlowDocument, turns: readonly number[]): string[] {
    let at = document.entries[(turns[0] ?? 0) % document.entries.length] ?? '';
    const way = [at];
    for (const turn of turns.slice(1)) {
      const next = document.edges.filter(({ from }) => from === at);
      const taken = next[turn % Math.max(1, next.length)];
      if (!taken) break;
      at = taken.to;
      way.push(at);
    }
    return way;
  }

  it('is sound, and others still find their ways', () => {
    const turns = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(arbitraryFlow(), turns, fc.array(turns, { maxLength: 4 }), (document, mine, theirs) => {
        const others = theirs.map((each) => wayThrough(document, each));
        const left = withoutPassage(document, null, wayThrough(document, mine), others);
        expect(validateFlowDocument(left).ok).toBe(true);
        const ways = new Set(left.edges.map(({ from, to }) => `${from} ${to}`));
        for (const way of others) {
          expect(way.filter((id) => !idsOf(left).includes(id))).toEqual([]);
          way.slice(1).forEach((to, i) => expect(ways).toContain(`${way[i]} ${to}`));
        }
      }),
    );
  });
});
