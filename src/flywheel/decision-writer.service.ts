import { Injectable } from '@nestjs/common';
import { ObservationsService } from '../ai-sessions/observations.service.js';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import { diffFlowDocuments, type FlowDiff } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { sourceOfOrigin, type AbsorbedFlow } from '../proposals/proposal.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { confidenceOf, type ConfidenceEvidence } from './core/confidence.js';
import type { Decision } from './core/types.js';
import type { Considered, ObservedSession } from './deliberation.service.js';
import { EvidenceView } from './evidence.view.js';
import { proposalTitle } from './proposal-title.js';

/** The pending proposal that the session was to join was decided on meanwhile: think again. */
export class ProposalMoved extends Error {}

type Placed = Decision & { type: Exclude<Decision['type'], 'none'>; document: FlowDocument };

/** Turns a decision into rows: the session's observation and state, and its proposal. */
@Injectable()
export class DecisionWriter {
  constructor(
    private readonly sessions: SessionsService,
    private readonly observations: ObservationsService,
    private readonly proposals: ProposalsService,
    private readonly flows: FlowsService,
    private readonly evidence: EvidenceView,
  ) {}

  /** Keeps people from editing the proposal to join while it is looked at again and written. */
  async lock(tx: AccountTx, { joinsProposalId }: Decision): Promise<void> {
    if (joinsProposalId !== null) await this.proposals.lock(tx, joinsProposalId);
  }

  /**
   * @returns the proposal that the session made or joined
   * @throws ProposalMoved, with nothing written, when the proposal to join is pending no more
   */
  async write(tx: AccountTx, { session, decision }: Considered): Promise<string | null> {
    const proposalId = isPlaced(decision) ? await this.writeProposal(tx, session, decision) : null;
    await this.observations.record(tx, {
      sessionId: session.id,
      decision: decision.type,
      reason: decision.reason,
      proposalId,
      // What a proposal would change is known through the proposal; here stands the flow that was walked as it is.
      flowId: decision.type === 'auto_reinforced' ? decision.targetFlowId : null,
      flowVersion: decision.baseVersion,
      alignment: decision.alignment,
      fitness: decision.fitness,
      explanation: { ...decision.explanation },
    });
    await this.sessions.settleFlywheel(tx, session.id, { status: 'done', reason: decision.reason });
    return proposalId;
  }

  private async writeProposal(tx: AccountTx, session: ObservedSession, decision: Placed): Promise<string> {
    const diff = await this.diffToBase(tx, decision);
    const proposalId =
      decision.joinsProposalId === null
        ? await this.create(tx, session, decision, diff)
        : await this.join(tx, session, decision, decision.joinsProposalId, diff);
    if (decision.absorbs?.kind === 'proposal') await this.absorb(tx, proposalId, decision.absorbs.id);
    return proposalId;
  }

  private async create(
    tx: AccountTx,
    session: ObservedSession,
    decision: Placed,
    diff: FlowDiff | null,
  ): Promise<string> {
    const flow =
      decision.targetFlowId === null ? null : await this.flows.getCurrent(tx, decision.targetFlowId);
    const { id } = await this.proposals.create(tx, {
      proposalType: decision.type,
      source: sourceOfOrigin(session.origin),
      sourceSessionId: session.id,
      teamId: session.teamId,
      problemDomain: session.problemDomain ?? flow?.problemDomain ?? null,
      title: proposalTitle(decision.type, flow?.title ?? session.title),
      description: decision.reason,
      targetFlowId: decision.targetFlowId,
      baseVersion: decision.baseVersion,
      document: decision.document,
      diff,
      confidenceScore: confidenceOf(withSession(NO_EVIDENCE, session, decision)),
      fitness: decision.fitness,
      validatedByOutcome: session.outcomeConfirmed,
      linkedTicketId: session.linkedTicketId,
      linkedTicketKind: session.linkedTicketKind,
      draftedBy: null,
      absorbs: absorbedFlow(decision),
    });
    return id;
  }

  private async join(
    tx: AccountTx,
    session: ObservedSession,
    decision: Placed,
    proposalId: string,
    diff: FlowDiff | null,
  ): Promise<string> {
    if (decision.type === 'auto_reinforced')
      throw new Error('a session that reinforces a flow joins no proposal');
    const evidence = withSession(await this.evidence.ofProposal(tx, proposalId), session, decision);
    const grown = await this.proposals.grow(tx, proposalId, {
      sessionId: session.id,
      proposalType: decision.type,
      baseVersion: decision.baseVersion,
      document: decision.document,
      diff,
      confidenceScore: confidenceOf(evidence),
      fitness: evidence.meanFitness,
      validatedByOutcome: session.outcomeConfirmed,
    });
    if (!grown) throw new ProposalMoved(`proposal ${proposalId} is no longer pending`);
    return proposalId;
  }

  /** A pending proposal that turned out to be a part of this one ends at once; nobody had decided on it. */
  private async absorb(tx: AccountTx, proposalId: string, absorbedId: string): Promise<void> {
    if (!(await this.proposals.absorb(tx, proposalId, absorbedId))) {
      throw new ProposalMoved(`proposal ${absorbedId} is no longer pending`);
    }
    await this.observations.moveToProposal(tx, absorbedId, proposalId);
  }

  /** What the document changes in the version it builds on; null for a new flow and where nothing changes. */
  private async diffToBase(tx: AccountTx, decision: Placed): Promise<FlowDiff | null> {
    const { type, targetFlowId, baseVersion, document } = decision;
    if (type === 'auto_reinforced' || targetFlowId === null || baseVersion === null) return null;
    const base = await this.flows.getVersion(tx, targetFlowId, baseVersion);
    return diffFlowDocuments(base.document, document, baseVersion);
  }
}

/** A published flow is taken in once a reviewer has agreed. */
function absorbedFlow({ absorbs }: Decision): AbsorbedFlow | null {
  if (absorbs?.kind !== 'flow' || absorbs.version === null) return null;
  return { flowId: absorbs.id, version: absorbs.version };
}

const NO_EVIDENCE: ConfidenceEvidence = { supportingSessions: 0, confirmedOutcomes: 0, meanFitness: 0 };

/** The evidence with one more session. */
function withSession(
  before: ConfidenceEvidence,
  session: ObservedSession,
  { fitness }: Decision,
): ConfidenceEvidence {
  const supportingSessions = before.supportingSessions + 1;
  return {
    supportingSessions,
    confirmedOutcomes: before.confirmedOutcomes + (session.outcomeConfirmed ? 1 : 0),
    meanFitness: (before.meanFitness * before.supportingSessions + fitness) / supportingSessions,
  };
}

function isPlaced(decision: Decision): decision is Placed {
  return decision.type !== 'none' && decision.document !== null;
}
