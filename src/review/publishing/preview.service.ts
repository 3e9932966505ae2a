import { Injectable } from '@nestjs/common';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import { validateFlowDocument } from '../../flows/document/validate-flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { nextTurn } from '../../kernel/threads/turns.js';
import type { Proposal } from '../../proposals/proposal.entity.js';
import { isReviewable, PROPOSAL_LIFECYCLE } from '../../proposals/proposal.js';
import { ProposalsService } from '../../proposals/proposals.service.js';
import { UnsureLabels } from '../../proposals/unsure/unsure-labels.service.js';
import { withLabels } from '../../proposals/unsure/unsure-labels.js';
import { SessionReplay } from '../../proposals/session-replay.js';
import { editsOf } from '../decisions/decisions.service.js';
import type { PreviewRequest } from './preview.request.dto.js';
import { PreviewDto, type PreviewFacts } from './preview.response.dto.js';
import type { FlowEdits } from './publication.js';
import { Publishing } from './publishing.service.js';
import { alreadyDecided, labelsOfEdited, notReviewable } from '../review.errors.js';
import { ReviewView } from '../decisions/review.view.js';

/** Shows what a decision would publish, on a snapshot and without a lock. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly publishing: Publishing,
    private readonly replay: SessionReplay,
    private readonly unsure: UnsureLabels,
    private readonly view: ReviewView,
  ) {}

  async preview(actor: Actor, id: string, request: PreviewRequest): Promise<PreviewDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const proposal = await this.proposals.getStored(tx, id);
      await this.checkOpen(tx, proposal);
      return PreviewDto.from(await this.look(tx, proposal, request));
    });
  }

  /** A dismissed proposal can be reopened, so it may be looked at as well. */
  private async checkOpen(tx: AccountTx, proposal: Proposal): Promise<void> {
    if (!isReviewable(proposal)) throw notReviewable(proposal);
    const { status } = proposal;
    if (PROPOSAL_LIFECYCLE.allows(status, 'approve') || PROPOSAL_LIFECYCLE.allows(status, 'reopen')) return;
    throw alreadyDecided(proposal, await this.view.findUserName(tx, proposal.reviewedBy));
  }

  private async look(
    tx: AccountTx,
    proposal: Proposal,
    { flow_data: flowData, base_version: baseVersion, labels }: PreviewRequest,
  ): Promise<PreviewFacts> {
    const facts = unknown(proposal, baseVersion);
    if (flowData !== undefined && labels !== undefined) throw labelsOfEdited();
    const first = flowData === undefined && baseVersion === undefined ? proposal.firstApproval : null;
    const edits: FlowEdits = first ? editsOf(first) : { baseVersion };
    const named = labels ?? first?.labels ?? [];
    if (flowData !== undefined) {
      const checked = validateFlowDocument(flowData);
      if (!checked.ok)
        return {
          ...facts,
          faults: checked.faults.map((fault) => ({ ...fault, pointer: `/flow_data${fault.pointer}` })),
        };
      edits.document = checked.document;
    }
    if (!edits.document) {
      facts.open = await this.unsure.leftOpen(tx, proposal, named);
      facts.mustBeNamed = await this.unsure.mustBeNamed(tx);
    }
    const asNamed = { ...proposal, proposedFlowData: withLabels(proposal.proposedFlowData, named) };
    const plan = await this.publishing.plan(tx, asNamed, edits);
    if (plan.kind === 'new') return { ...facts, document: plan.flow.document };
    const { current } = plan;
    const known = { ...facts, flowId: current.flowId, currentVersion: current.version };
    if (plan.kind === 'conflict') return { ...known, merged: true, conflicts: plan.conflicts };
    const { document } = plan.next;
    await nextTurn();
    const change = { flowId: current.flowId, before: current.document, after: document, except: [] };
    return {
      ...known,
      merged: plan.mergedFrom !== null,
      document,
      diff: diffFlowDocuments(current.document, document, current.version),
      replay: await this.replay.replay(tx, change),
    };
  }
}

function unknown(proposal: Proposal, baseVersion: number | undefined): PreviewFacts {
  return {
    flowId: proposal.targetFlowId,
    baseVersion: baseVersion ?? proposal.baseVersion,
    currentVersion: null,
    merged: false,
    document: null,
    diff: null,
    faults: [],
    conflicts: [],
    replay: null,
    open: [],
    mustBeNamed: false,
  };
}
