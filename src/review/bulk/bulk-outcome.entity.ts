import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from '../../jobs/job.entity.js';

/** What came of one proposal in a bulk decision. */
@Entity('bulk_outcomes')
export class BulkOutcomeEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  @PrimaryColumn('integer')
  position: number;

  @Column('uuid', { comment: 'As it was asked for, so it may be the id of nothing' })
  proposalId: string;

  @Column('varchar', { length: 30, nullable: true })
  status: string | null;

  @Column('uuid', { nullable: true })
  publishedFlowId: string | null;

  @Column('integer', { nullable: true })
  publishedVersion: number | null;

  @Column('varchar', { length: 60, nullable: true })
  code: string | null;

  @Column('text', { nullable: true })
  detail: string | null;

  @ManyToOne(() => JobEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'job_id' })
  job?: Relation<JobEntity>;
}
