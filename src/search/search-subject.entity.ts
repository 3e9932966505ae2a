import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';

/** A flow or proposal in the index of terms. */
@Entity('search_subjects', {
  comment:
    'What sessions are compared with: published flows and pending proposals, and set aside those decided against',
})
export class SearchSubjectEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  subjectId: string;

  @Column('varchar', { length: 10 })
  kind: 'flow' | 'proposal' | 'set_aside';

  @Column('real', { comment: 'Sum of the weights of its terms' })
  length: number;

  @Column('bigint', { comment: 'Grows whenever its document or title is indexed again' })
  revision: string;

  @Column('integer', {
    default: 0,
    comment: 'How many times it learned from a session: grows with its memory',
  })
  sessions: number;

  @Column('bigint', {
    default: () => '((pg_current_xact_id())::text)::bigint',
    comment: 'The transaction of the latest revision',
  })
  changed: string;

  @Column({
    type: 'integer',
    insert: false,
    update: false,
    comment: 'A place in no order that means anything, so that a range is a sample',
  })
  slot: number;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
