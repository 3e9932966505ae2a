import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** What a language model was asked, what it cost, and what a month has cost so far. */
export class AddModelCalls1795729800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model_months (
        account_id uuid NOT NULL,
        month date NOT NULL,
        spent numeric(18, 6) NOT NULL DEFAULT 0,
        held numeric(18, 6) NOT NULL DEFAULT 0,
        most numeric(18, 6) NOT NULL DEFAULT 0,
        CONSTRAINT model_months_pkey PRIMARY KEY (account_id, month),
        CONSTRAINT model_months_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
      );
      COMMENT ON TABLE model_months IS
        'What the language model has cost the account in a month, which its budget is compared with';
      COMMENT ON COLUMN model_months.month IS 'Its first day, in UTC';
      COMMENT ON COLUMN model_months.held IS 'The most that calls may cost which are under way';
      COMMENT ON COLUMN model_months.most IS 'What the dearest call has cost';

      CREATE TABLE model_calls (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        session_id uuid NOT NULL,
        task varchar(20) NOT NULL,
        model varchar(200) NOT NULL,
        status varchar(10) NOT NULL DEFAULT 'running',
        fault varchar(20),
        request text,
        month date NOT NULL,
        held numeric(18, 6) NOT NULL,
        cost numeric(18, 6) NOT NULL DEFAULT 0,
        input_tokens integer,
        output_tokens integer,
        duration_ms integer,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT model_calls_pkey PRIMARY KEY (id),
        CONSTRAINT ck_model_calls_status CHECK (status IN ('running', 'answered', 'failed')),
        CONSTRAINT model_calls_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
        CONSTRAINT model_calls_session_id_fkey FOREIGN KEY (account_id, session_id)
          REFERENCES ai_sessions (account_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ix_model_calls_account_id_session_id ON model_calls (account_id, session_id);
      CREATE INDEX ix_model_calls_account_id_created_at ON model_calls (account_id, created_at);
      COMMENT ON TABLE model_calls IS 'Calls of the language model, each with what it was sent, what it cost and what came of it';
      COMMENT ON COLUMN model_calls.fault IS 'Why it came to nothing';
      COMMENT ON COLUMN model_calls.request IS
        'The exact body that was sent, without what is private; cleared after some weeks';
      COMMENT ON COLUMN model_calls.month IS 'Of whose budget it is paid';
      COMMENT ON COLUMN model_calls.held IS 'The most that it may cost';
      COMMENT ON COLUMN model_calls.cost IS
        'In the currency of the operator''s prices; the most that it may have cost where nobody knows';
      COMMENT ON COLUMN model_calls.input_tokens IS 'As the service counted; null where it did not say'`);
    await runner.query(confineToAccount('model_months', 'SELECT, INSERT, UPDATE'));
    await runner.query(confineToAccount('model_calls', 'SELECT, INSERT, UPDATE, DELETE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_calls; DROP TABLE model_months');
  }
}
