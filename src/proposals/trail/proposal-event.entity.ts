import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import type { ProposalEventName } from './proposal-event.js';

/** A line of the audit trail of a proposal. Never changed. */
@Entity('proposal_events')
export class ProposalEventEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { comment: 'No foreign key: the trail outlives whatever happens to the proposal' })
  proposalId: string;

  @Column('varchar', { length: 30 })
  event: ProposalEventName;

  @Column('varchar', { length: 30, nullable: true })
  fromStatus: string | null;

  @Column('varchar', { length: 30, nullable: true })
  toStatus: string | null;

  @Column('uuid', { nullable: true })
  actorId: string | null;

  @Column('varchar', { length: 200 })
  actorName: string;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('jsonb', { nullable: true })
  details: Record<string, unknown> | null;

  @Column('integer', { nullable: true, comment: 'That of the proposal once it had happened' })
  revision: number | null;

  @Column('jsonb', {
    nullable: true,
    comment:
      'How the proposal stood then, in figures: what changed since a revision is told by comparing them',
  })
  stood: Record<string, unknown> | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;
}
