import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ProposalEventName } from '../trail/proposal-event.js';

/** A proposal in figures, as kept with each of its events. */
export interface Standing {
  title: string;
  proposal_type: string;
  status: string;
  base_version: number | null;
  confidence_score: number;
  supporting_session_count: number;
  nodes: number;
  edges: number;
}

export interface EventSinceRow {
  event: ProposalEventName;
  revision: number;
  actor_name: string;
  notes: string | null;
  details: Record<string, unknown> | null;
  created_at: Date;
}

/** The figures of the proposal `p`, as one value of SQL; null where there is none. */
export const STOOD = `CASE WHEN p.id IS NOT NULL THEN jsonb_build_object(
  'title', p.title, 'proposal_type', p.proposal_type, 'status', p.status, 'base_version', p.base_version,
  'confidence_score', p.confidence_score, 'supporting_session_count', p.supporting_session_count,
  'nodes', jsonb_array_length(p.proposed_flow_data -> 'nodes'),
  'edges', jsonb_array_length(p.proposed_flow_data -> 'edges')) END`;

const SHOWN_EVENTS = 50;

/** What became of proposals since somebody looked. */
@Injectable()
export class ProposalChangesView {
  /** How a proposal stood at a revision; null where that is not known. */
  async findStanding(tx: AccountTx, proposalId: string, revision: number): Promise<Standing | null> {
    const [row] = await tx.query<{ stood: Standing | null }>(
      `SELECT stood FROM proposal_events
        WHERE account_id = $1 AND proposal_id = $2 AND revision <= $3
        ORDER BY revision DESC, created_at DESC, id DESC LIMIT 1`,
      [tx.accountId, proposalId, revision],
    );
    return row?.stood ?? null;
  }

  /** What happened to the content of a proposal after a revision, oldest first, and no more than can be shown. */
  async listSince(tx: AccountTx, proposalId: string, revision: number): Promise<EventSinceRow[]> {
    return tx.query<EventSinceRow>(
      `SELECT event, revision, actor_name, notes, details, created_at FROM proposal_events
        WHERE account_id = $1 AND proposal_id = $2 AND revision > $3
          AND event NOT IN ('claimed', 'released', 'transferred')
        ORDER BY created_at, id LIMIT ${SHOWN_EVENTS}`,
      [tx.accountId, proposalId, revision],
    );
  }
}
