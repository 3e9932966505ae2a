import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import type { ListKind } from './text-search.js';

/** A word by which a list of flows, sessions, proposals or walks is searched. */
@Entity('search_words', {
  comment: 'The words by which lists of flows, sessions and proposals, decided ones too, are searched',
})
export class SearchWordEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('varchar', { length: 10 })
  kind: ListKind;

  @PrimaryColumn('varchar', { length: 64 })
  word: string;

  @PrimaryColumn('uuid')
  subjectId: string;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
