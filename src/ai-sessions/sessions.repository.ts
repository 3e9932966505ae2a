import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 } from 'uuid';
import { TeamEntity } from '../accounts/teams/team.entity.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { redactText } from '../redaction/redact-text.js';
import { addWordsOf, WordIndex, wordsBySubject } from '../search/word-index.service.js';
import { AiSessionEntity } from './ai-session.entity.js';
import { OPENING_OF_TRANSCRIPT } from './opening.js';
import { SESSION_LIMITS } from './session-limits.js';
import type {
  EndedSession,
  Ending,
  FlywheelStatus,
  NewSession,
  SessionChanges,
  SessionMessage,
  SessionStep,
} from './session.js';
import { SUMMARY_COLUMNS, type SessionRow } from './sessions.view.js';

/** A session to insert, with its id and whether the flywheel shall look at it. */
export interface SessionRecord extends NewSession {
  id: string;
  observe: boolean;
}

export type SessionState = Pick<
  AiSessionEntity,
  'status' | 'resolvedAt' | 'messageCount' | 'outcomeConfirmed'
>;

/** The row as a write leaves it; what the flywheel concluded is not known to a session that it has not seen. */
const WRITTEN = `${SUMMARY_COLUMNS}, NULL AS decision, NULL::uuid AS proposal_id, s.transcript, s.steps`;

const INSERT = `
  INSERT INTO ai_sessions AS s (id, account_id, team_id, user_id, external_id, title, problem_domain, origin,
      status, transcript, steps, outcome, outcome_confirmed, resolution_summary, linked_ticket_id,
      linked_ticket_kind, flywheel_status, resolved_at)
  SELECT r.id, $1,
         CASE WHEN r.team_of_user THEN (SELECT u.team_id FROM users u WHERE u.account_id = $1 AND u.id = $2)
              ELSE r.team_id END,
         $2, r.external_id, r.title, r.problem_domain, r.origin, coalesce(r.outcome, 'active'), r.transcript,
         r.steps, r.outcome, r.outcome_confirmed, r.resolution_summary, r.linked_ticket_id, r.linked_ticket_kind,
         r.flywheel_status, CASE WHEN r.outcome IS NOT NULL THEN now() END
    FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, team_of_user boolean, team_id uuid, external_id text,
         title text, problem_domain text, origin text, transcript jsonb, steps jsonb, outcome text,
         outcome_confirmed boolean, resolution_summary text, linked_ticket_id text, linked_ticket_kind text,
         flywheel_status text)
  ON CONFLICT (account_id, external_id) DO NOTHING`;

const inserting = (returned: string): string =>
  `WITH made AS (${INSERT} RETURNING ${returned}), found_by AS (${addWordsOf('made', '$4', '$5')})`;
const INSERT_ONE = `${inserting(WRITTEN)} SELECT * FROM made`;
const INSERT_MANY = `${inserting('s.id')} SELECT id FROM made`;

/** Sessions, whose words the lists are searched by are kept in step. */
const ENDED = `
  SELECT id, title, problem_domain AS "problemDomain", team_id AS "teamId", origin, outcome,
         outcome_confirmed AS "outcomeConfirmed", resolution_summary AS "resolutionSummary",
         linked_ticket_id AS "linkedTicketId", linked_ticket_kind AS "linkedTicketKind", steps,
         ${OPENING_OF_TRANSCRIPT} AS opening
    FROM ai_sessions
   WHERE account_id = $1 AND id = $2 AND status <> 'active'`;

@Injectable()
export class SessionsRepository {
  constructor(private readonly words: WordIndex) {}

  /** @returns null, and nothing is written, where the account has the external_id already */
  async insert(tx: AccountTx, session: NewSession, observe: boolean): Promise<SessionRow | null> {
    const id = v7();
    const { ids, words } = wordsBySubject(tx.accountId, 'session', [{ id, texts: textsOf(session) }]);
    const record = JSON.stringify([toRecord({ ...session, id, observe })]);
    const values = [tx.accountId, tx.actor.userId, record, ids, words];
    const [row] = await tx.prepared<SessionRow>(INSERT_ONE, values);
    return row ?? null;
  }

  /**
   * Inserts sessions of one user in their order, with their words, in one statement. Of equal external_ids the first counts, and those
   * that the account has are left alone.
   * @returns the ids of those that were inserted
   */
  async insertMany(
    tx: AccountTx,
    userId: string | null,
    sessions: readonly SessionRecord[],
  ): Promise<Set<string>> {
    const { ids, words } = wordsBySubject(
      tx.accountId,
      'session',
      sessions.map((session) => ({ id: session.id, texts: textsOf(session) })),
    );
    const records = JSON.stringify(sessions.map(toRecord));
    const rows = await tx.prepared<{ id: string }>(INSERT_MANY, [tx.accountId, userId, records, ids, words]);
    return new Set(rows.map(({ id }) => id));
  }

  async findState(tx: AccountTx, sessionId: string): Promise<SessionState | null> {
    return tx.repository(AiSessionEntity).findOne({
      select: { id: true, status: true, resolvedAt: true, messageCount: true, outcomeConfirmed: true },
      where: { accountId: tx.accountId, id: sessionId },
    });
  }

  async findIdByExternalId(tx: AccountTx, externalId: string): Promise<string | null> {
    const session = await tx
      .repository(AiSessionEntity)
      .findOne({ select: { id: true }, where: { accountId: tx.accountId, externalId } });
    return session?.id ?? null;
  }

  /** The session for the flywheel, once it has ended and as long as nothing was observed from it. */
  async findUnobserved(tx: AccountTx, sessionId: string): Promise<EndedSession | null> {
    const [row] = await tx.prepared<EndedSession>(
      `${ENDED}
          AND NOT EXISTS (SELECT 1 FROM session_observations o WHERE o.account_id = $1 AND o.session_id = $2)`,
      [tx.accountId, sessionId],
    );
    return row ?? null;
  }

  /** As `findUnobserved`, whatever was observed from it. */
  async findEnded(tx: AccountTx, sessionId: string): Promise<EndedSession | null> {
    const [row] = await tx.query<EndedSession>(ENDED, [tx.accountId, sessionId]);
    return row ?? null;
  }

  /** The transcript; empty where there is no such session. */
  async findMessages(tx: AccountTx, sessionId: string): Promise<SessionMessage[]> {
    const session = await tx
      .repository(AiSessionEntity)
      .findOne({ select: { id: true, transcript: true }, where: { accountId: tx.accountId, id: sessionId } });
    return session?.transcript ?? [];
  }

  /** Gives steps to an ended session that has none; one that has some keeps them. */
  async keepExtractedSteps(tx: AccountTx, sessionId: string, steps: readonly SessionStep[]): Promise<void> {
    await tx.query(
      `UPDATE ai_sessions SET steps = $3, steps_source = 'extracted'
        WHERE account_id = $1 AND id = $2 AND status <> 'active' AND step_count = 0`,
      [tx.accountId, sessionId, JSON.stringify(steps)],
    );
  }

  /** Those of the ids that are teams of the account. */
  async findTeams(tx: AccountTx, teamIds: readonly string[]): Promise<Set<string>> {
    const teams = await tx.repository(TeamEntity).findBy({ accountId: tx.accountId, id: In([...teamIds]) });
    return new Set(teams.map(({ id }) => id));
  }

  /** @returns null, and nothing is changed, where no active session has the id */
  async change(tx: AccountTx, sessionId: string, changes: SessionChanges): Promise<SessionRow | null> {
    const columns: [string, unknown][] = [
      ['title', changes.title],
      ['problem_domain', changes.problemDomain],
      ['team_id', changes.teamId],
      ['linked_ticket_id', changes.linkedTicketId],
      ['linked_ticket_kind', changes.linkedTicketKind],
    ];
    const given = columns.filter(([, value]) => value !== undefined);
    const assignments = given.map(([column], i) => `${column} = $${i + 3}`);
    const row = await this.updateActive(
      tx,
      sessionId,
      [...assignments, 'updated_at = now()'].join(', '),
      given.map(([, value]) => value),
    );
    if (row && changes.title !== undefined)
      await this.words.put(tx, 'session', sessionId, readableTexts([row.title, row.resolution_summary]));
    return row;
  }

  /** @returns null, and nothing is changed, where no active session has the id, or it would grow too large */
  async appendMessages(
    tx: AccountTx,
    sessionId: string,
    messages: readonly SessionMessage[],
  ): Promise<SessionRow | null> {
    return this.updateActive(
      tx,
      sessionId,
      'transcript = transcript || $3::jsonb, updated_at = now()',
      [JSON.stringify(messages), SESSION_LIMITS.messages, SESSION_LIMITS.transcript],
      `jsonb_array_length(transcript || $3::jsonb) <= $4 AND (
         SELECT sum(char_length(message ->> 'content')) FROM jsonb_array_elements(transcript || $3::jsonb) AS message
       ) <= $5`,
    );
  }

  /** @returns null, and nothing is changed, where no active session has the id, or it would have too many steps */
  async appendSteps(
    tx: AccountTx,
    sessionId: string,
    steps: readonly SessionStep[],
  ): Promise<SessionRow | null> {
    return this.updateActive(
      tx,
      sessionId,
      'steps = steps || $3::jsonb, updated_at = now()',
      [JSON.stringify(steps), SESSION_LIMITS.steps],
      'jsonb_array_length(steps || $3::jsonb) <= $4',
    );
  }

  /** Ends a session and leaves it to the flywheel; null where no active session has the id. */
  async end(tx: AccountTx, sessionId: string, ending: Ending): Promise<SessionRow | null> {
    const { outcome, outcomeConfirmed, resolutionSummary } = ending;
    const row = await this.updateActive(
      tx,
      sessionId,
      `status = $3, outcome = $3, outcome_confirmed = $4, resolution_summary = $5, resolved_at = now(),
       updated_at = now(), flywheel_status = 'pending'`,
      [outcome, outcomeConfirmed, resolutionSummary],
    );
    if (row && resolutionSummary !== null)
      await this.words.add(tx, 'session', sessionId, readableTexts([resolutionSummary]));
    return row;
  }

  /** @returns whether the ended session was not marked so before */
  async confirm(tx: AccountTx, sessionId: string, confirmed: boolean): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE ai_sessions SET outcome_confirmed = $3, updated_at = now()
        WHERE account_id = $1 AND id = $2 AND status <> 'active' AND outcome_confirmed <> $3 RETURNING id`,
      [tx.accountId, sessionId, confirmed],
    );
    return rows.length > 0;
  }

  /** Notes how far the flywheel is with the session; the reason is shown to people. */
  async settleFlywheel(
    tx: AccountTx,
    sessionId: string,
    status: FlywheelStatus,
    reason: string | null,
  ): Promise<void> {
    await tx.prepared(
      'UPDATE ai_sessions SET flywheel_status = $3, flywheel_reason = $4 WHERE account_id = $1 AND id = $2',
      [tx.accountId, sessionId, status, reason],
    );
  }

  /** `$1` is the account, `$2` the session, `$3` and on the values. */
  private async updateActive(
    tx: AccountTx,
    sessionId: string,
    assignments: string,
    values: readonly unknown[],
    condition = 'true',
  ): Promise<SessionRow | null> {
    // Where another transaction changes the row meanwhile, PostgreSQL waits and looks at the conditions again.
    const [row] = await tx.prepared<SessionRow>(
      `UPDATE ai_sessions AS s SET ${assignments}
        WHERE account_id = $1 AND id = $2 AND status = 'active' AND ${condition} RETURNING ${WRITTEN}`,
      [tx.accountId, sessionId, ...values],
    );
    return row ?? null;
  }
}

/** What a session is found by: without what is private, since a list of words tells who has which. */
function textsOf({ title, ending }: NewSession): (string | null)[] {
  return readableTexts([title, ending?.resolutionSummary ?? null]);
}

function readableTexts(texts: readonly (string | null)[]): (string | null)[] {
  return texts.map((text) => (text === null ? null : redactText(text)));
}

function toRecord({ id, observe, teamId, ending, ...session }: SessionRecord): Record<string, unknown> {
  return {
    id,
    team_of_user: teamId === undefined,
    team_id: teamId ?? null,
    external_id: session.externalId,
    title: session.title,
    problem_domain: session.problemDomain,
    origin: session.origin,
    transcript: session.messages,
    steps: session.steps,
    outcome: ending?.outcome ?? null,
    outcome_confirmed: ending?.outcomeConfirmed ?? false,
    resolution_summary: ending?.resolutionSummary ?? null,
    linked_ticket_id: session.linkedTicketId,
    linked_ticket_kind: session.linkedTicketKind,
    flywheel_status: ending && observe ? 'pending' : 'none',
  };
}
