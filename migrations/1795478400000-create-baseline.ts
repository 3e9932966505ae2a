import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accountTables } from './baseline/accounts.js';
import { eventTables } from './baseline/events.js';
import { flowTables } from './baseline/flows.js';
import { idempotencyTables } from './baseline/idempotency.js';
import { jobTables } from './baseline/jobs.js';
import { proposalTables } from './baseline/proposals.js';
import { rowSecurity } from './baseline/row-security.js';
import { searchTables } from './baseline/search.js';
import { observationTables, sessionTables } from './baseline/sessions.js';
import { webhookTables } from './baseline/webhooks.js';

const TABLES = [
  'webhook_attempts',
  'webhook_deliveries',
  'webhook_endpoints',
  'account_events',
  'event_streams',
  'idempotency_keys',
  'search_words',
  'search_postings',
  'search_subjects',
  'session_observations',
  'proposal_events',
  'flow_proposals',
  'flow_events',
  'tree_versions',
  'trees',
  'import_chunks',
  'ai_sessions',
  'bulk_outcomes',
  'job_faults',
  'jobs',
  'api_keys',
  'users',
  'teams',
  'accounts',
];

export class CreateBaseline1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [
      accountTables,
      idempotencyTables,
      jobTables,
      sessionTables,
      flowTables,
      proposalTables,
      observationTables,
      searchTables,
      eventTables,
      webhookTables,
      rowSecurity,
    ]) {
      await runner.query(part);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ${TABLES.join(', ')};
      DROP FUNCTION enqueue_job(text, jsonb, text, integer, timestamptz);
      DROP FUNCTION enqueue_jobs(text, jsonb, integer);
      DROP FUNCTION refuse_change();
      DROP FUNCTION tell_proposal_event();
      DROP FUNCTION tell_flow_published();
      DROP FUNCTION tell_flow_status();
      DROP FUNCTION wake_listeners();
      DROP FUNCTION queue_webhooks();
      DROP FUNCTION tell_webhook_disabled();
    `);
  }
}
