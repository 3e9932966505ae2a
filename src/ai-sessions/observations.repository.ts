import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { Observation } from './observation.js';
import { SessionObservationEntity } from './session-observation.entity.js';

@Injectable()
export class ObservationsRepository {
  async find(tx: AccountTx, sessionId: string): Promise<SessionObservationEntity | null> {
    return tx.repository(SessionObservationEntity).findOneBy({ accountId: tx.accountId, sessionId });
  }

  /** @returns false, and nothing is written, where the session has one already */
  async insert(tx: AccountTx, observation: Observation): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO session_observations (account_id, session_id, decision, reason, proposal_id, flow_id,
          flow_version, alignment, fitness, explanation)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (account_id, session_id) DO NOTHING RETURNING session_id`,
      [
        tx.accountId,
        observation.sessionId,
        observation.decision,
        observation.reason,
        observation.proposalId,
        observation.flowId,
        observation.flowVersion,
        JSON.stringify(observation.alignment),
        observation.fitness,
        observation.explanation && JSON.stringify(observation.explanation),
      ],
    );
    return rows.length > 0;
  }

  /** Sessions of a flow, and those behind the proposals that were published as it, go over to another flow. */
  async moveToFlow(tx: AccountTx, from: string, to: string, version: number): Promise<void> {
    await tx.query(
      `UPDATE session_observations o SET flow_id = $3, flow_version = $4
        WHERE o.account_id = $1 AND (o.flow_id = $2 OR (o.flow_id IS NULL AND o.proposal_id IN (
          SELECT id FROM flow_proposals WHERE account_id = $1 AND published_flow_id = $2)))`,
      [tx.accountId, from, to, version],
    );
  }

  async moveToProposal(tx: AccountTx, from: string, to: string): Promise<void> {
    await tx
      .repository(SessionObservationEntity)
      .update({ accountId: tx.accountId, proposalId: from }, { proposalId: to });
  }

  async assignFlow(tx: AccountTx, proposalId: string, flowId: string, version: number): Promise<void> {
    await tx
      .repository(SessionObservationEntity)
      .update({ accountId: tx.accountId, proposalId }, { flowId, flowVersion: version });
  }
}
