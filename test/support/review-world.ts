import type pg from 'pg';
import { v7 } from 'uuid';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { SessionsService } from '../../src/ai-sessions/sessions.service.js';
import { ObserveSession } from '../../src/flywheel/observe/observe-session.service.js';
import { RefreshProposals } from '../../src/flywheel/observe/refresh-proposals.service.js';
import type { SessionStep } from '../../src/flywheel/core/types.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import type { FlowStatus } from '../../src/flows/flow.js';
import { statementName } from '../../src/kernel/database/statement-name.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { DomainError } from '../../src/kernel/errors/domain-error.js';
import { systemActor, type Actor } from '../../src/kernel/http/actor.js';
import type { ProposalStatus, ProposalType } from '../../src/proposals/proposal.js';
import { FlowChanges } from '../../src/review/history/flow-changes.service.js';
import { DecisionsService } from '../../src/review/decisions/decisions.service.js';
import { RevertsService } from '../../src/review/undo/reverts.service.js';
import type { TestApp } from './app.js';

export interface ProposalState {
  id: string;
  status: ProposalStatus;
  type: ProposalType;
  target: string | null;
  absorbs: string | null;
  reverted: string | null;
  published: string | null;
  version: number | null;
}

export interface FlowState {
  id: string;
  status: FlowStatus;
  version: number;
  mergedInto: string | null;
}

/** What is stored of an account, in the order in which it came to be. */
export interface WorldState {
  proposals: ProposalState[];
  flows: FlowState[];
}

const STATE = `
  SELECT (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status, 'type', proposal_type,
                   'target', target_flow_id, 'absorbs', absorbs_flow_id, 'reverted', reverted_flow_id,
                   'published', published_flow_id, 'version', published_version) ORDER BY created_at, id), '[]')
            FROM flow_proposals WHERE account_id = $1) AS proposals,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status, 'version', current_version,
                   'mergedInto', merged_into) ORDER BY created_at, id), '[]')
            FROM trees WHERE account_id = $1) AS flows`;

/** One account of the real program, worked on through its services. */
export class ReviewWorld {
  private constructor(
    private readonly test: TestApp,
    /** As the superuser, to look at what is stored. */
    private readonly database: pg.Client,
    private readonly actor: Actor,
  ) {}

  static async open(test: TestApp, database: pg.Client): Promise<ReviewWorld> {
    const opened = await test.app.get(AccountOpening).openAccount({ name: 'Model' });
    const { accountId, users } = opened;
    return new ReviewWorld(test, database, {
      accountId,
      userId: users.reviewer.id,
      role: 'reviewer',
      displayName: 'Priya Nair',
      credential: 'test',
    });
  }

  get accountId(): string {
    return this.actor.accountId;
  }

  /** Records a resolved session and lets the flywheel look at it, as its job would. */
  async session(steps: readonly SessionStep[]): Promise<void> {
    const system = systemActor(this.accountId);
    const { id } = await this.test.app.get(Transactions).run(system, (tx) =>
      this.test.app.get(SessionsService).record(
        tx,
        {
          ...{ externalId: v7(), title: 'It does not work', problemDomain: 'it', origin: 'ai_assist' },
          ...{ messages: [], steps: [...steps], linkedTicketId: null, linkedTicketKind: null },
          ending: { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary: null },
        },
        { observe: false },
      ),
    );
    await this.database.query(`UPDATE ai_sessions SET flywheel_status = 'pending' WHERE id = $1`, [id]);
    await this.test.app.get(ObserveSession).observe(system, id);
  }

  /** Brings a flow's pending proposals up to date, as the job would that every publication queues. */
  async refresh(flowId: string): Promise<void> {
    await this.test.app.get(RefreshProposals).refresh(systemActor(this.accountId), flowId);
  }

  /** What a service did: null, or the code of its refusal. */
  async code(
    work: (
      actor: Actor,
      services: { review: DecisionsService; reverts: RevertsService; flows: FlowChanges },
    ) => Promise<unknown>,
  ): Promise<string | null> {
    const { app } = this.test;
    const services = {
      review: app.get(DecisionsService),
      reverts: app.get(RevertsService),
      flows: app.get(FlowChanges),
    };
    try {
      await work(this.actor, services);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  /** What a proposal would publish, and the version that it builds on. */
  async proposed({ id, reverted }: ProposalState): Promise<{ document: FlowDocument; version?: number }> {
    const { rows } = await this.database.query<{ document: FlowDocument; version: number | null }>(
      `SELECT p.proposed_flow_data AS document, coalesce(p.base_version, t.current_version) AS version
         FROM flow_proposals p LEFT JOIN trees t ON t.id = $2 AND t.merged_into IS NULL WHERE p.id = $1`,
      [id, reverted],
    );
    const [row] = rows;
    if (!row) throw new Error(`no proposal ${id}`);
    return { document: row.document, version: row.version ?? undefined };
  }

  async state(): Promise<WorldState> {
    const [row] = await this.rows<WorldState>(STATE);
    if (!row) throw new Error('a SELECT without FROM gives one row');
    return row;
  }

  /** `$1` is the account. */
  async rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    // Asked after every step, and to plan it takes longer than to answer it.
    const statement = { name: statementName(sql), text: sql, values: [this.accountId] };
    return (await this.database.query<Row>(statement)).rows;
  }
}
