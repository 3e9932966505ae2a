import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';

/** One try to deliver an event, and what came of it. */
@Entity('webhook_attempts')
export class WebhookAttemptEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  deliveryId: string;

  @PrimaryColumn('integer')
  number: number;

  @Column('timestamptz')
  startedAt: Date;

  @Column('integer')
  durationMs: number;

  @Column('smallint', { nullable: true })
  responseCode: number | null;

  @Column('varchar', { length: 500, nullable: true })
  responseExcerpt: string | null;

  @Column('varchar', { length: 30, nullable: true })
  error: string | null;

  @ManyToOne(() => WebhookDeliveryEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'delivery_id' })
  delivery?: Relation<WebhookDeliveryEntity>;
}
