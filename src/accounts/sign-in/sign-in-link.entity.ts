import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../account.entity.js';
import { UserEntity } from '../users/user.entity.js';

@Entity('sign_in_links')
export class SignInLinkEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { comment: 'Whom it signs in' })
  userId: string;

  @Column('uuid', { nullable: true, comment: 'The admin who made it; null of the command line' })
  createdBy: string | null;

  @Column('bytea', {
    select: false,
    comment: 'SHA-256 of the secret; the secret itself is shown once and never stored',
  })
  secretHash: Buffer;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true, comment: 'It signs in once' })
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

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'created_by' })
  maker?: Relation<UserEntity | null>;
}
