import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/http/actor.js';
import { DraftsService } from '../proposals/drafts/drafts.service.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { DecisionsService } from '../review/decisions/decisions.service.js';
import type { DemoDecision, DemoDraft, DemoEdit } from './story.js';

/** Does what engineers and reviewers of a story do, through the services that the API calls. */
@Injectable()
export class DemoDecisions {
  constructor(
    private readonly drafts: DraftsService,
    private readonly proposals: ProposalsService,
    private readonly review: DecisionsService,
  ) {}

  async draft(actor: Actor, sessionId: string, draft: DemoDraft): Promise<void> {
    await this.drafts.draft(actor, {
      proposal_type: 'new_flow',
      title: draft.title,
      description: draft.description,
      problem_domain: draft.problemDomain,
      proposed_flow_data: draft.flow,
      source_session_id: sessionId,
    });
  }

  async decide(actor: Actor, proposalId: string, decision: DemoDecision): Promise<void> {
    const request = { reviewer_notes: decision.notes ?? null };
    switch (decision.verdict) {
      case 'approve':
        await this.review.approve(actor, proposalId, request);
        break;
      case 'modify':
        await this.modify(actor, proposalId, decision.notes, decision.edit);
        break;
      case 'reject':
        await this.review.reject(actor, proposalId, { ...request, reason_code: decision.reason });
        break;
      case 'dismiss':
        await this.review.dismiss(actor, proposalId, { ...request, reason_code: decision.reason });
        break;
      case 'reopen':
        await this.review.reopen(actor, proposalId, request);
        break;
    }
  }

  /** As a reviewer does: reads the proposal, edits the texts, publishes the result. */
  private async modify(actor: Actor, proposalId: string, notes: string, edit: DemoEdit): Promise<void> {
    const { proposed_flow_data: proposed } = await this.proposals.get(actor, proposalId);
    const nodes = proposed.nodes.map((node) => ({ ...node, text: edit.texts[node.text] ?? node.text }));
    await this.review.modify(actor, proposalId, {
      reviewer_notes: notes,
      title: edit.title,
      flow_data: { ...proposed, nodes },
    });
  }
}
