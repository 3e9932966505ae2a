import { Injectable, Logger } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Config } from '../kernel/config.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { systemActor } from '../kernel/http/actor.js';
import { exemplify, type Examples } from '../kernel/openapi/exemplify.js';
import { KNOWLEDGE_IMPORT } from '../knowledge/knowledge-limits.js';
import { BULK_REVIEW } from '../review/bulk/bulk.js';
import { DemoAccount } from './demo-account.service.js';
import { LARKFIELD } from './stories.js';

/** Rows that have something to show under every address that they are a part of. */
const EXAMPLES = `
  SELECT f.id AS flow, v.flow_data->'nodes'->0->>'id' AS node, v.flow_data->'edges'->0->>'id' AS edge,
         s.id AS session, s.proposal_id AS of_session, p.id AS proposal, w.id AS walk, w.linked_ticket_kind AS kind, w.linked_ticket_id AS ticket,
         (SELECT id FROM users WHERE account_id = $1 AND active ORDER BY created_at, id LIMIT 1) AS user,
         (SELECT id FROM teams WHERE account_id = $1 ORDER BY created_at, id LIMIT 1) AS team,
         (SELECT id FROM knowledge_documents WHERE account_id = $1 ORDER BY created_at, id LIMIT 1) AS document,
         (SELECT id FROM jobs WHERE account_id = $1 AND kind = $3 ORDER BY created_at, id LIMIT 1) AS job,
         (SELECT id FROM jobs WHERE account_id = $1 AND kind = $2 ORDER BY created_at, id LIMIT 1) AS bulk_job,
         g.id AS flag, g.flow_id AS flow_of_flag,
         (SELECT id FROM trees WHERE account_id = $1 AND status = 'published' AND id <> f.id
           ORDER BY current_version DESC, created_at, id LIMIT 1) AS other_flow,
         (SELECT id FROM users WHERE account_id = $1 AND active AND role = 'reviewer'
           ORDER BY created_at, id LIMIT 1) AS colleague,
         (SELECT id FROM l1_walk_sessions WHERE account_id = $1 AND flow_id = f.id
           ORDER BY created_at, id LIMIT 1) AS walk_of_flow,
         (SELECT e->>'id' FROM tree_versions wv, jsonb_array_elements(wv.flow_data->'edges') e
           WHERE wv.account_id = $1 AND wv.tree_id = w.flow_id AND wv.version = w.flow_version
             AND e->>'from' = w.current_node_id LIMIT 1) AS way_on
    FROM (SELECT id, current_version FROM trees WHERE account_id = $1 AND status = 'published'
           ORDER BY current_version DESC, created_at, id LIMIT 1) f
    JOIN tree_versions v ON v.account_id = $1 AND v.tree_id = f.id AND v.version = f.current_version
    LEFT JOIN LATERAL (SELECT session_id AS id, proposal_id FROM session_observations
           WHERE account_id = $1 AND flow_id = f.id ORDER BY created_at, session_id LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT id FROM flow_proposals WHERE account_id = $1
           ORDER BY status = 'pending' DESC, target_flow_id IS NULL, created_at, id LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT id, flow_id, flow_version, current_node_id, linked_ticket_kind, linked_ticket_id
           FROM l1_walk_sessions WHERE account_id = $1
           ORDER BY status = 'active' DESC, created_at, id LIMIT 1) w ON true
    LEFT JOIN LATERAL (SELECT id, flow_id FROM flow_flags WHERE account_id = $1
           ORDER BY status = 'open' DESC, id LIMIT 1) g ON true`;

type Row = Record<
  | 'flow'
  | 'node'
  | 'edge'
  | 'session'
  | 'of_session'
  | 'proposal'
  | 'walk'
  | 'kind'
  | 'ticket'
  | 'user'
  | 'team'
  | 'document'
  | 'job'
  | 'bulk_job'
  | 'flag'
  | 'flow_of_flag'
  | 'other_flow'
  | 'colleague'
  | 'walk_of_flow'
  | 'way_on',
  string | null
>;

const NONE: Examples = { paths: {}, members: {} };

/** Milliseconds for which what was found is shown; Swagger UI is open to everybody, and the database is not theirs. */
const KEPT_MS = 60_000;

/** Puts ids of the demo account into the description that is served, so that it can be tried as it stands. */
@Injectable()
export class DemoExamples {
  private readonly logger = new Logger(DemoExamples.name);
  private found: Promise<Examples> | null = null;
  private until = 0;

  constructor(
    private readonly config: Config,
    private readonly accounts: DemoAccount,
    private readonly transactions: Transactions,
  ) {}

  /** The description with ids of the demo account, or as it is where there is none. */
  async showIn(document: OpenAPIObject): Promise<OpenAPIObject> {
    // Where no demo account is made, one of its name is somebody's own.
    if (!this.config.SEED_DEMO) return document;
    if (this.found === null || Date.now() > this.until) {
      this.found = this.find();
      this.until = Date.now() + KEPT_MS;
    }
    try {
      return exemplify(document, await this.found);
    } catch (error) {
      this.found = null;
      this.logger.warn({ err: error }, 'the demo account could not be read');
      return document;
    }
  }

  private async find(): Promise<Examples> {
    const accountId = await this.accounts.findAccountId(LARKFIELD);
    if (accountId === null) return NONE;
    return this.transactions.read(systemActor(accountId), (tx) => this.examples(tx));
  }

  private async examples(tx: AccountTx): Promise<Examples> {
    const [row] = await tx.query<Row>(EXAMPLES, [tx.accountId, BULK_REVIEW, KNOWLEDGE_IMPORT]);
    if (!row) return NONE;
    return {
      paths: {
        '/v1/flows/{id}': row.flow,
        '/v1/flows/{id}/nodes/{node_id}': row.node,
        '/v1/flows/{id}/edges/{edge_id}': row.edge,
        '/v1/ai-sessions/{id}': row.session,
        '/v1/proposals/{id}': row.proposal,
        '/v1/l1-walks/{id}': row.walk,
        '/v1/tickets/{kind}': row.kind,
        '/v1/tickets/{kind}/{ticket_id}': row.ticket,
        '/v1/users/{id}': row.user,
        '/v1/teams/{id}': row.team,
        '/v1/knowledge/documents/{id}': row.document,
        '/v1/jobs/{id}': row.job,
        '/v1/jobs/{id}/outcomes id': row.bulk_job,
        '/v1/flows/{id}/flags/{flag_id}': row.flag,
        '/v1/flows/{id}/flags/{flag_id}/close id': row.flow_of_flag,
      },
      members: {
        flow_id: row.other_flow,
        target_flow_id: row.flow,
        duplicate_of: row.flow,
        source_session_id: row.session,
        proposal_id: row.of_session,
        user_id: row.colleague,
        owner_id: row.user,
        walk_id: row.walk_of_flow,
        edge_id: row.way_on,
        ids: row.proposal,
      },
    };
  }
}
