import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { JobCounts, JobStatus } from './job.js';

/** Long work that its account can watch. */
@Entity('jobs')
export class JobEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 40 })
  kind: string;

  @Column('varchar', { length: 20, default: 'queued' })
  status: JobStatus;

  @Column('integer', { nullable: true })
  total: number | null;

  @Column('jsonb')
  counts: JobCounts;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
