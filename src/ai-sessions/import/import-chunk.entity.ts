import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from '../../jobs/job.entity.js';

/** A piece of an upload that waits to be imported. */
@Entity('import_chunks', { comment: 'An uploaded NDJSON body, waiting in pieces to be imported' })
export class ImportChunkEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  /** Counted from 0. */
  @PrimaryColumn('integer')
  number: number;

  /** The number in the upload, from 1, of the first line in `body`. */
  @Column('integer')
  firstLine: number;

  @Column('bytea', { comment: 'Whole lines as they came: what they hold is judged when they are imported' })
  body: Buffer;

  /** Numbers of the lines that were too long to keep. */
  @Column('integer', {
    array: true,
    default: () => "'{}'::integer[]",
    comment: 'Numbers of the lines that were too long to keep',
  })
  tooLong: number[];

  @ManyToOne(() => JobEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'job_id' })
  job?: Relation<JobEntity>;
}
