import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CLOCK } from '../kernel/database/clock.js';
import { columnsOf } from '../kernel/database/entity-columns.js';
import { changeSummary, NO_CHANGE } from './changes/change-summary.js';
import { DECIDE, decisionValues, type DecidedRow } from './decided-row.js';
import type { FirstApproval } from './rules/first-approval.js';
import { ProposalEntity, type Proposal } from './proposal.entity.js';
import {
  statusOfNew,
  type Assessment,
  type NewProposal,
  type ProposalStatus,
  type Replacement,
} from './proposal.js';

/** What somebody may rewrite of a draft; what is left out stays. */
export interface DraftChanges {
  title?: string;
  description?: string | null;
  problemDomain?: string | null;
  proposalType?: Proposal['proposalType'];
  proposedFlowData?: Proposal['proposedFlowData'];
  proposedDiff?: Proposal['proposedDiff'];
  summary?: string;
}

/** What a proposal is called, and what it is about. */
export type ProposalNames = Pick<Proposal, 'title' | 'description' | 'problemDomain'>;

/** What is to be told of a proposal whose content was replaced. */
export interface ReplacedContent extends ProposalNames {
  /** How many sessions joined since it was decided against. */
  sessionsSinceDecision: number;
  /** Whether somebody had approved the old content as the first of two, and who it was. */
  wasApproved: boolean;
  approvedByFirst: string | null;
}

const NO_FIRST_APPROVAL = { approvedByFirst: null, approvedFirstAt: null, firstApproval: null };
const FORGET_FIRST_APPROVAL = `approved_by_first = NULL, approved_first_at = NULL, first_approval = NULL`;

/** A session that joins a proposal with the content that it leads to. */
interface JoiningSession {
  id: string;
  outcomeConfirmed: boolean;
}

const LOCK = `SELECT ${columnsOf(ProposalEntity)} FROM flow_proposals WHERE account_id = $1 AND id = $2 FOR UPDATE`;

@Injectable()
export class ProposalsRepository {
  async insert(
    tx: AccountTx,
    id: string,
    { document, diff, absorbs, ...proposal }: NewProposal,
  ): Promise<void> {
    const { accountId } = tx;
    const columns: Partial<ProposalEntity> = {
      ...{ ...proposal, id, accountId, status: statusOfNew(proposal) },
      ...{ proposedFlowData: document, proposedDiff: diff },
      ...{ absorbsFlowId: absorbs?.flowId, absorbsVersion: absorbs?.version },
      supportingSessionIds: [proposal.sourceSessionId],
      summary: changeSummary(proposal.proposalType, document, diff),
    };
    // TypeORM's type of what is inserted does not take in the JSON of a document.
    await tx.repository(ProposalEntity).insert(columns as object);
  }

  async find(tx: AccountTx, id: string): Promise<Proposal | null> {
    return tx.repository(ProposalEntity).findOneBy({ accountId: tx.accountId, id });
  }

  /** Locks the row until the transaction ends. */
  async lock(tx: AccountTx, id: string): Promise<Proposal | null> {
    const [row] = await tx.prepared<ProposalEntity>(LOCK, [tx.accountId, id]);
    return row ?? null;
  }

  /** The pending proposals that would change a flow, oldest first, which is one order for everybody, locked until the transaction ends. */
  async lockPendingOfFlow(tx: AccountTx, flowId: string): Promise<Proposal[]> {
    return tx.repository(ProposalEntity).find({
      where: { accountId: tx.accountId, targetFlowId: flowId, status: 'pending' },
      order: { createdAt: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /**
   * What is to be told when the content of a proposal of that status was replaced; null when it has another status or
   * has the session. What a first person approved before is not what they approved any more.
   */
  async replaceContent(
    tx: AccountTx,
    id: string,
    content: Replacement,
    joining: JoiningSession | null,
    status: 'pending' | 'dismissed' = 'pending',
  ): Promise<ReplacedContent | null> {
    const [row] = await tx.prepared<ReplacedContent>(
      `WITH before AS (
         SELECT id, first_approval IS NOT NULL AS was_approved, approved_by_first FROM flow_proposals
          WHERE account_id = $1 AND id = $2 AND status = $13
            AND ($9::jsonb = '[]' OR NOT supporting_session_ids @> $9::jsonb)
            FOR UPDATE
       )
       UPDATE flow_proposals p
          SET proposal_type = $3, base_version = $4, proposed_flow_data = $5, proposed_diff = $6,
              confidence_score = COALESCE($7, confidence_score), fitness = COALESCE($8, fitness),
              prior_confidence = COALESCE($14, prior_confidence),
              confidence_basis = COALESCE($15, confidence_basis),
              supporting_session_ids = supporting_session_ids || $9::jsonb,
              supporting_session_count = supporting_session_count + jsonb_array_length($9::jsonb),
              validated_by_outcome = validated_by_outcome OR $10,
              summary = $16, title = CASE WHEN title = $17 THEN $18 ELSE title END,
              target_flow_id = COALESCE($11, target_flow_id), absorbs_version = COALESCE($12, absorbs_version),
              sessions_since_decision = sessions_since_decision
                + CASE status WHEN 'dismissed' THEN jsonb_array_length($9::jsonb) ELSE 0 END,
              ${FORGET_FIRST_APPROVAL},
              revision = revision + 1, updated_at = clock_timestamp()
         FROM before
        WHERE p.account_id = $1 AND p.id = before.id
        RETURNING title, description, problem_domain AS "problemDomain",
                  sessions_since_decision AS "sessionsSinceDecision",
                  before.was_approved AS "wasApproved", before.approved_by_first AS "approvedByFirst"`,
      [
        tx.accountId,
        id,
        content.proposalType,
        content.baseVersion,
        JSON.stringify(content.document),
        content.diff && JSON.stringify(content.diff),
        content.confidenceScore ?? null,
        content.fitness ?? null,
        JSON.stringify(joining ? [joining.id] : []),
        joining?.outcomeConfirmed ?? false,
        content.targetFlowId ?? null,
        content.absorbsVersion ?? null,
        status,
        content.priorConfidence ?? null,
        content.confidenceBasis ?? null,
        changeSummary(content.proposalType, content.document, content.diff),
        content.title?.from ?? null,
        content.title?.to ?? null,
      ],
    );
    return row ?? null;
  }

  /** Adds a session to a proposal that was rejected, and nothing else; null where it has the session. */
  async addSession(tx: AccountTx, id: string, sessionId: string): Promise<ReplacedContent | null> {
    const [row] = await tx.query<ReplacedContent>(
      `UPDATE flow_proposals
          SET supporting_session_ids = supporting_session_ids || $3::jsonb,
              supporting_session_count = supporting_session_count + 1,
              sessions_since_decision = sessions_since_decision + 1,
              revision = revision + 1, updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 AND status = 'rejected' AND NOT supporting_session_ids @> $3::jsonb
        RETURNING title, description, problem_domain AS "problemDomain",
                  sessions_since_decision AS "sessionsSinceDecision", false AS "wasApproved",
                  approved_by_first AS "approvedByFirst"`,
      [tx.accountId, id, JSON.stringify([sessionId])],
    );
    return row ?? null;
  }

  /** The row must be locked and pending. Whoever approved has done their part, so their claim ends. */
  async keepFirstApproval(tx: AccountTx, id: string, firstApproval: FirstApproval): Promise<void> {
    const approval = { approvedByFirst: tx.actor.userId, approvedFirstAt: CLOCK, firstApproval };
    await this.revise(tx, id, { ...approval, claimedBy: null, claimExpiresAt: null });
  }

  /** Pending proposals that take a flow in, in one order for everybody, locked until the transaction ends. */
  async lockPendingAbsorbing(tx: AccountTx, flowId: string): Promise<Proposal[]> {
    return tx.repository(ProposalEntity).find({
      where: { accountId: tx.accountId, absorbsFlowId: flowId, status: 'pending' },
      order: { createdAt: 'ASC', id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Gives one pending proposal the sessions of another, which is put aside; false when either is not pending. */
  async absorb(tx: AccountTx, into: string, from: string, note: string): Promise<boolean> {
    const rows = await tx.query(
      `WITH gone AS (
         UPDATE flow_proposals
            SET status = 'dismissed', reviewed_at = clock_timestamp(), reviewer_notes = $4, merged_into = $2,
                ${FORGET_FIRST_APPROVAL}, claimed_by = NULL, claim_expires_at = NULL,
                revision = revision + 1, updated_at = clock_timestamp()
          WHERE account_id = $1 AND id = $3 AND status = 'pending'
          RETURNING supporting_session_ids, supporting_session_count, validated_by_outcome
       )
       UPDATE flow_proposals p
          SET supporting_session_ids = p.supporting_session_ids || gone.supporting_session_ids,
              supporting_session_count = p.supporting_session_count + gone.supporting_session_count,
              validated_by_outcome = p.validated_by_outcome OR gone.validated_by_outcome,
              revision = p.revision + 1, updated_at = clock_timestamp()
         FROM gone
        WHERE p.account_id = $1 AND p.id = $2 AND p.status = 'pending'
        RETURNING p.id`,
      [tx.accountId, into, from, note],
    );
    return rows.length > 0;
  }

  async isSupportedBy(tx: AccountTx, id: string, sessionId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM flow_proposals
        WHERE account_id = $1 AND id = $2 AND status = 'pending' AND supporting_session_ids ? $3`,
      [tx.accountId, id, sessionId],
    );
    return rows.length > 0;
  }

  /** Whether it was pending and has become a mere record. */
  async reinforce(tx: AccountTx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE flow_proposals
          SET status = 'auto_reinforced', proposal_type = 'auto_reinforced', proposed_diff = NULL, summary = $3,
              ${FORGET_FIRST_APPROVAL},
              revision = revision + 1, updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 AND status = 'pending'
        RETURNING id`,
      [tx.accountId, id, NO_CHANGE],
    );
    return rows.length > 0;
  }

  /** The status when the row said something else before; null when there was nothing to change. */
  async reassess(
    tx: AccountTx,
    id: string,
    { confidenceScore, validatedByOutcome, priorConfidence, confidenceBasis }: Assessment,
  ): Promise<ProposalStatus | null> {
    const [row] = await tx.query<{ status: ProposalStatus }>(
      `UPDATE flow_proposals
          SET confidence_score = $3, validated_by_outcome = $4, prior_confidence = $5, confidence_basis = $6, revision = revision + 1,
              updated_at = clock_timestamp()
        WHERE account_id = $1 AND id = $2 AND (confidence_score, validated_by_outcome, prior_confidence, confidence_basis)
              IS DISTINCT FROM ($3::float8, $4::boolean, $5::float8, $6::varchar)
        RETURNING status`,
      [tx.accountId, id, confidenceScore, validatedByOutcome, priorConfidence, confidenceBasis],
    );
    return row?.status ?? null;
  }

  /** The row must be locked. */
  async rewrite(tx: AccountTx, id: string, changes: DraftChanges): Promise<void> {
    await this.revise(tx, id, { ...changes, ...NO_FIRST_APPROVAL });
  }

  /** The row must be locked and in `from`. */
  async decide(tx: AccountTx, id: string, row: DecidedRow): Promise<void> {
    const rows = await tx.prepared(DECIDE, decisionValues(tx.accountId, id, row));
    if (rows.length !== 1) throw new Error(`proposal ${id} is no longer ${row.from}`);
  }

  /** TypeORM's type of an update does not take in the JSON of a document, though its value is passed on. */
  private async revise(tx: AccountTx, id: string, changes: object): Promise<void> {
    const revised = { revision: () => 'revision + 1', updatedAt: CLOCK };
    await tx.repository(ProposalEntity).update({ accountId: tx.accountId, id }, { ...changes, ...revised });
  }
}
