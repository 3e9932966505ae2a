import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { redactText } from '../redaction/redact-text.js';
import type { TicketWalk } from './suggestion.js';
import { walkSucceeded } from '../flows/walk-success.js';

/** A published flow, and how it did of late. */
export interface StandingRow {
  id: string;
  title: string;
  description: string | null;
  problem_domain: string | null;
  team_id: string | null;
  version: number;
  /** Of the latest `RECENT_USES`. */
  tried: number;
  worked: number;
  downgraded: boolean;
  /** What the latest walk of it for the ticket came to; null where there was none. */
  ticket_walk: TicketWalk | null;
}

/** A ticket of a kind, or of any. */
export interface Ticket {
  id: string;
  kind: string | null;
}

/** So many uses of a flow are looked at, the latest: how it does now, in a time that does not grow with its age. */
export const RECENT_USES = 100;

/**
 * Finished walks, and sessions that went the flow's way; of these the flywheel takes only resolved ones. A session that
 * was made of a walk is that walk.
 */
export const STANDINGS = `
  SELECT t.id, t.title, t.description, t.problem_domain, t.team_id, t.current_version AS version,
         t.downgraded_at IS NOT NULL AS downgraded, used.tried, used.worked,
         (SELECT CASE WHEN w.reopened_at IS NULL THEN w.status ELSE 'reopened' END FROM l1_walk_sessions w
           WHERE w.account_id = $1 AND w.linked_ticket_id = $3 AND ($4::text IS NULL OR w.linked_ticket_kind = $4)
             AND w.flow_id = t.id
           ORDER BY w.created_at DESC, w.id DESC LIMIT 1) AS ticket_walk
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM trees
                        WHERE account_id = $1 AND trees.id = wanted.id AND status = 'published' LIMIT 1) AS t
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS tried, (count(*) FILTER (WHERE each.worked))::int AS worked
       FROM (SELECT worked FROM (
               (SELECT o.created_at, true AS worked FROM session_observations o
                 WHERE o.account_id = $1 AND o.flow_id = t.id AND o.decision = 'auto_reinforced'
                   AND NOT EXISTS (SELECT 1 FROM l1_walk_sessions w
                                    WHERE w.account_id = $1 AND w.session_id = o.session_id)
                 ORDER BY o.created_at DESC LIMIT ${RECENT_USES})
                UNION ALL
               (SELECT w.created_at, ${walkSucceeded('w.')} FROM l1_walk_sessions w
                 WHERE w.account_id = $1 AND w.flow_id = t.id AND w.status <> 'active'
                 ORDER BY w.created_at DESC LIMIT ${RECENT_USES})) AS uses
              ORDER BY created_at DESC LIMIT ${RECENT_USES}) AS each
   ) AS used`;

/** So many sessions say what a flow's problems are called. */
const PROBLEMS_KNOWN = 12;

/** Titles of the latest sessions that went a flow's way, and of those that its proposals came from. */
const PROBLEMS = `
  SELECT wanted.id, array_agg(problem.title) AS titles
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (
     (SELECT s.title FROM session_observations o
        JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
       WHERE o.account_id = $1 AND o.flow_id = wanted.id ORDER BY o.created_at DESC LIMIT ${PROBLEMS_KNOWN})
      UNION ALL
     (SELECT s.title FROM flow_proposals p
        JOIN ai_sessions s ON s.account_id = p.account_id AND s.id = p.source_session_id
       WHERE p.account_id = $1 AND p.published_flow_id = wanted.id LIMIT ${PROBLEMS_KNOWN})) AS problem
   GROUP BY wanted.id`;

const DOCUMENTS = `
  SELECT v.tree_id AS id, v.flow_data AS document
    FROM unnest($2::uuid[], $3::int[]) AS wanted (id, version)
   CROSS JOIN LATERAL (SELECT tree_id, flow_data FROM tree_versions
                        WHERE account_id = $1 AND tree_id = wanted.id AND version = wanted.version LIMIT 1) AS v`;

/** Reads what flows are ranked by. Each statement walks from the ids that it is given, through indexes. */
@Injectable()
export class SuggestionsView {
  async standings(tx: AccountTx, flowIds: readonly string[], ticket: Ticket | null): Promise<StandingRow[]> {
    const parameters = [tx.accountId, flowIds, ticket?.id ?? null, ticket?.kind ?? null];
    return tx.prepared<StandingRow>(STANDINGS, parameters);
  }

  /** How sessions called the problems of flows, without what is private, by flow. */
  async problems(tx: AccountTx, flowIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.prepared<{ id: string; titles: string[] }>(PROBLEMS, [tx.accountId, flowIds]);
    return new Map(rows.map(({ id, titles }) => [id, titles.map(redactText)]));
  }

  /** The documents of flows at their versions, by flow. */
  async documents(
    tx: AccountTx,
    flows: readonly { id: string; version: number }[],
  ): Promise<Map<string, FlowDocument>> {
    const ids = flows.map(({ id }) => id);
    const rows = await tx.prepared<{ id: string; document: FlowDocument }>(DOCUMENTS, [
      ...[tx.accountId, ids],
      flows.map(({ version }) => version),
    ]);
    return new Map(rows.map(({ id, document }) => [id, document]));
  }
}
