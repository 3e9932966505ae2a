import type { MigrationInterface, QueryRunner } from 'typeorm';

const ONE_LINE = String.raw`[[:cntrl:][:space:]]+`;

/**
 * What is there already is told by the first way that it adds; the program tells more from its next change on. The mark
 * tells it from what begins alike.
 */
const BACKFILL = `
CREATE FUNCTION pg_temp.words(document jsonb, node_id text) RETURNS text LANGUAGE sql AS $$
  SELECT '“' || left(regexp_replace(node ->> 'text', '${ONE_LINE}', ' ', 'g'), 90) || '”'
    FROM jsonb_array_elements(document -> 'nodes') AS node WHERE node ->> 'id' = node_id LIMIT 1
$$;
CREATE FUNCTION pg_temp.way(document jsonb, diff jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT 'Adds: after ' || pg_temp.words(document, edge ->> 'from')
         || coalesce(' = ' || left(regexp_replace(edge -> 'condition' ->> 'label', '${ONE_LINE}', ' ', 'g'), 40), '')
         || ' → ' || pg_temp.words(document, edge ->> 'to')
    FROM jsonb_array_elements(diff -> 'edges' -> 'added') WITH ORDINALITY AS added (edge, place)
   WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(diff -> 'nodes' -> 'added') AS node
                      WHERE node ->> 'id' = edge ->> 'from')
   ORDER BY place LIMIT 1
$$;
ALTER TABLE flow_proposals NO FORCE ROW LEVEL SECURITY;
UPDATE flow_proposals SET summary = CASE
  WHEN proposal_type = 'auto_reinforced' THEN 'Adds nothing: the session went the way of the flow'
  WHEN proposed_diff IS NULL THEN coalesce(format('New flow of %s steps: beginning with %s',
    jsonb_array_length(proposed_flow_data -> 'nodes'),
    pg_temp.words(proposed_flow_data, proposed_flow_data -> 'entries' ->> 0)), 'New flow')
  ELSE format('%s [%s]', coalesce(pg_temp.way(proposed_flow_data, proposed_diff), 'Changes steps of the flow'),
    left(md5((proposed_diff - 'base_version')::text), 6)) END;
ALTER TABLE flow_proposals FORCE ROW LEVEL SECURITY;
`;

/** What a proposal adds and where, in a line that tells it from the others of its flow. */
export class AddProposalSummary1795720200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE flow_proposals ADD COLUMN summary varchar(400) NOT NULL DEFAULT '';
      COMMENT ON COLUMN flow_proposals.summary IS 'What it adds and where, in one line; follows from the document and the diff'`);
    await runner.query(BACKFILL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flow_proposals DROP COLUMN summary');
  }
}
