import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIRM_OUTCOME } from '../../ai-sessions/observations/flywheel-task.js';
import { ObservationsRepository } from '../../ai-sessions/observations/observations.repository.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobRegistry } from '../../kernel/jobs/job-registry.js';
import { WalkOutcomes } from '../../l1-walks/learning/walk-outcomes.service.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { ProposalConfidence } from '../write/confidence.service.js';

/** The job that lets a proposal, and the walk that it came of, follow what became known later of a session's outcome. */
@Injectable()
export class ConfirmOutcome implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly observations: ObservationsRepository,
    private readonly walks: WalkOutcomes,
    private readonly proposals: ProposalsService,
    private readonly confidence: ProposalConfidence,
  ) {}

  onModuleInit(): void {
    this.registry.register(CONFIRM_OUTCOME, (payload, { actor }) =>
      this.confirm(actor, String(payload['session_id'])),
    );
  }

  /** Counts the confirmed sessions again, so that running twice changes nothing. */
  async confirm(actor: Actor, sessionId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await this.walks.followSession(tx, sessionId);
      const observation = await this.observations.find(tx, sessionId);
      if (!observation?.proposalId) return;
      const { id, proposalType } = await this.proposals.lock(tx, observation.proposalId);
      const { confidence, validatedByOutcome } = await this.confidence.of(tx, id, proposalType);
      await this.proposals.reassess(tx, id, { ...confidence, validatedByOutcome });
    });
  }
}
