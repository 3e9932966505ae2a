import { Injectable } from '@nestjs/common';
import type { TicketKind } from '../ai-sessions/session.js';
import { columnNamesOf } from '../kernel/database/entity-columns.js';
import { ProposalEntity } from './proposal.entity.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { DEFAULT_PAGE_LIMIT, type TimePosition } from '../kernel/http/paging.js';
import { WordIndex } from '../search/word-index.service.js';
import type { ProposalSummaryRow } from './list/proposal-summary.response.dto.js';
import { SHOWN_WITH_PROPOSAL, type ProposalRow } from './proposal.response.dto.js';
import type { ProposalEventDto } from './trail/proposal-event.response.dto.js';
import type { ProposalFilter, ProposalPosition, ProposalSort } from './list/proposal-list.js';
import { conditionsOf, SORTS } from './list/proposal-list.js';
import { notedDoubts } from './unsure/unsure-labels.view.js';
import { PROPOSAL_STATUSES, type ProposalStatus } from './proposal.js';

/** What the list is sorted by, exactly: a time to the microsecond, which a Date does not hold. */
export type ListedProposalRow = ProposalSummaryRow & { sort_key: string | number };

export interface SourceSessionRow {
  id: string;
  outcome_confirmed: boolean;
  problem_domain: string | null;
  team_id: string | null;
  linked_ticket_id: string | null;
  linked_ticket_kind: TicketKind | null;
}

/** Too large for a list, of no use to a reader, or shown in another form. */
const NOT_IN_SUMMARY = [
  ...(['proposedFlowData', 'proposedDiff', 'firstApproval'] as const),
  ...(['revertedFlowId', 'revertedVersion', 'absorbsFlowId', 'absorbsVersion'] as const),
  ...(['claimedBy', 'claimExpiresAt', 'duplicateOfFlowId', 'duplicateOfProposalId'] as const),
];

const SUMMARY_COLUMNS = `${columnNamesOf(ProposalEntity, 'p', NOT_IN_SUMMARY)},
  reviewer.display_name AS reviewed_by_name, first.display_name AS approved_by_first_name,
  p.first_approval IS NOT NULL AS awaiting_second_approval,
  holder.id AS claimed_by, holder.display_name AS claimed_by_name,
  CASE WHEN holder.id IS NOT NULL THEN p.claim_expires_at END AS claim_expires_at,
  CASE WHEN p.duplicate_of_flow_id IS NOT NULL THEN json_build_object('kind', 'flow', 'id', p.duplicate_of_flow_id)
       WHEN p.duplicate_of_proposal_id IS NOT NULL
       THEN json_build_object('kind', 'proposal', 'id', p.duplicate_of_proposal_id) END AS duplicate_of`;

const WITH_PEOPLE = `flow_proposals p
  LEFT JOIN users reviewer ON reviewer.account_id = p.account_id AND reviewer.id = p.reviewed_by
  LEFT JOIN users first ON first.account_id = p.account_id AND first.id = p.approved_by_first
  LEFT JOIN users holder ON holder.account_id = p.account_id AND holder.id = p.claimed_by
        AND p.status = 'pending' AND p.claim_expires_at > clock_timestamp()`;

/** What the flywheel concluded from the proposal's sessions that the condition lets through, the latest first. */
const explained = (condition: string): string => `(
  SELECT json_build_object('session_id', o.session_id, 'decision', o.decision, 'observed_at', o.created_at,
                           'explanation', o.explanation, 'steps', s.steps)
    FROM session_observations o
    JOIN ai_sessions s ON s.account_id = o.account_id AND s.id = o.session_id
   WHERE o.account_id = p.account_id AND o.proposal_id = p.id AND ${condition}
   ORDER BY o.created_at DESC, o.session_id DESC LIMIT 1)`;

const EVENT_COLUMNS = `e.id, e.event, e.from_status, e.to_status, e.actor_id, e.actor_name, e.notes, e.details,
  e.created_at`;

/** Rows of a page of the usual length, and one more that tells whether another follows. */
const QUEUE_LIMIT = DEFAULT_PAGE_LIMIT + 1;

/**
 * The status of a list that asks for nothing else, such as the review queue. That one is asked for all day, and planned
 * once: its status and limit are in the text, where the planner finds the index that holds nothing but this status.
 */
function queueOf({ status, ...others }: ProposalFilter): ProposalStatus | null {
  if (Object.values(others).some((value: unknown) => value !== undefined) || status?.length !== 1)
    return null;
  return PROPOSAL_STATUSES.find((known) => known === status[0]) ?? null;
}

/** What screens show of proposals: reads joined over sessions, flows and users. */
@Injectable()
export class ProposalsView {
  constructor(private readonly words: WordIndex) {}

  /** Up to `limit` proposals that the filter lets through, after the position. */
  async list(
    tx: AccountTx,
    filter: ProposalFilter,
    sort: ProposalSort,
    after: ProposalPosition | null,
    limit: number,
  ): Promise<ListedProposalRow[]> {
    const { key, type } = SORTS[sort];
    const found = await this.words.find(tx, 'proposal', filter.q);
    const queue = limit === QUEUE_LIMIT ? queueOf(filter) : null;
    const { conditions, parameters } = conditionsOf(tx.accountId, queue ? {} : filter, found);
    if (queue) conditions.push(`p.status = '${queue}'`);
    if (after) {
      parameters.push(after.key, after.id);
      const [value, id] = [`$${parameters.length - 1}::${type}`, `$${parameters.length}::uuid`];
      conditions.push(`(p.${key}, p.id) < (${value}, ${id})`);
    }
    const exact = type === 'timestamptz' ? `p.${key}::text` : `p.${key}`;
    const list = `SELECT ${SUMMARY_COLUMNS}, ${exact} AS sort_key FROM ${WITH_PEOPLE}
        WHERE ${conditions.join(' AND ')} ORDER BY p.${key} DESC, p.id DESC LIMIT`;
    if (queue) return tx.prepared<ListedProposalRow>(`${list} ${QUEUE_LIMIT}`, parameters);
    return tx.query<ListedProposalRow>(`${list} $${parameters.push(limit)}`, parameters);
  }

  /**
   * A proposal with all that is shown with it, in one statement. Its sessions are looked up one by one: a cast is no
   * condition that is let near an index under row security, where all the account's sessions would be read.
   */
  async find(tx: AccountTx, id: string): Promise<ProposalRow | null> {
    const [row] = await tx.prepared<ProposalRow>(
      `SELECT ${SUMMARY_COLUMNS}, p.proposed_flow_data, p.proposed_diff, p.first_approval,
              drafter.display_name AS drafted_by_name, target.flow AS target_flow,
              sessions.shown AS supporting_sessions, events.shown AS events, events.total AS events_total,
              ${explained('o.session_id = p.source_session_id')} AS explained_source,
              ${explained('o.session_id <> p.source_session_id')} AS explained_latest,
              ${notedDoubts('p.account_id', 'p.id')} AS doubts
         FROM ${WITH_PEOPLE}
         LEFT JOIN users drafter ON drafter.account_id = p.account_id AND drafter.id = p.drafted_by
         LEFT JOIN LATERAL (
           SELECT json_build_object('id', t.id, 'title', t.title, 'status', t.status, 'version', t.current_version)
                  AS flow
             FROM trees t WHERE t.account_id = p.account_id AND t.id = p.target_flow_id) target ON true
        CROSS JOIN LATERAL (
           SELECT COALESCE(json_agg(row_to_json(s)), '[]'::json) AS shown FROM (
             SELECT session.*
               FROM (SELECT DISTINCT each.id::uuid AS id
                       FROM jsonb_array_elements_text(p.supporting_session_ids) AS each (id) OFFSET 0) supporting
              CROSS JOIN LATERAL (
                SELECT s.id, s.title, s.outcome, s.outcome_confirmed, s.created_at FROM ai_sessions s
                 WHERE s.account_id = p.account_id AND s.id = supporting.id OFFSET 0) session
              ORDER BY session.created_at DESC, session.id DESC LIMIT ${SHOWN_WITH_PROPOSAL}) s) sessions
        CROSS JOIN LATERAL (
           SELECT COALESCE(json_agg(row_to_json(latest) ORDER BY latest.created_at, latest.id), '[]'::json) AS shown,
                  (SELECT count(*)::integer FROM proposal_events e
                    WHERE e.account_id = p.account_id AND e.proposal_id = p.id) AS total
             FROM (SELECT ${EVENT_COLUMNS} FROM proposal_events e
                    WHERE e.account_id = p.account_id AND e.proposal_id = p.id
                    ORDER BY e.created_at DESC, e.id DESC LIMIT ${SHOWN_WITH_PROPOSAL}) latest) events
        WHERE p.account_id = $1 AND p.id = $2`,
      [tx.accountId, id],
    );
    return row ?? null;
  }

  async exists(tx: AccountTx, id: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM flow_proposals WHERE account_id = $1 AND id = $2', [
      tx.accountId,
      id,
    ]);
    return rows.length > 0;
  }

  /** Up to `limit` events in the order in which they happened, after the position. */
  async listEvents(
    tx: AccountTx,
    proposalId: string,
    after: TimePosition | null,
    limit: number,
  ): Promise<(ProposalEventDto & { created_at_key: string })[]> {
    return tx.query(
      `SELECT ${EVENT_COLUMNS}, e.created_at::text AS created_at_key FROM proposal_events e
        WHERE e.account_id = $1 AND e.proposal_id = $2
          AND ($3::timestamptz IS NULL OR (e.created_at, e.id) > ($3::timestamptz, $4::uuid))
        ORDER BY e.created_at, e.id LIMIT $5`,
      [tx.accountId, proposalId, after?.timeKey ?? null, after?.id ?? null, limit],
    );
  }

  /** What a draft takes over from the session that it names. */
  async findSourceSession(tx: AccountTx, sessionId: string): Promise<SourceSessionRow | null> {
    const [row] = await tx.query<SourceSessionRow>(
      `SELECT s.id, s.outcome_confirmed, s.problem_domain, s.team_id, s.linked_ticket_id, s.linked_ticket_kind
         FROM ai_sessions s WHERE s.account_id = $1 AND s.id = $2`,
      [tx.accountId, sessionId],
    );
    return row ?? null;
  }
}
