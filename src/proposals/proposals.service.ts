import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, type PageQuery, toPage, toTimePosition } from '../kernel/http/paging.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import { SearchIndex } from '../search/search-index.service.js';
import { WordIndex } from '../search/word-index.service.js';
import { withClaim } from './claims/claim.dto.js';
import { changeSummary } from './changes/change-summary.js';
import type { ProposalEventPageDto } from './trail/proposal-event.response.dto.js';
import { ProposalEventsRepository } from './trail/proposal-events.repository.js';
import { cursorValues, toPosition } from './list/proposal-list.js';
import { filterFor } from './list/proposal-list-filter.js';
import type { ProposalListQuery } from './list/proposal-list.request.dto.js';
import { ProposalDto } from './proposal.response.dto.js';
import type { ProposalPageDto } from './list/proposal-summary.response.dto.js';
import type { Proposal } from './proposal.entity.js';
import { statusOfNew, type Assessment, type Growth, type NewProposal, type Replacement } from './proposal.js';
import { allTextsOf, textsOf } from './proposal-texts.js';
import { proposalNotFound } from './proposals.errors.js';
import {
  ProposalsRepository,
  type DraftChanges,
  type ProposalNames,
  type ReplacedContent,
} from './proposals.repository.js';
import { ProposalsView } from './proposals.view.js';

/**
 * Proposals: reads for the API, and what other modules do with them inside a transaction of theirs. Every change
 * writes its event and keeps the indexes in step: of the terms, which holds the pending ones only, and of the words.
 */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsRepository,
    private readonly events: ProposalEventsRepository,
    private readonly view: ProposalsView,
    private readonly index: SearchIndex,
    private readonly words: WordIndex,
  ) {}

  async list(actor: Actor, query: ProposalListQuery): Promise<ProposalPageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, sort = 'created_at', ...wanted } = query;
    const filter = filterFor(actor, wanted);
    const after = cursor === undefined ? null : toPosition(sort, cursor);
    const rows = await this.transactions.read(actor, (tx) =>
      this.view.list(tx, filter, sort, after, limit + 1),
    );
    return toPage(rows, limit, ({ sort_key: key, ...row }) => [
      withClaim(row),
      cursorValues(sort, { key, id: row.id }),
    ]);
  }

  async get(actor: Actor, id: string): Promise<ProposalDto> {
    return this.transactions.read(actor, (tx) => this.read(tx, id));
  }

  async listEvents(actor: Actor, id: string, query: PageQuery): Promise<ProposalEventPageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const rows = await this.transactions.read(actor, async (tx) => {
      const found = await this.view.listEvents(tx, id, after, limit + 1);
      if (found.length === 0 && !(await this.view.exists(tx, id))) throw proposalNotFound();
      return found;
    });
    return toPage(rows, limit, ({ created_at_key, ...event }) => [event, [created_at_key, event.id]]);
  }

  /**
   * A proposal as the API shows it.
   * @throws DomainError 404
   */
  async read(tx: AccountTx, id: string): Promise<ProposalDto> {
    const row = await this.view.find(tx, id);
    if (!row) throw proposalNotFound();
    return ProposalDto.from(row);
  }

  /** Makes a proposal from one session: pending, or a mere record when its type is auto_reinforced. */
  async create(tx: AccountTx, proposal: NewProposal, id = v7()): Promise<{ id: string }> {
    const status = statusOfNew(proposal);
    const details = { proposal_type: proposal.proposalType, session_id: proposal.sourceSessionId };
    await this.proposals.insert(tx, id, proposal);
    await this.events.append(tx, { proposalId: id, event: 'created', from: null, to: status, details });
    // One that changes nothing would be found by all the words of its flow.
    if (status === 'pending') await this.index.put(tx, 'proposal', id, proposal.title, proposal.document);
    const texts = status === 'pending' ? allTextsOf(proposal, proposal.document) : textsOf(proposal);
    await this.words.add(tx, 'proposal', id, texts);
    return { id };
  }

  /**
   * Lets one more session join a pending proposal, which takes on the content that this led to. Lock it before the
   * content is worked out, or a change in between is lost.
   * @returns false, with nothing changed, when it is not pending; joining twice changes nothing
   */
  async grow(tx: AccountTx, id: string, growth: Growth): Promise<boolean> {
    const { sessionId, validatedByOutcome, proposalType } = growth;
    const joining = { id: sessionId, outcomeConfirmed: validatedByOutcome };
    const names = await this.proposals.replaceContent(tx, id, growth, joining);
    if (names === null) return this.proposals.isSupportedBy(tx, id, sessionId);
    const details = { proposal_type: proposalType, session_id: sessionId };
    await this.follow(tx, id, names, growth, { event: 'grown', details, why: 'A session joined since' });
    return true;
  }

  /**
   * Brings a pending proposal up to a newer version of its flow.
   * @returns false, with nothing changed, when it is not pending
   */
  async replaceDocument(tx: AccountTx, id: string, replacement: Replacement): Promise<boolean> {
    const names = await this.proposals.replaceContent(tx, id, replacement, null);
    if (names === null) return false;
    const { proposalType, baseVersion } = replacement;
    const details = { proposal_type: proposalType, base_version: baseVersion };
    await this.follow(tx, id, names, replacement, {
      ...{ event: 'refreshed', details },
      why: 'The flow moved on since',
    });
    return true;
  }

  /**
   * Lets one pending proposal take over the sessions of another that turned out to be a part of it; that one is put
   * aside. The document is the caller's to merge.
   * @returns false when one of them is not pending
   */
  async absorb(tx: AccountTx, into: string, from: string): Promise<boolean> {
    if (!(await this.proposals.absorb(tx, into, from, `Merged into the proposal ${into}`))) return false;
    const details = { into, from };
    await this.events.append(tx, {
      proposalId: from,
      event: 'merged',
      from: 'pending',
      to: 'dismissed',
      details,
    });
    await this.events.append(tx, {
      proposalId: into,
      event: 'merged',
      from: 'pending',
      to: 'pending',
      details,
    });
    await this.index.inherit(tx, from, into);
    await this.index.remove(tx, from);
    return true;
  }

  /**
   * Turns a pending proposal into a mere record, since the flow has come to hold all that it would add.
   * @returns false, with nothing changed, when it is not pending
   */
  async settleAsReinforced(tx: AccountTx, id: string, reason: string): Promise<boolean> {
    if (!(await this.proposals.reinforce(tx, id))) return false;
    await this.events.append(tx, {
      proposalId: id,
      event: 'reinforced',
      from: 'pending',
      to: 'auto_reinforced',
      notes: reason,
    });
    await this.index.remove(tx, id);
    return true;
  }

  /**
   * Notes what became known later about the sessions behind a proposal, whatever its status. What it says already is
   * not noted twice.
   */
  async reassess(tx: AccountTx, id: string, assessment: Assessment): Promise<void> {
    const status = await this.proposals.reassess(tx, id, assessment);
    if (status === null) return;
    const { confidenceScore: confidence_score, confidenceBasis: confidence_basis } = assessment;
    const details = {
      confidence_score,
      confidence_basis,
      validated_by_outcome: assessment.validatedByOutcome,
    };
    await this.events.append(tx, { proposalId: id, event: 'reassessed', from: status, to: status, details });
  }

  /**
   * Locks a proposal until the transaction ends: whoever else would change it waits.
   * @throws DomainError 404
   */
  async lock(tx: AccountTx, id: string): Promise<Proposal> {
    const proposal = await this.proposals.lock(tx, id);
    if (!proposal) throw proposalNotFound();
    return proposal;
  }

  /**
   * A proposal as it is stored, for looking only.
   * @throws DomainError 404
   */
  async getStored(tx: AccountTx, id: string): Promise<Proposal> {
    const proposal = await this.proposals.find(tx, id);
    if (!proposal) throw proposalNotFound();
    return proposal;
  }

  /** Rewrites a pending proposal that the transaction has locked; what `changes` leaves undefined stays. */
  async rewrite(tx: AccountTx, proposal: Proposal, changes: DraftChanges): Promise<void> {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (given.length === 0) return;
    const { id } = proposal;
    const rewritten = { ...proposal, ...Object.fromEntries(given) };
    const { proposalType, proposedFlowData, proposedDiff } = rewritten;
    await this.proposals.rewrite(tx, id, {
      ...Object.fromEntries(given),
      summary: changeSummary(proposalType, proposedFlowData, proposedDiff),
    });
    await this.events.append(tx, {
      proposalId: id,
      event: 'edited',
      from: 'pending',
      to: 'pending',
      details: { fields: given.map(([property]) => columnOf(property)) },
    });
    const { approvedByFirst, firstApproval } = proposal;
    await this.lapse(tx, id, { approvedByFirst, wasApproved: firstApproval !== null }, 'It was edited since');
    await this.putIntoIndexes(tx, id, rewritten, proposedFlowData);
  }

  /** Keeps the trail and the indexes in step with a pending proposal whose content was replaced. */
  private async follow(
    tx: AccountTx,
    id: string,
    names: ReplacedContent,
    { document }: Replacement,
    { event, details, why }: { event: 'grown' | 'refreshed'; details: Record<string, unknown>; why: string },
  ): Promise<void> {
    await this.events.append(tx, { proposalId: id, event, from: 'pending', to: 'pending', details });
    await this.lapse(tx, id, names, why);
    await this.putIntoIndexes(tx, id, names, document);
  }

  /** What a first person approved is no longer there. */
  private async lapse(
    tx: AccountTx,
    id: string,
    { wasApproved, approvedByFirst }: Pick<ReplacedContent, 'wasApproved' | 'approvedByFirst'>,
    why: string,
  ): Promise<void> {
    if (wasApproved) await this.events.appendLapse(tx, id, approvedByFirst, why);
  }

  private async putIntoIndexes(
    tx: AccountTx,
    id: string,
    names: ProposalNames,
    document: FlowDocument,
  ): Promise<void> {
    await this.index.put(tx, 'proposal', id, names.title, document);
    await this.words.put(tx, 'proposal', id, allTextsOf(names, document));
  }
}

function columnOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
