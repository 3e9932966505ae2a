import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';

/** The words by which a flow, session, proposal or walk is found in its list. */
@Entity('subject_words', {
  comment: 'The words by which lists of flows, sessions, walks and proposals, decided ones too, are searched',
})
export class SubjectWordsEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  subjectId: string;

  @Column('tsvector', {
    comment:
      'Each begins with the first letter of what it is a word of (flow, proposal, session, walk) and the last six of the account',
  })
  words: string;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
