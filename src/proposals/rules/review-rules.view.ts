import { Injectable } from '@nestjs/common';
import type { AccountSettings } from '../../accounts/settings/account-settings.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { Proposal } from '../proposal.entity.js';

type SecondApproval = Pick<AccountSettings, 'secondApprovalDomains' | 'secondApprovalCritical'>;

/** Adds a value to a statement, and gives how it is referred to. */
type Parameter = (value: unknown) => string;

const SHOWN_SESSIONS = 20;

/** Domains are compared as people mean them. */
const domainKey = (domain: string): string => domain.trim().toLowerCase();
const keysOf = (settings: SecondApproval): string[] => settings.secondApprovalDomains.map(domainKey);

/** SQL: whether what the proposal `p` publishes takes two people. */
function takesTwo(settings: SecondApproval, parameter: Parameter): string {
  const domains = `${parameter(keysOf(settings))}::text[]`;
  const critical = `${parameter(settings.secondApprovalCritical)}::boolean`;
  return `(COALESCE(lower(btrim(p.problem_domain)) = ANY (${domains}), false) OR EXISTS (
     SELECT 1 FROM trees t
      WHERE t.account_id = p.account_id AND t.id IN (p.target_flow_id, p.absorbs_flow_id, p.reverted_flow_id)
        AND ((${critical} AND t.critical) OR lower(btrim(t.problem_domain)) = ANY (${domains}))))`;
}

/** SQL: what the settings demand of a proposal `p` that is handed to the user; nothing where they demand nothing. */
export function decidableBy(user: string, settings: AccountSettings, parameter: Parameter): string[] {
  const conditions: string[] = [];
  if (settings.fourEyes)
    conditions.push(
      `p.drafted_by IS DISTINCT FROM ${user}`,
      `NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(p.supporting_session_ids || to_jsonb(p.source_session_id)) AS told (id)
        JOIN ai_sessions s ON s.account_id = p.account_id AND s.id = told.id::uuid
       WHERE s.user_id = ${user})`,
    );
  if (settings.secondApprovalCritical || settings.secondApprovalDomains.length > 0)
    conditions.push(`NOT (p.first_approval IS NOT NULL AND p.approved_by_first IS NOT DISTINCT FROM ${user}
      AND ${takesTwo(settings, parameter)})`);
  return conditions;
}

@Injectable()
export class ReviewRulesView {
  /** The user's own sessions among those that the proposal was learned from, a few of them. */
  async sessionsOf(
    tx: AccountTx,
    { sourceSessionId, supportingSessionIds }: Proposal,
    userId: string,
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT s.id FROM ai_sessions s WHERE s.account_id = $1 AND s.id = ANY ($2::uuid[]) AND s.user_id = $3
        ORDER BY s.created_at, s.id LIMIT ${SHOWN_SESSIONS}`,
      [tx.accountId, [sourceSessionId, ...supportingSessionIds], userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether it takes two people to publish the proposal. */
  async takesTwo(tx: AccountTx, { id }: Proposal, settings: SecondApproval): Promise<boolean> {
    const parameters: unknown[] = [tx.accountId, id];
    const condition = takesTwo(settings, (value) => `$${parameters.push(value)}`);
    const rows = await tx.query(
      `SELECT 1 FROM flow_proposals p WHERE p.account_id = $1 AND p.id = $2 AND ${condition}`,
      parameters,
    );
    return rows.length > 0;
  }

  async findUserName(tx: AccountTx, userId: string): Promise<string | null> {
    const [user] = await tx.query<{ display_name: string }>(
      'SELECT display_name FROM users WHERE account_id = $1 AND id = $2',
      [tx.accountId, userId],
    );
    return user?.display_name ?? null;
  }
}
