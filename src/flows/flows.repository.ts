import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import { wordConditions } from '../search/text-search.js';
import { WordIndex } from '../search/word-index.service.js';
import type {
  FlowDto,
  FlowListItemDto,
  FlowVersionDto,
  FlowVersionSummaryDto,
} from './flows.response.dto.js';
import { TreeEntity } from './tree.entity.js';
import { inReadingOrder } from './document/flow-document.js';
import type { FlowStatus, NewFlow, NextVersion, Publication } from './flow.js';
import { walkSucceeded } from './walk-success.js';

export interface FlowFilter {
  status?: FlowStatus;
  problemDomain?: string;
  teamId?: string;
  ownerId?: string;
  needsVerification?: boolean;
  /** Whether it has open flags. */
  flagged?: boolean;
  /** Each of its words begins a word of the title, the description, the domain or a step. */
  text?: string;
}

export interface LockedFlow {
  title: string;
  description: string | null;
  problemDomain: string | null;
  status: FlowStatus;
  mergedInto: string | null;
  version: number;
  critical: boolean;
}

const VERSION_COLUMNS =
  'v.version, v.proposal_id, v.published_by, v.published_by_name, v.published_at, v.change_summary';

const FLOW_COLUMNS = `t.id, t.title, t.description, t.problem_domain, t.team_id, t.status, t.merged_into, t.critical, t.owner_id,
  t.verified_at, t.verified_by, t.verify_every, t.needs_verification_since,
  jsonb_path_query_array(t.verification_reasons, '$[*].code') AS verification_reasons, t.downgraded_at, t.open_flags,
  t.created_at, t.updated_at, ${VERSION_COLUMNS}`;

const CURRENT = `trees t JOIN tree_versions v
  ON v.account_id = t.account_id AND v.tree_id = t.id AND v.version = t.current_version`;

const OWNER_NAME = '(SELECT u.display_name FROM users u WHERE u.account_id = $1 AND u.id = f.owner_id)';

/** So many walks of a flow are looked at, the latest: how it does now, in a time that does not grow with its age. */
export const RECENT_WALKS_OF_FLOW = 100;

const RECENT_WALKS = `(
  SELECT json_build_object('finished', count(*), 'succeeded', count(*) FILTER (WHERE w.succeeded),
                           'success', avg(w.succeeded::int)::float8)
    FROM (SELECT ${walkSucceeded()} AS succeeded FROM l1_walk_sessions
           WHERE account_id = $1 AND flow_id = f.id AND status <> 'active'
           ORDER BY created_at DESC, id DESC LIMIT ${RECENT_WALKS_OF_FLOW}) AS w)`;

@Injectable()
export class FlowsRepository {
  constructor(private readonly words: WordIndex) {}

  async findCurrent(tx: AccountTx, flowId: string): Promise<FlowDto | null> {
    const [row] = await tx.prepared<FlowDto>(
      `SELECT ${FLOW_COLUMNS}, v.flow_data FROM ${CURRENT} WHERE t.account_id = $1 AND t.id = $2`,
      [tx.accountId, flowId],
    );
    return row ? { ...row, flow_data: inReadingOrder(row.flow_data) } : null;
  }

  /** Up to `limit` flows, the last published first, with `updated_at` to the microsecond, which a Date does not hold. */
  async list(
    tx: AccountTx,
    { status, problemDomain, teamId, ownerId, needsVerification, flagged, text }: FlowFilter,
    after: TimePosition | null,
    limit: number,
  ): Promise<(FlowListItemDto & { updated_at_key: string })[]> {
    const parameters: unknown[] = [tx.accountId];
    const conditions = ['t.account_id = $1'];
    const parameter = (value: unknown) => `$${parameters.push(value)}`;
    const where = (value: unknown, condition: (parameter: string) => string) => {
      if (value !== undefined) conditions.push(condition(parameter(value)));
    };
    where(status, (p) => `t.status = ${p}`);
    where(problemDomain, (p) => `t.problem_domain = ${p}`);
    where(teamId, (p) => `t.team_id = ${p}`);
    where(ownerId, (p) => `t.owner_id = ${p}`);
    if (needsVerification !== undefined)
      conditions.push(`t.needs_verification_since IS ${needsVerification ? 'NOT NULL' : 'NULL'}`);
    if (flagged !== undefined) conditions.push(`t.open_flags ${flagged ? '>' : '='} 0`);
    const found = await this.words.find(tx, 'flow', text);
    conditions.push(...wordConditions(found, { accountId: '$1', id: 't.id' }, parameter));
    if (after) {
      parameters.push(after.timeKey, after.id);
      const [key, id] = [`$${parameters.length - 1}`, `$${parameters.length}`];
      conditions.push(`(t.updated_at, t.id) < (${key}::timestamptz, ${id}::uuid)`);
    }
    parameters.push(limit);
    // What is told of owners and walks is looked up for the flows of the page alone.
    return tx.query(
      `SELECT f.*, ${OWNER_NAME} AS owner_name, ${RECENT_WALKS} AS recent_walks
         FROM (SELECT ${FLOW_COLUMNS}, t.updated_at::text AS updated_at_key FROM ${CURRENT}
                WHERE ${conditions.join(' AND ')}
                ORDER BY t.updated_at DESC, t.id DESC LIMIT $${parameters.length}) AS f
        ORDER BY f.updated_at DESC, f.id DESC`,
      parameters,
    );
  }

  async exists(tx: AccountTx, flowId: string): Promise<boolean> {
    return tx.repository(TreeEntity).existsBy({ accountId: tx.accountId, id: flowId });
  }

  /** Up to `limit` versions below `below` (null: from the newest on), the newest first. */
  async listVersions(
    tx: AccountTx,
    flowId: string,
    below: number | null,
    limit: number,
  ): Promise<FlowVersionSummaryDto[]> {
    return tx.query(
      `SELECT ${VERSION_COLUMNS} FROM tree_versions v
        WHERE v.account_id = $1 AND v.tree_id = $2 AND ($3::integer IS NULL OR v.version < $3)
        ORDER BY v.version DESC LIMIT $4`,
      [tx.accountId, flowId, below, limit],
    );
  }

  /** Those of the versions that exist. */
  async findVersions(
    tx: AccountTx,
    flowId: string,
    versions: number[],
  ): Promise<Omit<FlowVersionDto, 'flow_id'>[]> {
    const rows = await tx.prepared<Omit<FlowVersionDto, 'flow_id'>>(
      `SELECT ${VERSION_COLUMNS}, v.flow_data FROM tree_versions v
        WHERE v.account_id = $1 AND v.tree_id = $2 AND v.version = ANY ($3::integer[])`,
      [tx.accountId, flowId, versions],
    );
    return rows.map((row) => ({ ...row, flow_data: inReadingOrder(row.flow_data) }));
  }

  /**
   * Locks the flow until the transaction ends; other publications of it wait. Nothing but the lock is asked for in
   * this statement: it would see what it joins as it was before the wait.
   */
  async lock(tx: AccountTx, flowId: string): Promise<LockedFlow | null> {
    const [row] = await tx.prepared<LockedFlow>(
      // Rows that refer to the flow may be written meanwhile; its key does not change.
      `SELECT title, description, problem_domain AS "problemDomain", status, merged_into AS "mergedInto",
              current_version AS version, critical
         FROM trees
        WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE`,
      [tx.accountId, flowId],
    );
    return row ?? null;
  }

  /** Whoever publishes the first version vouches for all of it, and owns it until somebody else is named. */
  async insertTree(
    tx: AccountTx,
    id: string,
    { title, description, problemDomain, teamId }: NewFlow,
  ): Promise<void> {
    await tx.prepared(
      `INSERT INTO trees (id, account_id, title, description, problem_domain, team_id, current_version, owner_id,
                          verified_by, verified_at)
       VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, clock_timestamp())`,
      [id, tx.accountId, title, description, problemDomain, teamId, tx.actor.userId],
    );
  }

  async advanceTree(
    tx: AccountTx,
    version: number,
    { flowId, title, description }: NextVersion,
  ): Promise<void> {
    await tx.prepared(
      `UPDATE trees SET current_version = $3, updated_at = clock_timestamp(), title = COALESCE($4, title),
              description = CASE WHEN $5 THEN $6 ELSE description END
        WHERE account_id = $1 AND id = $2`,
      [tx.accountId, flowId, version, title ?? null, description !== undefined, description ?? null],
    );
  }

  async setCritical(tx: AccountTx, flowId: string, critical: boolean): Promise<void> {
    await tx.repository(TreeEntity).update({ accountId: tx.accountId, id: flowId }, { critical });
  }

  /** Archives a flow in favour of another; what had been merged into it before goes along. */
  async merge(tx: AccountTx, flowId: string, into: string): Promise<void> {
    await tx.query(
      `UPDATE trees SET status = 'archived', merged_into = $3, updated_at = clock_timestamp()
        WHERE account_id = $1 AND (id = $2 OR merged_into = $2)`,
      [tx.accountId, flowId, into],
    );
  }

  async insertVersion(
    tx: AccountTx,
    flowId: string,
    version: number,
    { document, proposalId, changeSummary }: Publication,
  ): Promise<void> {
    await tx.prepared(
      // Not the time at which the transaction began: it may have waited for another's publication since.
      `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, proposal_id, published_by, published_by_name,
                                  published_at, change_summary)
       VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8)`,
      [
        tx.accountId,
        flowId,
        version,
        JSON.stringify(document),
        proposalId,
        tx.actor.userId,
        tx.actor.displayName,
        changeSummary,
      ],
    );
  }
}
