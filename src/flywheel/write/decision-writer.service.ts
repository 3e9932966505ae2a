import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Observation } from '../../ai-sessions/observations/observation.js';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { SessionsRepository } from '../../ai-sessions/sessions.repository.js';
import { diffFlowDocuments, type FlowDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { sourceOfOrigin, type AbsorbedFlow } from '../../proposals/proposal.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { ProposalConfidence, type Witness } from './confidence.service.js';
import type { ChangeType, Decision } from '../core/types.js';
import type { Considered, ObservedSession } from '../observe/deliberation.service.js';
import { problemTitle } from './problem-title.js';
import { ProblemsView, SETTLING_SESSIONS } from './problems.view.js';
import { proposalDescription, proposalTitle } from './proposal-texts.js';
import { SetAsideWriter } from './set-aside-writer.service.js';

/** The pending proposal that the session was to join was decided on meanwhile, or its flow archived: think again. */
export class ProposalMoved extends Error {}

type Placed = Decision & { type: Exclude<Decision['type'], 'none'>; document: FlowDocument };

/** Turns a decision into rows: the session's observation and state, and its proposal. */
@Injectable()
export class DecisionWriter {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly observations: ObservationsRepository,
    private readonly proposals: ProposalsService,
    private readonly flows: FlowsService,
    private readonly confidence: ProposalConfidence,
    private readonly setAside: SetAsideWriter,
    private readonly problems: ProblemsView,
  ) {}

  /** Keeps people from editing the proposal to join while it is looked at again and written. */
  async lock(tx: AccountTx, { joinsProposalId }: Decision): Promise<void> {
    if (joinsProposalId !== null) await this.proposals.lock(tx, joinsProposalId);
  }

  /**
   * @returns the proposal that the session made or joined
   * @throws ProposalMoved, with nothing written, when the proposal to join is pending no more, or the flow archived
   */
  async write(tx: AccountTx, considered: Considered): Promise<string | null> {
    const { session, decision } = considered;
    const proposalId = isPlaced(decision) ? await this.writeProposal(tx, considered, decision) : null;
    await this.observations.insert(tx, observationOf(considered, proposalId));
    await this.sessions.settleFlywheel(tx, session.id, 'done', decision.reason);
    return proposalId;
  }

  /**
   * As `write`, of a session that was observed before: what is decided now takes the place of that. What it stood behind
   * before is the caller's to put right.
   */
  async rewrite(tx: AccountTx, considered: Considered): Promise<string> {
    const { session, decision } = considered;
    if (!isPlaced(decision)) throw new Error('a session that was observed is not to lose its place');
    const proposalId = await this.writeProposal(tx, considered, decision);
    await this.observations.replace(tx, observationOf(considered, proposalId));
    await this.sessions.settleFlywheel(tx, session.id, 'done', decision.reason);
    return proposalId;
  }

  private async writeProposal(
    tx: AccountTx,
    { session, joinsSetAside, named }: Considered,
    decision: Placed,
  ): Promise<string> {
    const { joinsProposalId, absorbs } = decision;
    const id = joinsProposalId ?? v7();
    const diff = await this.diffToBase(tx, decision);
    if (joinsSetAside) await this.joinSetAside(tx, session, decision, id, diff);
    else if (joinsProposalId === null) await this.create(tx, session, decision, id, diff, named);
    else await this.join(tx, session, decision, id, diff);
    if (absorbs?.kind === 'proposal') {
      await this.absorb(tx, id, absorbs.id);
      const { confidence, validatedByOutcome } = await this.confidence.joinedBy(
        tx,
        id,
        decision.type,
        witnessOf(session, decision),
      );
      await this.proposals.reassess(tx, id, { ...confidence, validatedByOutcome });
    }
    return id;
  }

  private async create(
    tx: AccountTx,
    session: ObservedSession,
    decision: Placed,
    id: string,
    diff: FlowDiff | null,
    named: Considered['named'] = {},
  ): Promise<void> {
    const { targetFlowId } = decision;
    const flow = targetFlowId === null ? null : await this.flows.getCurrent(tx, targetFlowId);
    if (flow?.status === 'archived') throw new ProposalMoved(`flow ${flow.flowId} was archived`);
    const { confidence } = await this.confidence.ofNew(tx, decision.type, witnessOf(session, decision));
    const proposal = {
      proposalType: decision.type,
      source: sourceOfOrigin(session.origin),
      sourceSessionId: session.id,
      teamId: session.teamId,
      problemDomain: session.problemDomain ?? flow?.problemDomain ?? null,
      title: proposalTitle(decision.type, flow?.title ?? named.title ?? ownTitle(session)),
      description: named.description ?? proposalDescription(decision, session, decision.document),
      targetFlowId,
      baseVersion: decision.baseVersion,
      document: decision.document,
      diff,
      ...confidence,
      fitness: decision.fitness,
      validatedByOutcome: session.outcomeConfirmed,
      linkedTicketId: session.linkedTicketId,
      linkedTicketKind: session.linkedTicketKind,
      draftedBy: null,
      absorbs: absorbedFlow(decision),
    };
    await this.proposals.create(tx, proposal, id);
  }

  private async join(
    tx: AccountTx,
    session: ObservedSession,
    decision: Placed,
    id: string,
    diff: FlowDiff | null,
  ): Promise<void> {
    const proposalType = changing(decision);
    const witness = witnessOf(session, decision);
    const { confidence, fitness } = await this.confidence.joinedBy(tx, id, proposalType, witness);
    const growth = {
      title: proposalType === 'new_flow' ? await this.betterTitle(tx, id, session) : undefined,
      sessionId: session.id,
      proposalType,
      baseVersion: decision.baseVersion,
      document: decision.document,
      diff,
      ...confidence,
      fitness,
      validatedByOutcome: session.outcomeConfirmed,
    };
    if (!(await this.proposals.grow(tx, id, growth)))
      throw new ProposalMoved(`proposal ${id} is no longer pending`);
  }

  /** What the proposal of a new flow is called now that one more session says what the problem is. */
  private async betterTitle(
    tx: AccountTx,
    proposalId: string,
    { title }: ObservedSession,
  ): Promise<{ from: string; to: string } | undefined> {
    const problems = await this.problems.ofProposal(tx, proposalId);
    if (problems.length === 0 || problems.length >= SETTLING_SESSIONS) return undefined;
    const named = (told: readonly string[]): string => proposalTitle('new_flow', problemTitle(told));
    const [from, to] = [named(problems), named([...problems, title])];
    return from === to ? undefined : { from, to };
  }

  private async joinSetAside(
    tx: AccountTx,
    session: ObservedSession,
    decision: Placed,
    id: string,
    diff: FlowDiff | null,
  ): Promise<void> {
    const joining = { ...decision, type: changing(decision), joinsProposalId: id };
    if (!(await this.setAside.join(tx, session, joining, diff)))
      throw new ProposalMoved(`proposal ${id} is not set aside any more`);
  }

  /** A pending proposal that turned out to be a part of this one ends at once, and its sessions speak for this one. */
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

function observationOf(considered: Considered, proposalId: string | null): Observation {
  const { session, decision } = considered;
  return {
    sessionId: session.id,
    decision: decision.type,
    reason: decision.reason,
    proposalId,
    // What a proposal would change is known through the proposal; here stands the flow that was walked as it is.
    flowId: decision.type === 'auto_reinforced' ? decision.targetFlowId : null,
    flowVersion: decision.baseVersion,
    alignment: decision.alignment,
    fitness: decision.fitness,
    explanation: explained(considered),
  };
}

/** What a document is called stands in it; what a caller says is made a title of. */
function ownTitle({ origin, title }: ObservedSession): string {
  return origin === 'kb_import' ? title : problemTitle([title]);
}

/** With what a language model was asked, and at the end of the summary in how far it had a part. */
function explained({ decision: { explanation }, notes = [] }: Considered): Record<string, unknown> {
  if (notes.length === 0) return { ...explanation };
  const told = notes.map(({ reason }) => reason);
  return { ...explanation, summary: [explanation.summary, ...told].join(' '), model: notes };
}

function changing({ type }: Placed): ChangeType {
  if (type === 'auto_reinforced') throw new Error('a session that reinforces a flow joins no proposal');
  return type;
}

/** A published flow is taken in once a reviewer has agreed. */
function absorbedFlow({ absorbs }: Decision): AbsorbedFlow | null {
  if (absorbs?.kind !== 'flow' || absorbs.version === null) return null;
  return { flowId: absorbs.id, version: absorbs.version };
}

function witnessOf({ outcomeConfirmed }: ObservedSession, { fitness }: Decision): Witness {
  return { outcomeConfirmed, fitness };
}

function isPlaced(decision: Decision): decision is Placed {
  return decision.type !== 'none' && decision.document !== null;
}
