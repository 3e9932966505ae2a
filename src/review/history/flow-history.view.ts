import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { VERSION_MAKING_EVENTS, type FlowEventName } from '../../flows/flow-event.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ProposalStatus, ProposalType } from '../../proposals/proposal.js';

export interface HistoryProposalRow {
  id: string;
  title: string;
  proposal_type: ProposalType;
  status: ProposalStatus;
  supporting_session_count: number;
}

/** A version, or what was done to the flow without making one. */
export interface HistoryRow {
  version: number;
  /** 1 for what was done while the version was the current one, 0 for the version itself. */
  rank: number;
  /** Of the trail's line; null for a version that a proposal made. */
  event_id: string | null;
  event: FlowEventName | null;
  at: Date;
  /** `at` to the microsecond, which a Date does not hold. */
  at_key: string;
  actor_id: string | null;
  actor_name: string;
  notes: string | null;
  details: Record<string, unknown> | null;
  change_summary: string | null;
  /** Of a version: what it says, and what the one before said. */
  document: FlowDocument | null;
  previous: FlowDocument | null;
  proposal: HistoryProposalRow | null;
  sessions: { id: string; title: string }[];
}

/** Where the page before ended. */
export interface HistoryPosition {
  version: number;
  rank: number;
  atKey: string;
  eventId: string | null;
}

/** How many of the sessions behind a version are shown with it. */
export const SHOWN_SESSIONS = 20;

const NO_ID = '00000000-0000-0000-0000-000000000000';

const VERSION_MAKING = VERSION_MAKING_EVENTS.map((event) => `'${event}'`).join(', ');

/** What was done is shown with the version that it made, or by itself where it made none. */
const HISTORY = `
  WITH entries AS (
    SELECT v.version, 0 AS rank, made.id AS event_id, made.event, v.published_at AS at, v.published_by AS actor_id,
           v.published_by_name AS actor_name, made.notes, made.details, v.change_summary, v.proposal_id, v.flow_data
      FROM tree_versions v
      LEFT JOIN LATERAL (
        SELECT e.id, e.event, e.notes, e.details FROM flow_events e
         WHERE e.account_id = $1 AND e.flow_id = $2 AND e.version = v.version
           AND e.event IN (${VERSION_MAKING}) LIMIT 1) made ON true
     WHERE v.account_id = $1 AND v.tree_id = $2
    UNION ALL
    SELECT e.version, 1, e.id, e.event, e.created_at, e.actor_id, e.actor_name, e.notes, e.details, NULL,
           (e.details ->> 'proposal_id')::uuid, NULL
      FROM flow_events e
     WHERE e.account_id = $1 AND e.flow_id = $2 AND e.event NOT IN (${VERSION_MAKING})
  ), page AS (
    SELECT * FROM entries e
     WHERE $3::integer IS NULL
        OR (e.version, e.rank, e.at, COALESCE(e.event_id, '${NO_ID}')) < ($3, $4::integer, $5::timestamptz, $6::uuid)
     ORDER BY e.version DESC, e.rank DESC, e.at DESC, COALESCE(e.event_id, '${NO_ID}') DESC LIMIT $7
  )
  SELECT e.version, e.rank, e.event_id, e.event, e.at, e.at::text AS at_key, e.actor_id, e.actor_name,
         COALESCE(e.notes, decided.notes) AS notes, e.details, e.change_summary, e.flow_data AS document,
         before.flow_data AS previous, source.proposal, COALESCE(learned.sessions, '[]'::json) AS sessions
    FROM page e
    LEFT JOIN tree_versions before ON before.account_id = $1 AND before.tree_id = $2
         AND before.version = e.version - 1 AND e.rank = 0
    LEFT JOIN LATERAL (
      SELECT d.notes FROM proposal_events d
       WHERE d.account_id = $1 AND d.proposal_id = e.proposal_id AND d.event IN ('approved', 'modified')
         AND e.rank = 0 AND d.details ->> 'flow_id' = $2::text AND d.details ->> 'version' = e.version::text
       LIMIT 1) decided ON true
    LEFT JOIN LATERAL (
      SELECT p.supporting_session_ids AS ids,
             json_build_object('id', p.id, 'title', p.title, 'proposal_type', p.proposal_type, 'status', p.status,
                               'supporting_session_count', p.supporting_session_count) AS proposal
        FROM flow_proposals p
       WHERE p.account_id = $1 AND p.id = COALESCE(e.proposal_id, (e.details ->> 'proposal_id')::uuid)) source ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('id', s.id, 'title', s.title) ORDER BY s.created_at DESC, s.id DESC) AS sessions
        FROM (SELECT s.id, s.title, s.created_at FROM ai_sessions s
               WHERE s.account_id = $1
                 AND s.id IN (SELECT each.id::uuid FROM jsonb_array_elements_text(source.ids) AS each (id))
               ORDER BY s.created_at DESC, s.id DESC LIMIT ${SHOWN_SESSIONS}) s) learned ON true
   ORDER BY e.version DESC, e.rank DESC, e.at DESC, COALESCE(e.event_id, '${NO_ID}') DESC`;

@Injectable()
export class FlowHistoryView {
  /** Up to `limit` entries after the position, the newest first. */
  async list(
    tx: AccountTx,
    flowId: string,
    after: HistoryPosition | null,
    limit: number,
  ): Promise<HistoryRow[]> {
    const position = after && [after.version, after.rank, after.atKey, after.eventId ?? NO_ID];
    return tx.query<HistoryRow>(HISTORY, [
      tx.accountId,
      flowId,
      ...(position ?? [null, null, null, null]),
      limit,
    ]);
  }
}
