import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';
import { TreeVersionEntity } from '../flows/tree-version.entity.js';
import { WalkEntity } from '../l1-walks/walk.entity.js';
import type { FlagReason, FlagStatus } from './flag.js';

/** What a technician found wrong with a flow. */
@Entity('flow_flags')
export class FlowFlagEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  flowId: string;

  @Column('integer', { comment: 'The version that was looked at, which has the node' })
  version: number;

  @Column('varchar', { length: 100, nullable: true, comment: 'Null for the flow as a whole' })
  nodeId: string | null;

  @Column('varchar', { length: 20 })
  reason: FlagReason;

  @Column('text', { nullable: true })
  words: string | null;

  @Column('varchar', { length: 10, default: 'open' })
  status: FlagStatus;

  @Column('integer', { default: 1, comment: 'How often the same person said it while it was open' })
  times: number;

  @Column('uuid', { nullable: true })
  raisedBy: string | null;

  @Column('varchar', { length: 200 })
  raisedByName: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  raisedAt: Date;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  lastRaisedAt: Date;

  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('varchar', { length: 200, nullable: true })
  closedByName: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  closingNotes: string | null;

  @Column('uuid', { nullable: true, comment: 'The walk in the middle of which it was raised last' })
  walkId: string | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'closed_by' })
  closer?: Relation<UserEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'raised_by' })
  raiser?: Relation<UserEntity | null>;

  @ManyToOne(() => TreeVersionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn([
    { name: 'flow_id', referencedColumnName: 'treeId' },
    { name: 'version', referencedColumnName: 'version' },
  ])
  flowVersion?: Relation<TreeVersionEntity>;

  @ManyToOne(() => WalkEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'walk_id' })
  walk?: Relation<WalkEntity | null>;
}
