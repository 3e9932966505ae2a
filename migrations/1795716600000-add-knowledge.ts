import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

/** Documents that knowledge was imported from, the procedures that were read in them, and imports that wait. */
const TABLES = `
CREATE TABLE knowledge_documents (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL,
  name varchar(255) NOT NULL,
  format varchar(10) NOT NULL,
  content text NOT NULL,
  content_hash bytea NOT NULL,
  imported_by uuid,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT knowledge_documents_pkey PRIMARY KEY (id),
  CONSTRAINT uq_knowledge_documents_account_id_id UNIQUE (account_id, id),
  CONSTRAINT uq_knowledge_documents_account_id_content_hash UNIQUE (account_id, content_hash),
  CONSTRAINT ck_knowledge_documents_format CHECK (format IN ('markdown', 'mermaid', 'json')),
  CONSTRAINT knowledge_documents_account_id_fkey FOREIGN KEY (account_id)
    REFERENCES accounts (id) ON DELETE CASCADE,
  CONSTRAINT knowledge_documents_imported_by_fkey FOREIGN KEY (account_id, imported_by)
    REFERENCES users (account_id, id) ON DELETE SET NULL (imported_by)
);
CREATE INDEX ix_knowledge_documents_account_id_created_at
  ON knowledge_documents (account_id, created_at DESC, id DESC);
CREATE INDEX ix_knowledge_documents_account_id_name
  ON knowledge_documents (account_id, name, created_at DESC, id DESC);
COMMENT ON TABLE knowledge_documents IS 'Each state of a document that gave a procedure; a changed one is another row';
COMMENT ON COLUMN knowledge_documents.content_hash IS 'SHA-256 of the format and the content';

CREATE TABLE knowledge_procedures (
  account_id uuid NOT NULL,
  document_id uuid NOT NULL,
  number integer NOT NULL,
  title varchar(255) NOT NULL,
  session_id uuid NOT NULL,
  flow_data jsonb NOT NULL,
  spans jsonb NOT NULL,
  faults jsonb NOT NULL DEFAULT '[]'::jsonb,
  CONSTRAINT knowledge_procedures_pkey PRIMARY KEY (account_id, document_id, number),
  CONSTRAINT uq_knowledge_procedures_account_id_session_id UNIQUE (account_id, session_id),
  CONSTRAINT knowledge_procedures_document_id_fkey FOREIGN KEY (account_id, document_id)
    REFERENCES knowledge_documents (account_id, id) ON DELETE CASCADE,
  CONSTRAINT knowledge_procedures_session_id_fkey FOREIGN KEY (account_id, session_id)
    REFERENCES ai_sessions (account_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN knowledge_procedures.flow_data IS
  'The procedure alone as a flow document, with the ids that its nodes have in the flow it went to';
COMMENT ON COLUMN knowledge_procedures.spans IS
  'By step of the session, so that its alignment leads from a node to the text: [{start_line, end_line, start_offset, end_offset}]';

CREATE TABLE knowledge_import_items (
  account_id uuid NOT NULL,
  job_id uuid NOT NULL,
  number integer NOT NULL,
  name varchar(255) NOT NULL,
  format varchar(10) NOT NULL,
  problem_domain varchar(100),
  content text,
  outcome jsonb,
  CONSTRAINT knowledge_import_items_pkey PRIMARY KEY (account_id, job_id, number),
  CONSTRAINT ck_knowledge_import_items_done CHECK ((content IS NULL) = (outcome IS NOT NULL)),
  CONSTRAINT knowledge_import_items_job_id_fkey FOREIGN KEY (account_id, job_id)
    REFERENCES jobs (account_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE knowledge_import_items IS 'Documents of an import job, counted from 1: waiting, or with what became of each';
`;

export class AddKnowledge1795716600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(confineToAccount('knowledge_documents', 'SELECT, INSERT'));
    await runner.query(confineToAccount('knowledge_procedures', 'SELECT, INSERT'));
    await runner.query(confineToAccount('knowledge_import_items', 'SELECT, INSERT, UPDATE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE knowledge_import_items, knowledge_procedures, knowledge_documents');
  }
}
