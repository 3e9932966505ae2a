import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';
import type { KnowledgeFormat } from './reader/procedure.js';

/** One state of a document that gave a procedure. */
@Entity('knowledge_documents', {
  comment: 'Each state of a document that gave a procedure; a changed one is another row',
})
export class KnowledgeDocumentEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('varchar', { length: 10 })
  format: KnowledgeFormat;

  @Column('text')
  content: string;

  @Column('bytea', { comment: 'SHA-256 of the format and the content' })
  contentHash: Buffer;

  @Column('uuid', { nullable: true })
  importedBy: string | null;

  @Column({ type: 'timestamptz', insert: false, update: false, default: () => 'clock_timestamp()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'imported_by' })
  importedByRef?: Relation<UserEntity | null>;
}
