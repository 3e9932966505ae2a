import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { FlowStatus } from './flow.js';

/** A flow; what it says is in its versions. */
@Entity('trees')
export class TreeEntity {
  @PrimaryColumn('uuid')
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

  @Column('uuid', { nullable: true })
  mergedInto: string | null;

  @Column('boolean', { default: false })
  critical: boolean;

  @Column('uuid', { nullable: true })
  ownerId: string | null;

  @Column('timestamptz')
  verifiedAt: Date;

  @Column('uuid', { nullable: true })
  verifiedBy: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;
}
