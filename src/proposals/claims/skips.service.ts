import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { noHolder } from './claims.errors.js';
import { ClaimsRepository } from './claims.repository.js';
import { ClaimsView } from './claims.view.js';
import { ProposalEventsRepository } from '../trail/proposal-events.repository.js';
import { notPending } from '../proposals.errors.js';
import { ProposalsService } from '../proposals.service.js';
import { SkipsRepository } from './skips.repository.js';

/** Until when somebody passes a proposal over; null once they do not. */
export interface Skip {
  proposal_id: string;
  skipped_until: Date | null;
}

/** Proposals that a reviewer does not want to be handed for a while. Nobody else is told, or kept from them. */
@Injectable()
export class SkipsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly claims: ClaimsRepository,
    private readonly view: ClaimsView,
    private readonly skips: SkipsRepository,
    private readonly events: ProposalEventsRepository,
  ) {}

  /**
   * Passes a pending proposal over, also one that is passed over already; one's own claim on it is given up.
   * @throws DomainError 403 for a credential that is no person's; 404; 409 `not_pending`
   */
  async skip(actor: Actor, id: string, minutes: number): Promise<Skip> {
    const { userId } = actor;
    if (userId === null) throw noHolder();
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      if (proposal.status !== 'pending') throw notPending(proposal);
      const claim = await this.view.find(tx, id);
      if (claim?.active && claim.claimedBy === userId) {
        await this.claims.release(tx, id);
        const details = { claimed_by: userId };
        await this.events.append(tx, {
          ...{ proposalId: id, event: 'released', from: 'pending', to: 'pending', details },
        });
      }
      return { proposal_id: id, skipped_until: await this.skips.put(tx, userId, id, minutes) };
    });
  }

  /**
   * Takes that back; where it is not passed over, it stays so.
   * @throws DomainError 403 for a credential that is no person's; 404
   */
  async unskip(actor: Actor, id: string): Promise<Skip> {
    const { userId } = actor;
    if (userId === null) throw noHolder();
    return this.transactions.run(actor, async (tx) => {
      await this.proposals.getStored(tx, id);
      await this.skips.remove(tx, userId, id);
      return { proposal_id: id, skipped_until: null };
    });
  }
}
