import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The next proposal to review is the first in the account's order, and of those that are alike the one that waits longest.
 * Without these all that waits is sorted to find it; the lists have the newest of those first.
 */
export class AddNextByOrder1795718100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_flow_proposals_next_by_impact
        ON flow_proposals (account_id, (ln(greatest(supporting_session_count, 1) * greatest(confidence_score, 0.2::double precision))
          + extract(epoch FROM updated_at - '2026-01-01 00:00:00+00'::timestamptz)::double precision
            * (ln(2::double precision) / 2592000)) DESC, id) WHERE status = 'pending';
      CREATE INDEX ix_flow_proposals_next_by_confidence
        ON flow_proposals (account_id, confidence_score DESC, id) WHERE status = 'pending';
      CREATE INDEX ix_flow_proposals_next_by_support
        ON flow_proposals (account_id, supporting_session_count DESC, id) WHERE status = 'pending';
      COMMENT ON INDEX ix_flow_proposals_next_by_impact IS
        'Support x confidence, halved for every 30 days since it changed, as a logarithm that does not move with time'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ix_flow_proposals_next_by_impact, ix_flow_proposals_next_by_confidence, ix_flow_proposals_next_by_support`);
  }
}
