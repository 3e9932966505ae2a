import { describe, expect, it } from '@jest/globals';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../flows/document/flow-document.example.js';
import { priorOnly } from '../../proposals/calibration/confidence.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { publicationOf } from './publication.js';

const FLOW = '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21';

const proposal: Proposal = {
  id: '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10',
  teamId: 'team',
  sourceSessionId: '0199c2f3-91aa-7b0c-9c7d-2f6e5d4c3b2a',
  proposalType: 'new_flow',
  targetFlowId: null,
  title: 'Printer offline',
  description: 'A network printer is offline',
  proposedFlowData: PRINTER_OFFLINE,
  proposedDiff: null,
  summary: '',
  ...priorOnly(0.5),
  supportingSessionCount: 1,
  supportingSessionIds: ['0199c2f3-91aa-7b0c-9c7d-2f6e5d4c3b2a'],
  problemDomain: 'printing',
  status: 'pending',
  reviewedBy: null,
  reviewedAt: null,
  reviewerNotes: null,
  publishedFlowId: null,
  source: 'ai_promoted',
  linkedTicketId: null,
  linkedTicketKind: null,
  validatedByOutcome: false,
  createdAt: new Date('2026-03-02T09:14:07Z'),
  baseVersion: null,
  publishedVersion: null,
  revertedFlowId: null,
  revertedVersion: null,
  absorbsFlowId: null,
  absorbsVersion: null,
  fitness: 1,
  draftedBy: null,
  reasonCode: null,
  duplicateOfFlowId: null,
  duplicateOfProposalId: null,
  mergedInto: null,
  sessionsSinceDecision: 0,
  approvedByFirst: null,
  approvedFirstAt: null,
  firstApproval: null,
  revision: 1,
};
const enhancement: Proposal = {
  ...proposal,
  proposalType: 'enhancement',
  targetFlowId: FLOW,
  baseVersion: 3,
  proposedFlowData: PRINTER_OFFLINE_LATER,
  proposedDiff: PRINTER_OFFLINE_DIFF,
};

describe('publicationOf', () => {
  it('makes a flow of a new one, as it was proposed', () => {
    expect(publicationOf(proposal, {})).toEqual({
      kind: 'new',
      flow: {
        title: 'Printer offline',
        description: 'A network printer is offline',
        problemDomain: 'printing',
        teamId: 'team',
        document: PRINTER_OFFLINE,
        proposalId: proposal.id,
        changeSummary: 'New flow: Printer offline',
      },
    });
  });

  it('makes a flow of a new one, as it was edited', () => {
    const edits = { document: PRINTER_OFFLINE_LATER, title: 'Printers', description: null };
    expect(publicationOf(proposal, edits)).toMatchObject({
      kind: 'new',
      flow: { ...edits, changeSummary: 'New flow: Printer offline (edited in review)' },
    });
  });

  it('makes the next version of a flow, and leaves its title as it is', () => {
    expect(publicationOf(enhancement, {})).toEqual({
      kind: 'next',
      next: {
        flowId: FLOW,
        expectedVersion: 3,
        title: undefined,
        description: undefined,
        document: PRINTER_OFFLINE_LATER,
        proposalId: proposal.id,
        changeSummary: 'Enhancement: Printer offline',
      },
    });
  });

  it('expects the version that was edited', () => {
    const edits = { document: PRINTER_OFFLINE, baseVersion: 5, title: 'Printers' };
    expect(publicationOf(enhancement, edits)).toMatchObject({
      kind: 'next',
      next: { expectedVersion: 5, title: 'Printers', document: PRINTER_OFFLINE },
    });
  });

  it('says what it is once, where the title says it already', () => {
    expect(publicationOf({ ...enhancement, title: 'Enhancement: Printer' }, {})).toMatchObject({
      next: { changeSummary: 'Enhancement: Printer' },
    });
  });

  it('takes a new flow up again whose approval was undone', () => {
    const reverted: Proposal = { ...proposal, revertedFlowId: FLOW, revertedVersion: 2 };
    expect(publicationOf(reverted, {})).toMatchObject({
      kind: 'next',
      next: { flowId: FLOW, expectedVersion: 2, title: 'Printer offline', document: PRINTER_OFFLINE },
    });
    expect(publicationOf(reverted, { baseVersion: 4 })).toMatchObject({ next: { expectedVersion: 4 } });
  });

  it('makes nothing where the flow is gone', () => {
    expect(publicationOf({ ...enhancement, targetFlowId: null }, {})).toEqual({ kind: 'target_gone' });
  });
});
