import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
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

  @Column('uuid', { nullable: true })
  flowId: string | null;

  @Column('integer', { nullable: true })
  flowVersion: number | null;

  @Column('jsonb')
  alignment: ObservedStep[];

  @Column('double precision')
  fitness: number;

  @Column('jsonb', { nullable: true })
  explanation: Record<string, unknown> | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
