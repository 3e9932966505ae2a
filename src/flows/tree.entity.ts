import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { TeamEntity } from '../accounts/teams/team.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';
import type { FlowStatus } from './flow.js';
import type { VerificationReason } from './verification-reason.js';

/** A flow; what it says is in its versions. */
@Entity('trees')
export class TreeEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('varchar', { length: 255 })
  title: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 20, default: 'published' })
  status: FlowStatus;

  @Column('integer')
  currentVersion: number;

  @Column('uuid', {
    nullable: true,
    comment: 'The flow that holds all of this archived one: it had been begun twice',
  })
  mergedInto: string | null;

  @Column('boolean', { default: false, comment: 'Whether approving a change of it may take two people' })
  critical: boolean;

  @Column('uuid', {
    nullable: true,
    comment: 'Who answers for it; the publisher of its first version until somebody else is named',
  })
  ownerId: string | null;

  @Column('timestamptz', {
    default: () => 'now()',
    comment: 'When somebody last vouched for all of it: at its first publication, or since',
  })
  verifiedAt: Date;

  @Column('uuid', { nullable: true })
  verifiedBy: string | null;

  @Column('integer', {
    nullable: true,
    comment: 'Days; null for as many as the account has set, 0 for never',
  })
  verifyEvery: number | null;

  @Column('timestamptz', { nullable: true })
  needsVerificationSince: Date | null;

  @Column('jsonb', {
    default: [],
    comment: 'Why it needs verification: [{code, since, details}], one a code',
  })
  verificationReasons: { code: VerificationReason; since: string; details: unknown }[];

  @Column('timestamptz', {
    nullable: true,
    comment: 'Since then it ranks lower in suggestions; verifying it ends that',
  })
  downgradedAt: Date | null;

  @Column('timestamptz', {
    nullable: true,
    comment: 'How it did before is not held against it: somebody saw that and verified it all the same',
  })
  successCountsFrom: Date | null;

  @Column('integer', { default: 0, comment: 'Kept by a trigger of flow_flags' })
  openFlags: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'merged_into' })
  mergedIntoFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'owner_id' })
  owner?: Relation<UserEntity | null>;

  @ManyToOne(() => TeamEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'team_id' })
  team?: Relation<TeamEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'verified_by' })
  verifier?: Relation<UserEntity | null>;
}
