import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobRegistry } from '../../kernel/jobs/job-registry.js';
import { WalkSupportRepository } from '../../l1-walks/learning/walk-support.repository.js';
import { CONFIRM_WALK } from '../../l1-walks/learning/walk-support.service.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { ProposalConfidence } from '../write/confidence.service.js';

/** The job that lets published proposals follow what became known of a walk that passed what they brought. */
@Injectable()
export class ConfirmWalk implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly support: WalkSupportRepository,
    private readonly proposals: ProposalsService,
    private readonly confidence: ProposalConfidence,
  ) {}

  onModuleInit(): void {
    this.registry.register(CONFIRM_WALK, (payload, { actor }) =>
      this.confirm(actor, String(payload['walk_id'])),
    );
  }

  /** Counts what is confirmed again, so that running twice changes nothing. */
  async confirm(actor: Actor, walkId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      for (const proposalId of await this.support.proposalsOf(tx, walkId)) {
        const { id, proposalType } = await this.proposals.lock(tx, proposalId);
        const { confidence, validatedByOutcome } = await this.confidence.of(tx, id, proposalType);
        await this.proposals.reassess(tx, id, { ...confidence, validatedByOutcome });
      }
    });
  }
}
