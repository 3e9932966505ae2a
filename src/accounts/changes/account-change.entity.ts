import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

export type AccountChange = 'settings_changed' | 'removed_by_age' | 'person_erased';

/** A line of the trail of the account itself. */
@Entity('account_changes', {
  comment: 'What was changed of the account itself, removed by age or erased; append-only',
})
export class AccountChangeEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 30 })
  event: AccountChange;

  @Column('uuid', { nullable: true })
  actorId: string | null;

  @Column('varchar', { length: 200 })
  actorName: string;

  @Column('jsonb', { nullable: true })
  details: Record<string, unknown> | null;

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
