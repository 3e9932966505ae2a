import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { hasRole, type Actor } from '../../kernel/http/actor.js';
import { claimed, noHolder, notAReviewer, notClaimed } from './claims.errors.js';
import { WaitingDto, type NextProposalDto } from './claims.response.dto.js';
import { ClaimsRepository } from './claims.repository.js';
import { ClaimsView, type Claim } from './claims.view.js';
import { ProposalEventsRepository } from '../trail/proposal-events.repository.js';
import type { ProposalFilter } from '../list/proposal-list.js';
import type { Proposal } from '../proposal.entity.js';
import type { ProposalDto } from '../proposal.response.dto.js';
import { notPending } from '../proposals.errors.js';
import { ProposalsService } from '../proposals.service.js';
import { involvedHolder } from '../rules/review-rules.errors.js';
import { ReviewRules } from '../rules/review-rules.service.js';

/** Who works on which proposal. A claim ends with the decision, when it is given up, or by itself when it expires. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly claims: ClaimsRepository,
    private readonly view: ClaimsView,
    private readonly events: ProposalEventsRepository,
    private readonly rules: ReviewRules,
  ) {}

  /**
   * Claims the best pending proposal that the actor holds already or, where they hold none, that nobody does, and that
   * they may decide on. Where there is none, it says what waits all the same, and with whom.
   * @throws DomainError 403 for a credential that is no person's
   */
  async next(actor: Actor, filter: ProposalFilter): Promise<NextProposalDto> {
    const userId = personOf(actor);
    return this.transactions.run(actor, async (tx) => {
      const settings = await this.rules.settings(tx);
      const claim = { userId, minutes: settings.claimMinutes };
      const handed = await this.claims.takeNext(tx, claim, filter, settings);
      if (handed === null) {
        const waiting = await this.view.waiting(tx, userId, filter, settings);
        return { proposal: null, waiting: WaitingDto.from(waiting) };
      }
      const { id, resumed } = handed;
      if (!resumed) await this.tell(tx, id, 'claimed', { claimed_by: userId });
      return { proposal: await this.proposals.read(tx, id), waiting: null };
    });
  }

  /**
   * Claims one proposal; of one's own, the claim begins anew.
   * @throws DomainError 403, also `four_eyes`; 404; 409 `claimed`, `not_pending`
   */
  async claim(actor: Actor, id: string): Promise<ProposalDto> {
    const userId = personOf(actor);
    return this.change(actor, id, async (tx, claim, proposal) => {
      refuseAnothers(id, claim, userId);
      await this.rules.requireUninvolved(tx, proposal);
      await this.hold(tx, id, userId);
      if (!claim?.active) await this.tell(tx, id, 'claimed', { claimed_by: userId });
    });
  }

  /**
   * Lets one's own claim begin anew, also when it expired and nobody took the proposal since.
   * @throws DomainError 403, 404, 409 `claimed`, `not_claimed`, `not_pending`
   */
  async renew(actor: Actor, id: string): Promise<ProposalDto> {
    const userId = personOf(actor);
    return this.change(actor, id, async (tx, claim, proposal) => {
      refuseAnothers(id, claim, userId);
      await this.rules.requireUninvolved(tx, proposal);
      if (claim?.claimedBy !== userId) throw notClaimed(id);
      await this.hold(tx, id, userId);
    });
  }

  /**
   * Gives a claim up; an admin, also another's. Where nobody holds the proposal it stays so.
   * @throws DomainError 403, 404, 409 `claimed`, `not_pending`
   */
  async release(actor: Actor, id: string): Promise<ProposalDto> {
    const userId = personOf(actor);
    return this.change(actor, id, async (tx, claim) => {
      if (!claim?.active) return;
      if (!hasRole(actor, 'admin')) refuseAnothers(id, claim, userId);
      await this.claims.release(tx, id);
      await this.tell(tx, id, 'released', { claimed_by: claim.claimedBy });
    });
  }

  /**
   * Gives a proposal to a reviewer, whoever holds it.
   * @throws DomainError 404, 409 `not_pending`, 422 for a user who may not decide, or not on this one
   */
  async transfer(actor: Actor, id: string, userId: string): Promise<ProposalDto> {
    return this.change(actor, id, async (tx, claim, proposal) => {
      if (!(await this.view.isReviewer(tx, userId))) throw notAReviewer();
      if (await this.rules.involvement(tx, proposal, userId)) throw involvedHolder();
      await this.hold(tx, id, userId);
      const from = claim?.active ? claim.claimedBy : null;
      await this.tell(tx, id, 'transferred', { claimed_by: userId, from });
    });
  }

  /**
   * For who decides on a proposal that the transaction has locked.
   * @throws DomainError 409 `claimed` when another holds it
   */
  async requireFree(tx: AccountTx, { id, status }: Proposal): Promise<void> {
    if (status !== 'pending') return;
    refuseAnothers(id, await this.view.find(tx, id), tx.actor.userId);
  }

  private async change(
    actor: Actor,
    id: string,
    work: (tx: AccountTx, claim: Claim | null, proposal: Proposal) => Promise<void>,
  ): Promise<ProposalDto> {
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      if (proposal.status !== 'pending') throw notPending(proposal);
      await work(tx, await this.view.find(tx, id), proposal);
      return this.proposals.read(tx, id);
    });
  }

  private async hold(tx: AccountTx, id: string, userId: string): Promise<void> {
    const { claimMinutes: minutes } = await this.rules.settings(tx);
    await this.claims.hold(tx, id, { userId, minutes });
  }

  private async tell(
    tx: AccountTx,
    proposalId: string,
    event: 'claimed' | 'released' | 'transferred',
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.events.append(tx, { proposalId, event, from: 'pending', to: 'pending', details });
  }
}

function personOf({ userId }: Actor): string {
  if (userId === null) throw noHolder();
  return userId;
}

function refuseAnothers(id: string, claim: Claim | null, userId: string | null): void {
  if (claim?.active && claim.claimedBy !== userId) throw claimed(id, claim);
}
