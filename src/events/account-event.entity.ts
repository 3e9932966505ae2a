import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import type { EventType } from './event-type.js';

/** What happened in an account, in the order in which it is told. */
@Entity('account_events')
export class AccountEventEntity {
  @PrimaryColumn('bigint', { insert: false, update: false })
  id: string;

  @PrimaryColumn('uuid')
  accountId: string;

  @Column('bigint', {
    nullable: true,
    comment:
      'Given when it is first read, hence after its commit, in whatever order transactions commit: no reader skips one',
  })
  position: string | null;

  @Column('varchar', { length: 40 })
  type: EventType;

  @Column('json')
  data: unknown;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
