import { Injectable } from '@nestjs/common';
import { OPENING_OF_TRANSCRIPT } from '../../ai-sessions/opening.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { SearchHit } from '../../search/search-index.service.js';
import type { ChangeType, SessionStep, StepAlignment } from '../core/types.js';
import { MEMORY, redactExperience, type Experience } from './memory.js';

/** A flow or pending proposal that a session may belong to, and how far it has come. */
export interface MemberRow {
  id: string;
  kind: SearchHit['kind'];
  target_flow_id: string | null;
  /** Grows with its document and title. */
  revision: string;
  /** Grows with its memory. */
  sessions: number;
}

export interface FlowRow {
  id: string;
  title: string;
  problem_domain: string | null;
  version: number;
  document: FlowDocument;
}

export interface ProposalRow {
  id: string;
  title: string;
  problem_domain: string | null;
  target_flow_id: string | null;
  base_version: number | null;
  proposal_type: ChangeType;
  document: FlowDocument;
}

interface SessionsRow {
  subject_id: string;
  session_ids: string[];
  /** When each was moved there, in seconds; null where it never was. */
  moved: (string | null)[];
}

interface ExperienceRow {
  id: string;
  title: string;
  opening: string | null;
  steps: SessionStep[];
  alignment: StepAlignment[];
}

/** Who was found, the flows that found proposals would change, and all pending proposals of these flows. */
const MEMBERS = `
  WITH flows AS MATERIALIZED (
    SELECT id FROM unnest($3::uuid[]) AS hit (id)
     UNION
    SELECT p.target_flow_id
      FROM unnest($2::uuid[]) AS hit (id)
     CROSS JOIN LATERAL (SELECT target_flow_id FROM flow_proposals
                          WHERE account_id = $1 AND flow_proposals.id = hit.id AND status = 'pending' LIMIT 1) AS p
     WHERE p.target_flow_id IS NOT NULL
  ), members AS MATERIALIZED (
    SELECT id, NULL::uuid AS target_flow_id FROM flows
     UNION ALL
    SELECT p.id, flows.id
      FROM flows
     CROSS JOIN LATERAL (SELECT id FROM flow_proposals
                          WHERE account_id = $1 AND target_flow_id = flows.id AND status = 'pending' OFFSET 0) AS p
     UNION ALL
    SELECT p.id, NULL
      FROM unnest($2::uuid[]) AS hit (id)
     CROSS JOIN LATERAL (SELECT flow_proposals.id FROM flow_proposals
                          WHERE account_id = $1 AND flow_proposals.id = hit.id AND status = 'pending'
                            AND target_flow_id IS NULL LIMIT 1) AS p
  )
  SELECT m.id, m.target_flow_id, s.kind, s.revision::text AS revision, s.sessions
    FROM members m
   CROSS JOIN LATERAL (SELECT kind, revision, sessions FROM search_subjects
                        WHERE account_id = $1 AND subject_id = m.id LIMIT 1) AS s`;

const FLOWS = `
  SELECT t.id, t.title, t.problem_domain, t.current_version AS version, v.flow_data AS document
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT * FROM trees
                        WHERE account_id = $1 AND trees.id = wanted.id AND status = 'published' LIMIT 1) AS t
   CROSS JOIN LATERAL (SELECT flow_data FROM tree_versions
                        WHERE account_id = $1 AND tree_id = t.id AND version = t.current_version LIMIT 1) AS v`;

const PROPOSALS = `
  SELECT p.*
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT id, target_flow_id, base_version, proposal_type, title, problem_domain,
                              proposed_flow_data AS document
                         FROM flow_proposals
                        WHERE account_id = $1 AND flow_proposals.id = wanted.id AND status = 'pending'
                          AND NOT EXISTS (SELECT 1 FROM trees
                                           WHERE account_id = $1 AND trees.id = target_flow_id
                                             AND trees.status = 'archived' AND trees.merged_into IS NULL)
                        LIMIT 1) AS p`;

/** The sessions of a subject, the oldest first, each with the time at which it was moved there. */
const AGGREGATED = `
         array_agg(o.session_id ORDER BY o.created_at, o.session_id) AS session_ids,
         array_agg(extract(epoch FROM o.moved_at)::text ORDER BY o.created_at, o.session_id) AS moved`;

/** A flow's sessions: those that walked it, and those behind the proposals that were published as it. */
const FLOW_SESSIONS = `
  SELECT flow.id AS subject_id, ${AGGREGATED}
    FROM unnest($2::uuid[]) AS flow (id)
   CROSS JOIN LATERAL (
     SELECT session_id, created_at, moved_at FROM (
       (SELECT session_id, created_at, moved_at FROM session_observations
         WHERE account_id = $1 AND flow_id = flow.id ORDER BY created_at DESC LIMIT ${MEMORY})
       UNION ALL
       (SELECT b.session_id, b.created_at, b.moved_at
          FROM (SELECT id FROM flow_proposals
                 WHERE account_id = $1 AND published_flow_id = flow.id OFFSET 0) AS p
         CROSS JOIN LATERAL (SELECT session_id, created_at, moved_at FROM session_observations
                              WHERE account_id = $1 AND proposal_id = p.id AND flow_id IS NULL
                              ORDER BY created_at DESC LIMIT ${MEMORY}) AS b)
     ) AS each ORDER BY created_at DESC LIMIT ${MEMORY}
   ) AS o
   GROUP BY flow.id`;

const PROPOSAL_SESSIONS = `
  SELECT proposal.id AS subject_id, ${AGGREGATED}
    FROM unnest($2::uuid[]) AS proposal (id)
   CROSS JOIN LATERAL (
     SELECT session_id, created_at, moved_at FROM session_observations
      WHERE account_id = $1 AND proposal_id = proposal.id ORDER BY created_at DESC LIMIT ${MEMORY}
   ) AS o
   GROUP BY proposal.id`;

const EXPERIENCE = `
  SELECT s.id, s.title, s.opening, s.steps, o.alignment
    FROM unnest($2::uuid[]) AS wanted (id)
   CROSS JOIN LATERAL (SELECT id, title, ${OPENING_OF_TRANSCRIPT} AS opening, steps FROM ai_sessions
                        WHERE account_id = $1 AND ai_sessions.id = wanted.id LIMIT 1) AS s
   CROSS JOIN LATERAL (SELECT alignment FROM session_observations
                        WHERE account_id = $1 AND session_id = wanted.id LIMIT 1) AS o`;

/**
 * Reads what a session is compared with: flows, their pending proposals, and what earlier sessions said in them. Each
 * statement walks from the ids that it is given through primary keys, whatever the planner knows of the tables.
 */
@Injectable()
export class CandidatesView {
  async members(tx: AccountTx, hits: readonly SearchHit[]): Promise<MemberRow[]> {
    return tx.prepared<MemberRow>(MEMBERS, [tx.accountId, idsOf(hits, 'proposal'), idsOf(hits, 'flow')]);
  }

  async flows(tx: AccountTx, ids: readonly string[]): Promise<FlowRow[]> {
    return ids.length === 0 ? [] : tx.prepared<FlowRow>(FLOWS, [tx.accountId, ids]);
  }

  async proposals(tx: AccountTx, ids: readonly string[]): Promise<ProposalRow[]> {
    return ids.length === 0 ? [] : tx.prepared<ProposalRow>(PROPOSALS, [tx.accountId, ids]);
  }

  /** By subject, its sessions, the oldest first. */
  async sessionsOf(
    tx: AccountTx,
    kind: SearchHit['kind'],
    ids: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows = await this.sessionRows(tx, kind, ids);
    return new Map(rows.map((row) => [row.subject_id, row.session_ids]));
  }

  /** As `sessionsOf`, where a session that a person moved has another key than before. */
  async experienceKeysOf(
    tx: AccountTx,
    kind: SearchHit['kind'],
    ids: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows = await this.sessionRows(tx, kind, ids);
    return new Map(
      rows.map((row) => [row.subject_id, row.session_ids.map((id, i) => keyOf(id, row.moved[i] ?? null))]),
    );
  }

  private async sessionRows(
    tx: AccountTx,
    kind: SearchHit['kind'],
    ids: readonly string[],
  ): Promise<SessionsRow[]> {
    if (ids.length === 0) return [];
    return tx.prepared<SessionsRow>(kind === 'flow' ? FLOW_SESSIONS : PROPOSAL_SESSIONS, [tx.accountId, ids]);
  }

  async experience(tx: AccountTx, sessionIds: readonly string[]): Promise<Map<string, Experience>> {
    if (sessionIds.length === 0) return new Map();
    const rows = await tx.prepared<ExperienceRow>(EXPERIENCE, [tx.accountId, sessionIds]);
    const told = new Map<string, Experience>();
    for (const { id, ...experience } of rows) told.set(id, await redactExperience(experience));
    return told;
  }
}

/** Of a session's part in a memory: it changes only when a person moves the session. */
function keyOf(sessionId: string, moved: string | null): string {
  return moved === null ? sessionId : `${sessionId}@${moved}`;
}

/** The session of a key. */
export function sessionOfKey(key: string): string {
  return key.split('@', 1)[0] ?? key;
}

function idsOf(hits: readonly SearchHit[], kind: SearchHit['kind']): string[] {
  return hits.filter((hit) => hit.kind === kind).map((hit) => hit.subjectId);
}
