import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';

const MONEY = { precision: 18, scale: 6, default: 0 } as const;

/** A month of an account's budget. Numbers come as texts, exact to the last digit. */
@Entity('model_months', {
  comment: 'What the language model has cost the account in a month, which its budget is compared with',
})
export class ModelMonthEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('date', { comment: 'Its first day, in UTC' })
  month: string;

  @Column('numeric', MONEY)
  spent: string;

  @Column('numeric', { ...MONEY, comment: 'The most that calls may cost which are under way' })
  held: string;

  @Column('numeric', { ...MONEY, comment: 'What the dearest call has cost' })
  most: string;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
