import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import { UserEntity } from '../../accounts/users/user.entity.js';
import { JobEntity } from '../../jobs/job.entity.js';
import type { PublishingAction, SelectedRevision } from './bulk.js';

/** What a dry run of a decision that publishes was about. */
@Entity('bulk_rehearsals', {
  comment: 'Dry runs of decisions that publish; the id is the token that the decision takes',
})
export class BulkRehearsalEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  userId: string;

  @Column('uuid', { nullable: true, comment: 'The job that did the dry run, where there were many' })
  jobId: string | null;

  @Column('varchar', { length: 20 })
  action: PublishingAction;

  @Column('boolean')
  acceptRegressions: boolean;

  @Column('jsonb', {
    comment:
      'The proposals in the order of the decisions, as they were: [{id, revision}], 0 for what the account does not have',
  })
  selection: SelectedRevision[];

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<UserEntity>;

  @ManyToOne(() => JobEntity, { onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'job_id' })
  job?: Relation<JobEntity> | null;
}
