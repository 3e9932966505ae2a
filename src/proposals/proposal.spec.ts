import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../flows/document/arbitrary-flow.testing.js';
import { diffFlowDocuments } from '../flows/document/diff-flow-documents.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../flows/document/flow-document.example.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../flows/document/flow-document.js';
import { validateFlowDocument } from '../flows/document/validate-flow-document.js';
import { EVENT_OF_DECISION } from './trail/proposal-event.js';
import {
  DECISIONS,
  isReviewable,
  isSingleBranch,
  PROPOSAL_LIFECYCLE,
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  sourceOfOrigin,
} from './proposal.js';

const node = (id: string, kind: FlowNode['kind'] = 'action'): FlowNode => ({ id, kind, text: `Do ${id}` });
const edge = (id: string, from: string, to: string, label?: string): FlowEdge => ({
  id,
  from,
  to,
  condition: label === undefined ? null : { label },
});
const withAdded = (nodes: FlowNode[], edges: FlowEdge[]): FlowDocument => ({
  ...PRINTER_OFFLINE,
  nodes: [...PRINTER_OFFLINE.nodes, ...nodes],
  edges: [...PRINTER_OFFLINE.edges, ...edges],
});
const isBranch = (next: FlowDocument, base = PRINTER_OFFLINE): boolean => {
  expect(validateFlowDocument(next)).toMatchObject({ ok: true });
  return isSingleBranch(base, diffFlowDocuments(base, next, 1));
};

describe('the life of a proposal', () => {
  it('is decided once while it is pending, and only a dismissed one comes back', () => {
    const table = PROPOSAL_STATUSES.map((status) => [
      status,
      DECISIONS.filter((decision) => PROPOSAL_LIFECYCLE.allows(status, decision)),
    ]);
    expect(Object.fromEntries(table)).toEqual({
      pending: ['approve', 'modify', 'reject', 'dismiss'],
      dismissed: ['reopen'],
      approved: [],
      modified: [],
      rejected: [],
      auto_reinforced: [],
    });
  });

  it('goes where the decision says', () => {
    expect(DECISIONS.map((decision) => PROPOSAL_LIFECYCLE.next('pending', decision))).toEqual([
      'approved',
      'modified',
      'rejected',
      'dismissed',
      null,
    ]);
    expect(PROPOSAL_LIFECYCLE.next('dismissed', 'reopen')).toBe('pending');
    expect(PROPOSAL_LIFECYCLE.next('pending', 'reinforce')).toBe('auto_reinforced');
  });

  it('has an event for each decision, named as the status that it leads to', () => {
    for (const decision of DECISIONS) {
      const to = PROPOSAL_LIFECYCLE.next('pending', decision);
      expect(EVENT_OF_DECISION[decision]).toBe(to ?? 'reopened');
    }
  });

  it('is for reviewers unless it only keeps track', () => {
    for (const proposalType of PROPOSAL_TYPES)
      expect(isReviewable({ proposalType, status: 'pending' })).toBe(proposalType !== 'auto_reinforced');
    expect(isReviewable({ proposalType: 'enhancement', status: 'auto_reinforced' })).toBe(false);
  });

  it('has a source for each origin of a session', () => {
    expect(sourceOfOrigin('ai_assist')).toBe('ai_promoted');
    expect(sourceOfOrigin('l1_realtime')).toBe('ai_realtime_l1');
    expect(sourceOfOrigin('kb_import')).toBe('kb_accelerator');
    expect(sourceOfOrigin('manual')).toBe('manual_draft');
  });
});

describe('isSingleBranch', () => {
  it('holds for one way out to a new end, however long and forked', () => {
    expect(isBranch(withAdded([node('x')], [edge('a', 'spooler', 'x')]))).toBe(true);
    const forked = withAdded(
      [node('q', 'question'), node('x'), node('y')],
      [edge('a', 'spooler', 'q'), edge('b', 'q', 'x', 'yes'), edge('c', 'q', 'y', 'no')],
    );
    expect(isBranch(forked)).toBe(true);
  });

  it('does not hold where the branch comes back, or two leave the flow', () => {
    expect(isBranch(PRINTER_OFFLINE_LATER)).toBe(false);
    expect(isBranch(withAdded([node('x')], [edge('a', 'spooler', 'x'), edge('b', 'cable', 'x')]))).toBe(
      false,
    );
    const two = withAdded([node('x'), node('y')], [edge('a', 'spooler', 'x'), edge('b', 'cable', 'y')]);
    expect(isBranch(two)).toBe(false);
  });

  it('does not hold where anything else changed', () => {
    const branch = withAdded([node('x')], [edge('a', 'spooler', 'x')]);
    const reworded = branch.nodes.map((old) => (old.id === 'cable' ? { ...old, text: 'Reseat it.' } : old));
    expect(isBranch({ ...branch, nodes: reworded })).toBe(false);
    expect(isBranch({ ...branch, entries: ['ping', 'cable'] })).toBe(false);
    expect(isBranch({ ...branch, edges: branch.edges.filter(({ id }) => id !== 'e4') })).toBe(false);
    expect(isBranch(withAdded([], [edge('a', 'cable', 'vendor')]))).toBe(false);
    expect(isBranch(PRINTER_OFFLINE)).toBe(false);
  });

  it('holds for any flow to which a chain was added at one node, and no more once it is joined twice', () => {
    fc.assert(
      fc.property(arbitraryFlow(), fc.nat(), fc.integer({ min: 1, max: 5 }), (base, place, length) => {
        const from = base.nodes[place % base.nodes.length];
        if (!from) return;
        const chain = Array.from({ length }, (_, index) => node(`new${index}`));
        const links = chain.map(({ id }, index) =>
          edge(`link${index}`, index === 0 ? from.id : `new${index - 1}`, id, 'a condition of its own'),
        );
        const next = { ...base, nodes: [...base.nodes, ...chain], edges: [...base.edges, ...links] };
        expect(isBranch(next, base)).toBe(true);
        const again = edge('again', from.id, `new${length - 1}`, 'yet another condition');
        expect(isBranch({ ...next, edges: [...next.edges, again] }, base)).toBe(false);
      }),
    );
  });
});
