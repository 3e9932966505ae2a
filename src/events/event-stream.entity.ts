import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';

/** Where an account's order of events has come to. */
@Entity('event_streams')
export class EventStreamEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @Column('bigint', { default: 0, comment: 'The last that was given out; whoever gives out holds this row' })
  lastPosition: string;

  @Column('bigint', {
    default: 0,
    comment: 'Events up to this position may be gone; later ones are all there',
  })
  clearedThrough: string;

  @Column('timestamptz', {
    default: '-infinity',
    comment:
      'Until then somebody listens; NOTIFY, which lets only one transaction of the server commit at a time, is spared else',
  })
  watchedUntil: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
