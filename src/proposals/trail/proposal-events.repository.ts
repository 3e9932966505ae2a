import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { NewProposalEvent } from './proposal-event.js';
import { STOOD } from '../changes/proposal-changes.view.js';

/** Writes the audit trail. */
@Injectable()
export class ProposalEventsRepository {
  async append(
    tx: AccountTx,
    { proposalId, event, from, to, notes, details }: NewProposalEvent,
  ): Promise<void> {
    await tx.prepared(
      `INSERT INTO proposal_events
         (id, account_id, proposal_id, event, from_status, to_status, actor_id, actor_name, notes, details,
          revision, stood)
       SELECT $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::uuid, $8, $9, $10::jsonb, p.revision, ${STOOD}
         FROM (SELECT) one LEFT JOIN flow_proposals p ON p.account_id = $2 AND p.id = $3`,
      [
        v7(),
        tx.accountId,
        proposalId,
        event,
        from,
        to,
        tx.actor.userId,
        tx.actor.displayName,
        notes ?? null,
        details ? JSON.stringify(details) : null,
      ],
    );
  }

  /** What the first of two people approved is no longer what would be published. */
  async appendLapse(tx: AccountTx, proposalId: string, by: string | null, why: string): Promise<void> {
    const details = { approved_by_first: by };
    const same = { from: 'pending', to: 'pending' } as const;
    await this.append(tx, { proposalId, event: 'approval_lapsed', ...same, notes: why, details });
  }
}
