import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import { WebhookEndpointEntity } from '../webhook-endpoint.entity.js';
import type { AttemptError, DeliveryStatus, DeliveryType } from './delivery.js';

/** An event on its way to an endpoint. */
@Entity('webhook_deliveries')
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  endpointId: string;

  @Column('varchar', { length: 40 })
  type: DeliveryType;

  @Column('text', { comment: 'JSON text: what is signed is what is sent, byte by byte' })
  body: string;

  @Column('varchar', { length: 10, default: 'pending' })
  status: DeliveryStatus;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('integer', { default: 0, comment: 'Of attempts, those since it was last asked for' })
  retries: number;

  @Column('timestamptz', { nullable: true, default: () => 'clock_timestamp()' })
  nextAttemptAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastAttemptAt: Date | null;

  @Column('smallint', { nullable: true })
  lastResponseCode: number | null;

  @Column('integer', { nullable: true })
  lastDurationMs: number | null;

  @Column('varchar', { length: 30, nullable: true })
  lastError: AttemptError | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => WebhookEndpointEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'endpoint_id' })
  endpoint?: Relation<WebhookEndpointEntity>;
}
