import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { SearchIndex } from '../search/search-index.service.js';
import { WordIndex } from '../search/word-index.service.js';
import { ProposalDecisions } from './proposal-decisions.service.js';
import { ProposalEventsRepository } from './trail/proposal-events.repository.js';
import type { Proposal } from './proposal.entity.js';
import { isSetAside, type Growth } from './proposal.js';
import { allTextsOf } from './proposal-texts.js';
import { ProposalsRepository } from './proposals.repository.js';

/** What became of a session that was to join a proposal which had been decided against. */
export type Joining = 'joined' | 'reopened' | 'moved';

/**
 * Proposals that were decided against go on taking in the sessions that look like them. A rejected one stays as it was
 * rejected and only counts them; a dismissed one grows as if it were pending, and comes back after enough of them.
 */
@Injectable()
export class SetAsideProposals {
  constructor(
    private readonly proposals: ProposalsRepository,
    private readonly decisions: ProposalDecisions,
    private readonly events: ProposalEventsRepository,
    private readonly index: SearchIndex,
    private readonly words: WordIndex,
  ) {}

  /**
   * Lets one more session join a proposal that the transaction has locked.
   * @param reopenAfter so many sessions since its dismissal bring it back; 0: none do
   * @returns `moved`, with nothing changed, when it is not set aside any more
   */
  async join(tx: AccountTx, proposal: Proposal, growth: Growth, reopenAfter: number): Promise<Joining> {
    const { id, status } = proposal;
    if (!isSetAside(proposal)) return 'moved';
    const dismissed = status === 'dismissed';
    const { sessionId, validatedByOutcome: outcomeConfirmed } = growth;
    const joining = { id: sessionId, outcomeConfirmed };
    const names = dismissed
      ? await this.proposals.replaceContent(tx, id, growth, joining, 'dismissed')
      : await this.proposals.addSession(tx, id, sessionId);
    if (names === null) return 'joined';
    const { sessionsSinceDecision: sessions } = names;
    const details = { session_id: sessionId, sessions_since_decision: sessions };
    await this.events.append(tx, { proposalId: id, event: 'joined', from: status, to: status, details });
    if (!dismissed) return 'joined';
    await this.index.put(tx, 'set_aside', id, names.title, growth.document);
    await this.words.put(tx, 'proposal', id, allTextsOf(names, growth.document));
    if (reopenAfter === 0 || sessions < reopenAfter) return 'joined';
    await this.reopen(tx, { ...proposal, proposedFlowData: growth.document }, sessions);
    return 'reopened';
  }

  private async reopen(tx: AccountTx, proposal: Proposal, sessions: number): Promise<void> {
    await this.decisions.record(tx, proposal, {
      decision: 'reopen',
      notes: `${sessions} more ${sessions === 1 ? 'session has' : 'sessions have'} joined since it was dismissed`,
      publication: null,
      details: { sessions_since_decision: sessions, dismissed_for: proposal.reasonCode },
    });
  }
}
