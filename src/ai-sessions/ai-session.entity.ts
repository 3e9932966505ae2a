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
import type {
  FlywheelStatus,
  SessionMessage,
  SessionOrigin,
  SessionOutcome,
  SessionStatus,
  SessionStep,
  StepsSource,
  TicketKind,
} from './session.js';

/** A support session: what was said, what was done, how it ended. */
@Entity('ai_sessions')
export class AiSessionEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('uuid', { nullable: true })
  userId: string | null;

  @Column('varchar', { length: 200, nullable: true })
  externalId: string | null;

  @Column('varchar', { length: 255 })
  title: string;

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 20, default: 'ai_assist' })
  origin: SessionOrigin;

  @Column('varchar', { length: 20, default: 'active' })
  status: SessionStatus;

  @Column('jsonb', { default: [], comment: 'Ordered messages: [{role, content}]' })
  transcript: SessionMessage[];

  @Column('jsonb', { default: [], comment: 'Ordered steps taken: [{kind, text, result}]' })
  steps: SessionStep[];

  @Column('varchar', {
    length: 10,
    default: 'given',
    comment: 'extracted where the steps were read from the transcript, since the session came without any',
  })
  stepsSource: StepsSource;

  @Column('varchar', { length: 20, nullable: true })
  outcome: SessionOutcome | null;

  @Column('boolean', { default: false })
  outcomeConfirmed: boolean;

  @Column('text', { nullable: true })
  resolutionSummary: string | null;

  @Column('varchar', { length: 64, nullable: true })
  linkedTicketId: string | null;

  @Column('varchar', { length: 10, nullable: true })
  linkedTicketKind: TicketKind | null;

  @Column('varchar', {
    length: 10,
    default: 'none',
    comment: 'none until the session ends, then pending, done or failed',
  })
  flywheelStatus: FlywheelStatus;

  @Column('text', { nullable: true })
  flywheelReason: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  resolvedAt: Date | null;

  /** Made by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  messageCount: number;

  /** Made by the database. */
  @Column({ type: 'integer', insert: false, update: false })
  stepCount: number;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TeamEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'team_id' })
  team?: Relation<TeamEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<UserEntity | null>;
}
