import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that was carried out under a key, and how it was answered. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  userId: string;

  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  @Column('bytea', { comment: 'SHA-256 of the method, the address and the body' })
  fingerprint: Buffer;

  @Column('smallint', {
    nullable: true,
    comment: 'Null only inside the transaction that carries the request out',
  })
  status: number | null;

  @Column('text', {
    nullable: true,
    comment: 'JSON text, not jsonb: what is sent again is what was sent, byte by byte',
  })
  answer: string | null;

  @Column('jsonb', { nullable: true, comment: 'Those of the answer that belong to it, such as Location' })
  headers: Record<string, string> | null;

  @Column('boolean', { default: true, comment: 'False where the answer is too large to keep, or a secret' })
  kept: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
