import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIRM_OUTCOME } from '../ai-sessions/flywheel-task.js';
import { ObservationsService } from '../ai-sessions/observations.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { JobRegistry } from '../kernel/jobs/job-registry.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { confidenceOf } from './core/confidence.js';
import { EvidenceView } from './evidence.view.js';

/** The job that lets a proposal follow what became known later about its sessions' outcomes. */
@Injectable()
export class ConfirmOutcome implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly observations: ObservationsService,
    private readonly proposals: ProposalsService,
    private readonly evidence: EvidenceView,
  ) {}

  onModuleInit(): void {
    this.registry.register(CONFIRM_OUTCOME, (payload, { actor }) =>
      this.confirm(actor, String(payload['session_id'])),
    );
  }

  /** Counts the confirmed sessions again, so that running twice changes nothing. */
  async confirm(actor: Actor, sessionId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const observation = await this.observations.find(tx, sessionId);
      if (!observation?.proposalId) return;
      await this.proposals.lock(tx, observation.proposalId);
      const evidence = await this.evidence.ofProposal(tx, observation.proposalId);
      await this.proposals.reassess(tx, observation.proposalId, {
        validatedByOutcome: evidence.confirmedOutcomes > 0,
        confidenceScore: confidenceOf(evidence),
      });
    });
  }
}
