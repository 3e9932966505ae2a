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
import type { SignInWay } from './browser-session.js';

@Entity('browser_sessions')
export class BrowserSessionEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  userId: string;

  @Column('bytea', {
    select: false,
    comment: 'SHA-256 of the secret in the cookie, which is stored nowhere else',
  })
  secretHash: Buffer;

  @Column('varchar', { length: 10 })
  signedInBy: SignInWay;

  @Column('varchar', { length: 200, nullable: true, comment: 'What the browser said of itself, shortened' })
  userAgent: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()', comment: 'To the minute' })
  lastSeenAt: Date;

  @Column('timestamptz', { comment: 'When it ends unless it is used before; moved on by use, up to ends_at' })
  expiresAt: Date;

  @Column('timestamptz', { comment: 'When it ends however much it is used' })
  endsAt: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

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
