import { Injectable } from '@nestjs/common';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import { withoutPassage } from '../../flows/document/without-passage.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SearchIndex } from '../../search/search-index.service.js';
import { WordIndex } from '../../search/word-index.service.js';
import type { Proposal } from '../proposal.entity.js';
import { isReviewable, isSetAside, isSingleBranch, type Replacement } from '../proposal.js';
import { allTextsOf } from '../proposal-texts.js';
import { ProposalsRepository } from '../proposals.repository.js';
import { ProposalEventsRepository } from '../trail/proposal-events.repository.js';
import { SessionDeparturesRepository } from './session-departures.repository.js';

/** A session that a person gave to another flow, and where it went. */
export interface Departure {
  sessionId: string;
  /** Ids of the nodes that it passed in the proposal's document, in its order. */
  passage: readonly string[];
  toFlowId: string;
  /** The proposal that it stands behind now. */
  into: string;
}

/** What becomes of the proposal that a session stood behind, once its observation says that it stands elsewhere. */
@Injectable()
export class SessionDepartures {
  constructor(
    private readonly proposals: ProposalsRepository,
    private readonly departures: SessionDeparturesRepository,
    private readonly events: ProposalEventsRepository,
    private readonly flows: FlowsService,
    private readonly observations: ObservationsRepository,
    private readonly index: SearchIndex,
    private readonly words: WordIndex,
  ) {}

  /**
   * Takes the session away from a proposal that the transaction has locked. One that is still to be decided loses what this
   * session alone brought; where it had no other, and nobody wrote it by hand, it ends in favour of the session's new one. What
   * was published stays as it is.
   * @returns whether it ended
   */
  async leave(tx: AccountTx, proposal: Proposal, departure: Departure): Promise<boolean> {
    const { id, status } = proposal;
    const { sessionId, passage, toFlowId, into } = departure;
    await this.departures.leave(tx, id, sessionId);
    const others = await this.observations.passagesOfProposal(tx, id);
    const ends = status === 'pending' && others.length === 0 && proposal.draftedBy === null;
    const notes = ends ? 'Its only session was moved to another flow' : null;
    if (ends) {
      await this.departures.end(tx, id, into, notes ?? '');
      await this.index.remove(tx, id);
    } else if (
      (status === 'pending' || status === 'dismissed') &&
      isReviewable(proposal) &&
      others.length > 0
    )
      await this.shrink(
        tx,
        proposal,
        passage,
        others.map(({ nodeIds }) => nodeIds),
      );
    await this.events.append(tx, {
      proposalId: id,
      event: 'session_moved',
      from: status,
      to: ends ? 'dismissed' : status,
      notes,
      details: { session_id: sessionId, to_flow_id: toFlowId, into },
    });
    if (!ends && proposal.firstApproval !== null)
      await this.events.appendLapse(tx, id, proposal.approvedByFirst, 'A session was taken away since');
    return ends;
  }

  private async shrink(
    tx: AccountTx,
    proposal: Proposal,
    passage: readonly string[],
    others: readonly (readonly string[])[],
  ): Promise<void> {
    const { id, status, targetFlowId, baseVersion, proposedFlowData } = proposal;
    if (status === 'dismissed' && !isSetAside(proposal)) return;
    const base =
      targetFlowId === null || baseVersion === null
        ? null
        : (await this.flows.getVersion(tx, targetFlowId, baseVersion)).document;
    const document = withoutPassage(proposedFlowData, base, passage, others);
    const diff = base && baseVersion !== null ? diffFlowDocuments(base, document, baseVersion) : null;
    const content: Replacement = { proposalType: typeOf(proposal, base, diff), baseVersion, document, diff };
    const kept = await this.proposals.replaceContent(
      tx,
      id,
      content,
      null,
      status === 'dismissed' ? 'dismissed' : 'pending',
    );
    if (kept === null) return;
    await this.index.put(tx, status === 'dismissed' ? 'set_aside' : 'proposal', id, kept.title, document);
    await this.words.put(tx, 'proposal', id, allTextsOf(kept, document));
  }
}

function typeOf(
  { proposalType }: Proposal,
  base: Proposal['proposedFlowData'] | null,
  diff: Proposal['proposedDiff'],
): Replacement['proposalType'] {
  if (base === null || diff === null || proposalType === 'new_flow') return 'new_flow';
  // With less in it, what was one branch is still one.
  return proposalType === 'branch_addition' || isSingleBranch(base, diff) ? 'branch_addition' : 'enhancement';
}
