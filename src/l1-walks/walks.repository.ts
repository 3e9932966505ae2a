import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { TicketKind } from '../ai-sessions/session.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { WordIndex } from '../search/word-index.service.js';
import type { PathEntry, WalkOutcome } from './walking/walked-path.js';
import { WRITTEN_COLUMNS, type WrittenWalk } from './walks.view.js';

export interface NewWalk {
  flowId: string;
  flowVersion: number;
  flowTitle: string;
  entryNodeId: string;
  problem: string | null;
  problemDomain: string | null;
  /** Undefined: the team of the technician. */
  teamId: string | null | undefined;
  linkedTicketId: string | null;
  linkedTicketKind: TicketKind | null;
}

/** How a walk ended. */
export interface WalkEnding {
  entry: PathEntry;
  outcome: WalkOutcome;
  outcomeConfirmed: boolean;
  escalatedTo: string | null;
  notes: string | null;
  deviationCount: number;
  sessionId: string | null;
}

const INSERT = `
  INSERT INTO l1_walk_sessions AS w (id, account_id, team_id, technician_id, technician_name, flow_id, flow_version,
      problem, problem_domain, linked_ticket_id, linked_ticket_kind, entry_node_id, current_node_id, updated_by,
      updated_by_name)
  VALUES ($2, $1,
      CASE WHEN $3 THEN (SELECT u.team_id FROM users u WHERE u.account_id = $1 AND u.id = $5) ELSE $4::uuid END,
      $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $5, $6)
  RETURNING ${WRITTEN_COLUMNS}`;

/** Every change is by the transaction's actor, and makes the version grow. */
const update = (assignments: string): string => `
  UPDATE l1_walk_sessions AS w
     SET ${assignments}, version = version + 1, updated_at = now(), updated_by = $3, updated_by_name = $4
   WHERE account_id = $1 AND id = $2
  RETURNING ${WRITTEN_COLUMNS}`;

const APPEND = update('walked_path = walked_path || $5::jsonb, current_node_id = $6, deviation_count = $7');
const END = update(`walked_path = walked_path || $5::jsonb, deviation_count = $6, status = $7, outcome = $7,
    outcome_confirmed = $8, confirmed_at = CASE WHEN $8 THEN now() END, escalated_to = $9, notes = $10,
    session_id = $11, finished_at = now()`);
const CONFIRM = update('outcome_confirmed = true, confirmed_at = now(), reopened_at = NULL');
const WITHDRAW = update('outcome_confirmed = false, confirmed_at = NULL');
const REOPEN = update('outcome_confirmed = false, confirmed_at = NULL, reopened_at = now()');

/** Walks, whose words the list is searched by are kept in step. What changes one has it locked. */
@Injectable()
export class WalksRepository {
  constructor(private readonly words: WordIndex) {}

  /** A walk of the transaction's actor. */
  async insert(tx: AccountTx, walk: NewWalk): Promise<WrittenWalk> {
    const id = v7();
    const [row] = await tx.prepared<WrittenWalk>(INSERT, [
      tx.accountId,
      id,
      walk.teamId === undefined,
      walk.teamId ?? null,
      tx.actor.userId,
      tx.actor.displayName,
      walk.flowId,
      walk.flowVersion,
      walk.problem,
      walk.problemDomain,
      walk.linkedTicketId,
      walk.linkedTicketKind,
      walk.entryNodeId,
    ]);
    await this.words.add(tx, 'walk', id, [walk.problem, walk.flowTitle]);
    return written(row);
  }

  async append(
    tx: AccountTx,
    walkId: string,
    entry: PathEntry,
    currentNodeId: string,
    deviationCount: number,
  ): Promise<WrittenWalk> {
    return this.write(tx, APPEND, walkId, [JSON.stringify([entry]), currentNodeId, deviationCount]);
  }

  async end(tx: AccountTx, walkId: string, ending: WalkEnding): Promise<WrittenWalk> {
    const { entry, outcome, outcomeConfirmed, escalatedTo, notes, deviationCount, sessionId } = ending;
    const row = await this.write(tx, END, walkId, [
      JSON.stringify([entry]),
      deviationCount,
      outcome,
      outcomeConfirmed,
      escalatedTo,
      notes,
      sessionId,
    ]);
    await this.words.add(tx, 'walk', walkId, [notes]);
    return row;
  }

  async confirm(tx: AccountTx, walkId: string): Promise<WrittenWalk> {
    return this.write(tx, CONFIRM, walkId, []);
  }

  /** Takes the confirmation back, without saying that the problem came again. */
  async withdraw(tx: AccountTx, walkId: string): Promise<WrittenWalk> {
    return this.write(tx, WITHDRAW, walkId, []);
  }

  async reopen(tx: AccountTx, walkId: string): Promise<WrittenWalk> {
    return this.write(tx, REOPEN, walkId, []);
  }

  private async write(
    tx: AccountTx,
    sql: string,
    walkId: string,
    values: readonly unknown[],
  ): Promise<WrittenWalk> {
    const { userId, displayName } = tx.actor;
    return written(
      (await tx.prepared<WrittenWalk>(sql, [tx.accountId, walkId, userId, displayName, ...values]))[0],
    );
  }
}

function written(row: WrittenWalk | undefined): WrittenWalk {
  if (!row) throw new Error('a walk that was to be written is not there');
  return row;
}
