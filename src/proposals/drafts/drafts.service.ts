import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { parseFlowDocument } from '../../flows/document/parse-flow-document.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { flowArchived, flowChanged } from '../../flows/flows.errors.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { onConstraint } from '../../kernel/errors/postgres-error.js';
import { hasRole, type Actor } from '../../kernel/http/actor.js';
import { NO_CONFIDENCE } from '../calibration/confidence.js';
import { checkReferences, diffOfDraft } from './draft.js';
import type { DraftChangeRequest, DraftRequest } from './draft.request.dto.js';
import { manualSession } from './manual-session.js';
import type { ProposalCheck } from '../proposal-preconditions.service.js';
import type { ProposalDto } from '../proposal.response.dto.js';
import type { Proposal } from '../proposal.entity.js';
import type { ProposalType } from '../proposal.js';
import {
  noSuchSession,
  noSuchTarget,
  noSuchTeam,
  notADraft,
  notPending,
  notYourDraft,
  typeIsFixed,
} from '../proposals.errors.js';
import type { DraftChanges } from '../proposals.repository.js';
import { ProposalsService } from '../proposals.service.js';
import { ProposalsView, type SourceSessionRow } from '../proposals.view.js';

/** Proposals that people write themselves. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly view: ProposalsView,
    private readonly flows: FlowsService,
    private readonly sessions: SessionsService,
  ) {}

  /** Writes a draft; it waits for review like any other proposal. */
  async draft(actor: Actor, request: DraftRequest): Promise<ProposalDto> {
    checkReferences(request);
    const document = parseFlowDocument(request.proposed_flow_data, '/proposed_flow_data');
    return this.transactions
      .run(actor, async (tx) => {
        const target = request.target_flow_id
          ? await this.target(tx, request.target_flow_id, request.base_version)
          : null;
        const { proposal_type: proposalType } = request;
        const diff = target && diffOfDraft(proposalType, target.document, target.version, document);
        const session = await this.sourceSession(tx, request);
        const { id } = await this.proposals.create(tx, {
          proposalType,
          source: 'manual_draft',
          sourceSessionId: session.id,
          teamId: request.team_id ?? target?.teamId ?? session.team_id,
          problemDomain: request.problem_domain ?? target?.problemDomain ?? session.problem_domain,
          title: request.title,
          description: request.description ?? null,
          targetFlowId: target?.flowId ?? null,
          baseVersion: target?.version ?? null,
          document,
          diff,
          ...NO_CONFIDENCE,
          fitness: 0,
          validatedByOutcome: session.outcome_confirmed,
          linkedTicketId: request.linked_ticket_id ?? session.linked_ticket_id,
          linkedTicketKind: request.linked_ticket_id
            ? (request.linked_ticket_kind ?? null)
            : session.linked_ticket_kind,
          draftedBy: actor.userId,
        });
        return this.proposals.read(tx, id);
      })
      .catch(onConstraint({ flow_proposals_team_id_fkey: noSuchTeam }));
  }

  /** Rewrites a draft that nobody has decided on, if the check lets it. */
  async change(
    actor: Actor,
    id: string,
    request: DraftChangeRequest,
    check?: ProposalCheck,
  ): Promise<ProposalDto> {
    const document =
      request.proposed_flow_data === undefined
        ? undefined
        : parseFlowDocument(request.proposed_flow_data, '/proposed_flow_data');
    return this.transactions.run(actor, async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      if (proposal.draftedBy !== actor.userId && !hasRole(actor, 'reviewer')) throw notYourDraft();
      if (proposal.source !== 'manual_draft') throw notADraft(proposal);
      if (proposal.status !== 'pending') throw notPending(proposal);
      await check?.(tx, proposal);
      await this.proposals.rewrite(tx, proposal, {
        title: request.title,
        description: request.description,
        problemDomain: request.problem_domain,
        ...(await this.contentChanges(tx, proposal, request.proposal_type, document)),
      });
      return this.proposals.read(tx, id);
    });
  }

  /**
   * The flow to change; it takes no other version before the draft is there for its refresh to find.
   * @param seen the version that it has to be at, where one was named
   */
  private async target(tx: AccountTx, flowId: string, seen?: number | null): Promise<CurrentFlow> {
    const target = await this.flows.lockCurrent(tx, flowId).catch((error: unknown) => {
      throw error instanceof DomainError && error.status === 404 ? noSuchTarget() : error;
    });
    if (target.status === 'archived') throw flowArchived(flowId);
    if (seen && seen !== target.version) throw flowChanged(flowId, seen, target.version);
    return target;
  }

  private async sourceSession(tx: AccountTx, request: DraftRequest): Promise<SourceSessionRow> {
    const named = request.source_session_id;
    const id = named ?? (await this.recordSession(tx, request));
    const session = await this.view.findSourceSession(tx, id);
    if (!session) throw noSuchSession();
    return session;
  }

  /** What the draft was learned from, in so far as the engineer told it. */
  private async recordSession(tx: AccountTx, request: DraftRequest): Promise<string> {
    const session = manualSession({
      title: request.session?.title ?? request.title,
      problemDomain: request.problem_domain ?? null,
      teamId: request.team_id,
      linkedTicketId: request.linked_ticket_id ?? null,
      linkedTicketKind: request.linked_ticket_kind ?? null,
      resolutionSummary: request.session?.resolution_summary ?? null,
    });
    const { id } = await this.sessions.record(tx, session, { observe: false });
    return id;
  }

  private async contentChanges(
    tx: AccountTx,
    proposal: Proposal,
    type: ProposalType | undefined,
    document: FlowDocument | undefined,
  ): Promise<DraftChanges> {
    if (document === undefined && type === undefined) return {};
    const { targetFlowId, baseVersion } = proposal;
    if (targetFlowId === null || baseVersion === null) {
      if (type !== undefined) throw typeIsFixed();
      return { proposedFlowData: document };
    }
    const base = await this.flows.getVersion(tx, targetFlowId, baseVersion);
    const proposalType = type ?? proposal.proposalType;
    const proposedFlowData = document ?? proposal.proposedFlowData;
    const proposedDiff = diffOfDraft(proposalType, base.document, baseVersion, proposedFlowData);
    return { proposalType, proposedFlowData, proposedDiff };
  }
}
