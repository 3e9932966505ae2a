import type { MigrationInterface, QueryRunner } from 'typeorm';
import { confineToAccount } from './account-table.js';

const WORDS = `
CREATE TABLE subject_words (
  account_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  words tsvector NOT NULL
);
COMMENT ON TABLE subject_words IS
  'The words by which lists of flows, sessions, walks and proposals, decided ones too, are searched';
COMMENT ON COLUMN subject_words.words IS
  'Each begins with the first letter of what it is a word of (flow, proposal, session, walk) and the last six of the account'`;

/** An index is made in less time of all rows than row by row. */
const KEYS = `
ALTER TABLE subject_words
  ADD CONSTRAINT subject_words_pkey PRIMARY KEY (account_id, subject_id),
  ADD CONSTRAINT subject_words_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE;
-- Whoever searches would go through a list of what was not sorted in yet, and whoever fills it would sort it in.
CREATE INDEX ix_subject_words_words ON subject_words USING gin (words) WITH (fastupdate = off)`;

/**
 * Row-level security keeps a condition that is not leakproof, as those of tsvectors, away from every index. So the owner, as
 * whom this function runs, sees all rows, and it names the account itself.
 */
const FUNCTION = `
CREATE POLICY search ON subject_words FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION subjects_with_words(query tsquery, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  account uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
  ids uuid[];
BEGIN
  -- Looked at by itself, the account would be looked up beside the words: all that it has.
  SELECT CASE WHEN count(*) <= most THEN coalesce(array_agg(subject_id) FILTER (WHERE account_id = account), '{}') END
    INTO ids
    FROM (SELECT account_id, subject_id FROM public.subject_words WHERE words @@ query LIMIT most + 1) AS hits;
  RETURN ids;
END
$$;
COMMENT ON FUNCTION subjects_with_words IS
  'What a query finds in the words of the account of the transaction; null for more than so many';
REVOKE EXECUTE ON FUNCTION subjects_with_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subjects_with_words TO resolutionflow_app`;

/** One account after the other, in the order of an index, so that nothing is sorted that grows with all of them. */
const MOVE_UP = `
INSERT INTO subject_words (account_id, subject_id, words)
SELECT account_id, subject_id, array_to_tsvector(array_agg(left(kind, 1) || right(account_id::text, 6) || word))
  FROM search_words WHERE account_id = $1 GROUP BY account_id, subject_id`;

const MOVE_DOWN = `
INSERT INTO search_words (account_id, kind, word, subject_id)
SELECT account_id,
       CASE left(lexeme, 1) WHEN 'f' THEN 'flow' WHEN 'p' THEN 'proposal' WHEN 's' THEN 'session' ELSE 'walk' END,
       substr(lexeme, 8), subject_id
  FROM subject_words CROSS JOIN unnest(tsvector_to_array(words)) AS lexeme WHERE account_id = $1`;

const OLD = `
CREATE TABLE search_words (
  account_id uuid NOT NULL,
  kind varchar(10) NOT NULL,
  word varchar(64) COLLATE "C" NOT NULL,
  subject_id uuid NOT NULL,
  CONSTRAINT search_words_pkey PRIMARY KEY (account_id, kind, word, subject_id),
  CONSTRAINT ck_search_words_kind CHECK (kind IN ('flow', 'proposal', 'session', 'walk')),
  CONSTRAINT search_words_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX ix_search_words_account_id_subject_id ON search_words (account_id, subject_id, word);
COMMENT ON TABLE search_words IS 'The words by which lists of flows, sessions and proposals, decided ones too, are searched'`;

/** Keeps the words by which lists are searched in one row a subject, instead of one row a word. */
export class KeepWordsInVectors1795725600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WORDS);
    await seeingAll(runner, 'search_words', async (accounts) => {
      for (const id of accounts) await runner.query(MOVE_UP, [id]);
      await runner.query(KEYS);
    });
    await runner.query('DROP TABLE search_words');
    await runner.query(confineToAccount('subject_words', 'SELECT, INSERT, UPDATE'));
    await runner.query(FUNCTION);
    await runner.query('ANALYZE subject_words');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION subjects_with_words');
    await runner.query(OLD);
    await seeingAll(runner, 'subject_words', async (accounts) => {
      for (const id of accounts) await runner.query(MOVE_DOWN, [id]);
    });
    await runner.query('DROP TABLE subject_words');
    await runner.query(confineToAccount('search_words', 'SELECT, INSERT, DELETE'));
  }
}

/** Policies are for the application alone, so the owner sees the rows, and the accounts, only while they are not forced. */
async function seeingAll(
  runner: QueryRunner,
  table: string,
  work: (accounts: readonly string[]) => Promise<void>,
): Promise<void> {
  for (const name of ['accounts', table])
    await runner.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
  const accounts = (await runner.query('SELECT id FROM accounts ORDER BY id')) as { id: string }[];
  await work(accounts.map(({ id }) => id));
  for (const name of ['accounts', table]) await runner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
}
