import { Injectable } from '@nestjs/common';
import type { ModelTask } from '../../accounts/settings/model-settings.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ModelFaultCode } from '../language-model.js';
import type { ModelCallStatus } from './model-call.js';

export interface ModelCallRow {
  id: string;
  session_id: string;
  task: ModelTask;
  model: string;
  status: ModelCallStatus;
  fault: ModelFaultCode | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost: number;
  duration_ms: number | null;
  created_at: Date;
}

/** What calls came to, of one task or of all. */
export interface ModelSums {
  calls: number;
  failed: number;
  input_tokens: number;
  output_tokens: number;
  cost: number;
  seconds: number;
}

export interface MonthSums extends ModelSums {
  /** As `2026-03`. */
  month: string;
  /** Null for all of the month. */
  task: ModelTask | null;
}

const SUMS = `count(*)::int AS calls, count(*) FILTER (WHERE c.status = 'failed')::int AS failed,
  COALESCE(sum(c.input_tokens), 0)::float8 AS input_tokens, COALESCE(sum(c.output_tokens), 0)::float8 AS output_tokens,
  COALESCE(sum(c.cost), 0)::float8 AS cost, COALESCE(sum(c.duration_ms), 0)::float8 / 1000 AS seconds`;

const OF_PROPOSAL = `
  FROM session_observations o
  JOIN model_calls c ON c.account_id = o.account_id AND c.session_id = o.session_id
 WHERE o.account_id = $1 AND o.proposal_id = $2`;

/** Reads what the language model was asked and what that came to. */
@Injectable()
export class ModelCallsView {
  /** Calls for the sessions of a proposal, newest first. */
  async ofProposal(tx: AccountTx, proposalId: string, most: number): Promise<ModelCallRow[]> {
    return tx.query<ModelCallRow>(
      `SELECT c.id, c.session_id, c.task, c.model, c.status, c.fault, c.input_tokens, c.output_tokens,
              c.cost::float8 AS cost, c.duration_ms, c.created_at
         ${OF_PROPOSAL} ORDER BY c.created_at DESC, c.id DESC LIMIT $3`,
      [tx.accountId, proposalId, most],
    );
  }

  async sumsOfProposal(tx: AccountTx, proposalId: string): Promise<ModelSums> {
    const [sums] = await tx.query<ModelSums>(`SELECT ${SUMS} ${OF_PROPOSAL}`, [tx.accountId, proposalId]);
    if (!sums) throw new Error('sums are always a row');
    return sums;
  }

  /** Newest first; of each month all of it before its tasks. */
  async months(tx: AccountTx): Promise<MonthSums[]> {
    return tx.query<MonthSums>(
      `SELECT to_char(c.month, 'YYYY-MM') AS month, c.task, ${SUMS} FROM model_calls c WHERE c.account_id = $1
        GROUP BY GROUPING SETS ((c.month), (c.month, c.task)) ORDER BY c.month DESC, c.task NULLS FIRST`,
      [tx.accountId],
    );
  }

  /** Of the month's budget. */
  async spending(tx: AccountTx): Promise<{ spent: number; held: number }> {
    const [row] = await tx.query<{ spent: number; held: number }>(
      `SELECT spent::float8 AS spent, held::float8 AS held FROM model_months
        WHERE account_id = $1 AND month = date_trunc('month', now() AT TIME ZONE 'UTC')::date`,
      [tx.accountId],
    );
    return row ?? { spent: 0, held: 0 };
  }
}
