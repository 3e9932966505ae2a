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
import { AiSessionEntity } from '../ai-sessions/ai-session.entity.js';
import { TreeVersionEntity } from '../flows/tree-version.entity.js';
import type { TicketKind } from '../ai-sessions/session.js';
import type { PathEntry, WalkOutcome, WalkStatus } from './walking/walked-path.js';

/** A walk of a first-line technician through one version of a flow. */
@Entity('l1_walk_sessions', { comment: 'A first-line technician walks a published flow with a caller' })
export class WalkEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('uuid', { nullable: true })
  technicianId: string | null;

  @Column('varchar', { length: 200, comment: 'As it was when the walk began' })
  technicianName: string;

  @Column('uuid')
  flowId: string;

  @Column('integer', { comment: 'The version it goes on with, whatever is published meanwhile' })
  flowVersion: number;

  @Column('text', { nullable: true, comment: 'In the words of the caller' })
  problem: string | null;

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 64, nullable: true })
  linkedTicketId: string | null;

  @Column('varchar', { length: 10, nullable: true })
  linkedTicketKind: TicketKind | null;

  @Column('varchar', {
    length: 20,
    default: 'active',
    comment: 'active until it is finished, then its outcome',
  })
  status: WalkStatus;

  @Column('varchar', {
    length: 100,
    comment: 'The node it began at; with to_node_id in the path, every arrival',
  })
  entryNodeId: string;

  @Column('varchar', { length: 100, comment: 'Where it stands; once it is finished, where it ended' })
  currentNodeId: string;

  @Column('jsonb', {
    default: [],
    comment:
      'What was done, in order, nothing ever taken out: [{seq, kind, node_id, edge_id, condition, to_node_id, undoes, step, instead, words, note, seconds, at, by}]',
  })
  walkedPath: PathEntry[];

  @Column('integer', { default: 0, comment: 'Steps that the flow does not have, without those taken back' })
  deviationCount: number;

  @Column('varchar', { length: 20, nullable: true })
  outcome: WalkOutcome | null;

  @Column('boolean', { default: false, comment: 'The ticket stayed closed' })
  outcomeConfirmed: boolean;

  @Column('varchar', {
    length: 200,
    nullable: true,
    comment: 'Whoever took it over: a person, a queue or a vendor, in words',
  })
  escalatedTo: string | null;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('uuid', {
    nullable: true,
    comment: 'The AI session made from it for the flywheel, where it deviated',
  })
  sessionId: string | null;

  @Column('integer', {
    default: 1,
    comment: 'Grows with every change, so that of two at once one is refused',
  })
  version: number;

  @Column('uuid', {
    nullable: true,
    comment: 'Who changed it last; no foreign key, as in other trails, so that the name beside it is enough',
  })
  updatedBy: string | null;

  @Column('varchar', { length: 200 })
  updatedByName: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { nullable: true, comment: 'The ticket was opened again: the outcome did not hold' })
  reopenedAt: Date | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TreeVersionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn([
    { name: 'flow_id', referencedColumnName: 'treeId' },
    { name: 'flow_version', referencedColumnName: 'version' },
  ])
  flow?: Relation<TreeVersionEntity>;

  @ManyToOne(() => AiSessionEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'session_id' })
  session?: Relation<AiSessionEntity | null>;

  @ManyToOne(() => TeamEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'team_id' })
  team?: Relation<TeamEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'technician_id' })
  technician?: Relation<UserEntity | null>;
}
