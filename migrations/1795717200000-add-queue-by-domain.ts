import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviewers look at the queue of one problem domain, best first; without this all that waits is read until a page is full. */
export class AddQueueByDomain1795717200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ix_flow_proposals_pending_domain_confidence
        ON flow_proposals (account_id, problem_domain, confidence_score DESC, id DESC) WHERE status = 'pending'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_flow_proposals_pending_domain_confidence');
  }
}
