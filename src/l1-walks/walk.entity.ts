import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { TicketKind } from '../ai-sessions/session.js';
import type { PathEntry, WalkOutcome, WalkStatus } from './walked-path.js';

/** A walk of a first-line technician through one version of a flow. */
@Entity('l1_walk_sessions')
export class WalkEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('uuid', { nullable: true })
  technicianId: string | null;

  @Column('varchar', { length: 200 })
  technicianName: string;

  @Column('uuid')
  flowId: string;

  @Column('integer')
  flowVersion: number;

  @Column('text', { nullable: true })
  problem: string | null;

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 64, nullable: true })
  linkedTicketId: string | null;

  @Column('varchar', { length: 10, nullable: true })
  linkedTicketKind: TicketKind | null;

  @Column('varchar', { length: 20, default: 'active' })
  status: WalkStatus;

  @Column('varchar', { length: 100 })
  entryNodeId: string;

  @Column('varchar', { length: 100 })
  currentNodeId: string;

  @Column('jsonb')
  walkedPath: PathEntry[];

  @Column('integer', { default: 0 })
  deviationCount: number;

  @Column('varchar', { length: 20, nullable: true })
  outcome: WalkOutcome | null;

  @Column('boolean', { default: false })
  outcomeConfirmed: boolean;

  @Column('varchar', { length: 200, nullable: true })
  escalatedTo: string | null;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('uuid', { nullable: true })
  sessionId: string | null;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid', { nullable: true })
  updatedBy: string | null;

  @Column('varchar', { length: 200 })
  updatedByName: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  reopenedAt: Date | null;
}
