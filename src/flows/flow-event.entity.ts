import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import type { FlowEventName } from './flow-event.js';

/** What happened to a flow beside its versions: rollbacks, reverts, its life cycle, flags and verification. Never changed. */
@Entity('flow_events', {
  comment:
    'What was done to a flow other than through a proposal; append-only. No foreign key to the flow, for that reason',
})
export class FlowEventEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  flowId: string;

  @Column('varchar', { length: 30 })
  event: FlowEventName;

  @Column('integer', { comment: 'The current version once it was done' })
  version: number;

  @Column('uuid', { nullable: true })
  actorId: string | null;

  @Column('varchar', { length: 200 })
  actorName: string;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('jsonb', { nullable: true })
  details: Record<string, unknown> | null;

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
