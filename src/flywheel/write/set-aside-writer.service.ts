import { Injectable } from '@nestjs/common';
import type { FlowDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import type { ReviewableType } from '../../proposals/proposal.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { REFRESH_PROPOSALS } from '../../proposals/refresh-task.js';
import { ReviewRules } from '../../proposals/rules/review-rules.service.js';
import { SetAsideProposals } from '../../proposals/set-aside.service.js';
import { ProposalConfidence } from './confidence.service.js';
import type { Decision } from '../core/types.js';
import type { ObservedSession } from '../observe/deliberation.service.js';

type Joining = Decision & { type: ReviewableType; document: FlowDocument; joinsProposalId: string };

/** Lets a session join a proposal that was decided against. */
@Injectable()
export class SetAsideWriter {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly setAside: SetAsideProposals,
    private readonly confidence: ProposalConfidence,
    private readonly rules: ReviewRules,
    private readonly jobs: JobQueue,
  ) {}

  /** @returns false, with nothing written, when the proposal is not set aside any more */
  async join(
    tx: AccountTx,
    session: ObservedSession,
    decision: Joining,
    diff: FlowDiff | null,
  ): Promise<boolean> {
    const { joinsProposalId: id, type, targetFlowId, baseVersion, document } = decision;
    const proposal = await this.proposals.lock(tx, id);
    const { outcomeConfirmed: validatedByOutcome } = session;
    const witness = { outcomeConfirmed: validatedByOutcome, fitness: decision.fitness };
    const { confidence, fitness } = await this.confidence.joinedBy(tx, id, type, witness);
    const growth = {
      ...{ sessionId: session.id, proposalType: type, targetFlowId: targetFlowId ?? undefined, baseVersion },
      ...{ document, diff, ...confidence, fitness, validatedByOutcome },
    };
    const { reopenAfterSessions } = await this.rules.settings(tx);
    const joined = await this.setAside.join(tx, proposal, growth, reopenAfterSessions);
    if (joined === 'reopened' && targetFlowId !== null)
      await this.jobs.enqueue(
        tx,
        REFRESH_PROPOSALS,
        { flow_id: targetFlowId },
        { key: `${REFRESH_PROPOSALS}:${targetFlowId}` },
      );
    return joined !== 'moved';
  }
}
