import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import { TreeEntity } from '../../flows/tree.entity.js';
import { AiSessionEntity } from '../ai-session.entity.js';
import type { ObservationDecision, ObservedStep } from './observation.js';

/** What the flywheel concluded from a session; one at most for each. */
@Entity('session_observations')
export class SessionObservationEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  sessionId: string;

  @Column('varchar', { length: 30 })
  decision: ObservationDecision;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  proposalId: string | null;

  @Column('uuid', { nullable: true, comment: 'The published flow the session was aligned with, if any' })
  flowId: string | null;

  @Column('integer', { nullable: true })
  flowVersion: number | null;

  @Column('jsonb', { default: [], comment: 'Per step: [{step, node_id, move, score}]' })
  alignment: ObservedStep[];

  @Column('double precision', { default: 0 })
  fitness: number;

  @Column('jsonb', { nullable: true })
  explanation: Record<string, unknown> | null;

  @Column('timestamptz', { nullable: true, comment: 'When a person last gave the session to another flow' })
  movedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'flow_id' })
  flow?: Relation<TreeEntity | null>;

  @ManyToOne(() => AiSessionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'session_id' })
  session?: Relation<AiSessionEntity>;
}
