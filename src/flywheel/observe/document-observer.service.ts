import { Injectable } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { diffFlowDocuments, isEmptyDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { FlowsService } from '../../flows/flows.service.js';
import { lockAccount } from '../../kernel/database/account-lock.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { isSingleBranch } from '../../proposals/proposal.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import type { DocumentDecision } from '../core/decision/decide-document.js';
import type { Candidate, Decision } from '../core/types.js';
import { MergingService } from '../merging/merging.service.js';
import { DecisionWriter } from '../write/decision-writer.service.js';
import { Deliberation, type ObservedSession } from './deliberation.service.js';
import { KNOWLEDGE_LOCK } from './observe-session.service.js';

/** A procedure that somebody wrote down; the session's steps are the document's nodes, in their order. */
export interface WrittenProcedure {
  session: ObservedSession;
  document: FlowDocument;
  /** An earlier state of it, and the session that brought it. */
  earlier: { document: FlowDocument; sessionId: string } | null;
}

/** What came of it. */
export interface DocumentOutcome extends DocumentDecision {
  proposalId: string | null;
}

/** Takes whole documents in as the flywheel takes sessions in: each makes, joins or changes one proposal. */
@Injectable()
export class DocumentObserver {
  constructor(
    private readonly deliberation: Deliberation,
    private readonly writer: DecisionWriter,
    private readonly observations: ObservationsRepository,
    private readonly proposals: ProposalsService,
    private readonly flows: FlowsService,
    private readonly merging: MergingService,
  ) {}

  /** Lets nobody else change what the account knows until the transaction ends. */
  async lock(tx: AccountTx): Promise<void> {
    await lockAccount(tx, KNOWLEDGE_LOCK);
  }

  /** What a procedure means now; nothing is written. */
  async consider(tx: AccountTx, procedure: WrittenProcedure): Promise<DocumentDecision> {
    const revised = procedure.earlier ? await this.revise(tx, procedure) : null;
    return revised ?? this.deliberation.considerDocument(tx, procedure.session, procedure.document);
  }

  /**
   * Writes what a procedure means, in a transaction that holds the lock.
   * @throws ProposalMoved when a reviewer was quicker; the transaction is to be begun anew
   */
  async observe(tx: AccountTx, procedure: WrittenProcedure): Promise<DocumentOutcome> {
    let considered = await this.consider(tx, procedure);
    if (considered.decision.joinsProposalId !== null) {
      // Somebody may edit the proposal while it is not locked, so what it becomes is worked out again.
      await this.writer.lock(tx, considered.decision);
      considered = await this.consider(tx, procedure);
    }
    const { decision } = considered;
    const { session } = procedure;
    const written = {
      session,
      decision,
      fingerprint: '',
      snapshot: null,
      lookedTwice: false,
      joinsSetAside: false,
      unencoded: [],
    };
    const proposalId = await this.writer.write(tx, written);
    await this.deliberation.learn(tx, written, proposalId);
    return { ...considered, proposalId };
  }

  /** Null where nothing is left of what the earlier state became. */
  private async revise(
    tx: AccountTx,
    { session, document, earlier }: WrittenProcedure,
  ): Promise<DocumentDecision | null> {
    if (!earlier) return null;
    const target = await this.whereItWent(tx, earlier.sessionId);
    if (!target) return null;
    const revised = await this.merging.revise({
      before: earlier.document,
      document,
      current: target.document,
    });
    const diff = diffFlowDocuments(target.document, revised.document, null);
    const changed = !isEmptyDiff(diff);
    const known = new Set(target.document.nodes.map(({ id }) => id));
    const alignment = revised.placed.nodes.map(({ id }, step) => ({
      ...{ step, node_id: id, score: 1 },
      move: known.has(id) ? ('synchronous' as const) : ('new' as const),
    }));
    const summary = !changed
      ? `The document has changed, and "${target.title}" holds all of it.`
      : revised.onlyAdds
        ? `The document has changed, and so has "${target.title}" at the same places: what it adds is taken over.`
        : `The document has changed, and "${target.title}" changes with it.`;
    const newSteps = alignment.filter(({ move }) => move === 'new').map(({ step }) => step);
    const decision: Decision = {
      type: await this.typeOf(tx, target, revised.document, changed),
      ...{ noneReason: null, reason: summary, absorbs: null, document: revised.document, changed, alignment },
      joinsProposalId: target.kind === 'proposal' ? target.id : null,
      targetFlowId: target.targetFlowId,
      baseVersion: target.version,
      fitness: Math.round((1 - newSteps.length / Math.max(1, session.steps.length)) * 1000) / 1000,
      explanation: {
        ...{ summary, candidates: [], new_steps: newSteps, skipped_nodes: [], relabelled_edges: [] },
        unsure_labels: [],
        new_edges: diff.edges.added.map(({ from, to, condition }) => ({
          from,
          to,
          label: condition?.label ?? null,
        })),
      },
    };
    return { decision, placed: revised.placed };
  }

  /** The flow or pending proposal that a session became a part of. */
  private async whereItWent(
    tx: AccountTx,
    sessionId: string,
  ): Promise<Pick<
    Candidate,
    'kind' | 'id' | 'targetFlowId' | 'version' | 'proposalType' | 'title' | 'document'
  > | null> {
    const observation = await this.observations.find(tx, sessionId);
    if (!observation) return null;
    const proposal = observation.proposalId
      ? await this.proposals.getStored(tx, observation.proposalId)
      : null;
    if (proposal?.status === 'pending' && proposal.proposalType !== 'auto_reinforced') {
      const {
        id,
        targetFlowId,
        baseVersion: version,
        proposalType,
        title,
        proposedFlowData: document,
      } = proposal;
      return { kind: 'proposal', id, targetFlowId, version, proposalType, title, document };
    }
    const flowId = observation.flowId ?? proposal?.publishedFlowId;
    const found = flowId ? await this.flows.findCurrent(tx, flowId) : null;
    const flow = found?.mergedInto ? await this.flows.findCurrent(tx, found.mergedInto) : found;
    if (!flow || flow.status === 'archived') return null;
    const { version, title, document } = flow;
    return {
      kind: 'flow',
      id: flow.flowId,
      targetFlowId: flow.flowId,
      version,
      proposalType: null,
      title,
      document,
    };
  }

  private async typeOf(
    tx: AccountTx,
    {
      kind,
      targetFlowId,
      version,
      proposalType,
      document: present,
    }: Pick<Candidate, 'kind' | 'targetFlowId' | 'version' | 'proposalType' | 'document'>,
    document: FlowDocument,
    changed: boolean,
  ): Promise<Exclude<Decision['type'], 'none'>> {
    if (kind === 'flow' && !changed) return 'auto_reinforced';
    if (targetFlowId === null || version === null) return proposalType ?? 'new_flow';
    const base =
      kind === 'flow' ? present : (await this.flows.getVersion(tx, targetFlowId, version)).document;
    return isSingleBranch(base, diffFlowDocuments(base, document, version))
      ? 'branch_addition'
      : 'enhancement';
  }
}
