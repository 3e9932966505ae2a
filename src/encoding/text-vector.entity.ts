import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';

/** What a text means to a model. */
@Entity('text_vectors', {
  comment: 'Vectors of texts that sessions and flows of the account say; what is missing is made anew',
})
@Index('ix_text_vectors_account_id_created_at', ['accountId', 'createdAt'])
export class TextVectorEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('text', { comment: 'Whose vectors cannot be compared with those of another' })
  model: string;

  @PrimaryColumn('bytea', { comment: 'The first 16 bytes of the SHA-256 of the text' })
  textHash: Buffer;

  @Column('bytea', { comment: 'A number from -127 to 127 in each byte' })
  vector: Buffer;

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
