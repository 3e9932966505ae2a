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
import type { Role } from '../../kernel/http/actor.js';

@Entity('api_keys')
export class ApiKeyEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { comment: 'Whom the key acts for; the key dies with the user' })
  userId: string;

  @Column('varchar', { length: 200 })
  name: string;

  @Column('varchar', { length: 10 })
  role: Role;

  @Column('bytea', {
    select: false,
    comment: 'SHA-256 of the secret; the secret itself is shown once and never stored',
  })
  secretHash: Buffer;

  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

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
}
