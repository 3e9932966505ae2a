import { describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../../flows/document/flow-document.example.js';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { dropsWork } from './dropped-work.js';
import { rebase } from './rebase.js';

const BASE = PRINTER_OFFLINE_LATER;
const branch = (from: string): FlowDocument => ({
  ...BASE,
  nodes: [...BASE.nodes, { id: 'more', kind: 'action', text: 'Ask the vendor for a signed driver.' }],
  edges: [...BASE.edges, { id: 'to-more', from, to: 'more', condition: { label: 'unsigned' } }],
});
const carried = (proposed: FlowDocument, current: FlowDocument): FlowDocument => {
  const result = rebase(BASE, proposed, current);
  return result.status === 'rebased' ? result.document : current;
};

describe('work that hung on what a flow has no more', () => {
  it('is dropped where a branch leaves a step that went away', () => {
    const proposed = branch('driver');
    expect(dropsWork(BASE, proposed, carried(proposed, PRINTER_OFFLINE))).toBe(true);
  });

  it('is dropped where a step was rewritten that went away', () => {
    const proposed = {
      ...BASE,
      nodes: BASE.nodes.map((node) => (node.id === 'driver' ? { ...node, text: 'Roll it back.' } : node)),
    };
    expect(dropsWork(BASE, proposed, carried(proposed, PRINTER_OFFLINE))).toBe(true);
  });

  it('is kept where the step is still there', () => {
    const proposed = branch('spooler');
    expect(dropsWork(BASE, proposed, carried(proposed, PRINTER_OFFLINE))).toBe(false);
  });

  it('is kept where another said the same under another id', () => {
    const proposed = branch('spooler');
    const theirs = {
      ...BASE,
      nodes: [
        ...BASE.nodes,
        { id: 'x', kind: 'action' as const, text: 'Ask the vendor for a signed driver.' },
      ],
      edges: [...BASE.edges, { id: 'y', from: 'spooler', to: 'x', condition: { label: 'unsigned' } }],
    };
    expect(dropsWork(BASE, proposed, carried(proposed, theirs))).toBe(false);
  });

  it('is none where nothing is added', () => {
    expect(dropsWork(BASE, BASE, PRINTER_OFFLINE)).toBe(false);
  });
});
