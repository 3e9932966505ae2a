import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';
import type { JobCounts, JobStatus } from './job.js';

/** Long work that its account can watch. */
@Entity('jobs')
export class JobEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 40 })
  kind: string;

  @Column('varchar', { length: 20, default: 'queued' })
  status: JobStatus;

  @Column('integer', { nullable: true, comment: 'Pieces of work in all, once known' })
  total: number | null;

  @Column('jsonb', { default: {} })
  counts: JobCounts;

  @Column('text', { nullable: true })
  error: string | null;

  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'created_by' })
  creator?: Relation<UserEntity | null>;
}
