import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from './job.entity.js';

/** A line of a job's input that could not be used. */
@Entity('job_faults')
export class JobFaultEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  @PrimaryColumn('integer')
  line: number;

  @Column('text')
  detail: string;

  @ManyToOne(() => JobEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'job_id' })
  job?: Relation<JobEntity>;
}
