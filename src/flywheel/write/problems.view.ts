import { Injectable } from '@nestjs/common';
import type { SessionOrigin } from '../../ai-sessions/session.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { redactText } from '../../redaction/redact-text.js';

/** A title settles within so many sessions. */
export const SETTLING_SESSIONS = 20;

const PROBLEMS = `
  SELECT s.title, s.origin FROM session_observations o
    JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
   WHERE o.account_id = $1 AND o.proposal_id = $2
   ORDER BY o.created_at, o.session_id LIMIT ${SETTLING_SESSIONS}`;

/** How the sessions of a proposal put its problem. */
@Injectable()
export class ProblemsView {
  /** Their titles, oldest first, without what is private; none where what was imported has a title of its own. */
  async ofProposal(tx: AccountTx, proposalId: string): Promise<string[]> {
    const rows = await tx.prepared<{ title: string; origin: SessionOrigin }>(PROBLEMS, [
      tx.accountId,
      proposalId,
    ]);
    return rows.some(({ origin }) => origin === 'kb_import')
      ? []
      : rows.map(({ title }) => redactText(title));
  }
}
