import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';

/** An address of others that is told what happens in the account. */
@Entity('webhook_endpoints')
export class WebhookEndpointEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 2000 })
  url: string;

  @Column('varchar', { length: 200, nullable: true })
  description: string | null;

  @Column('varchar', {
    array: true,
    length: 40,
    nullable: true,
    comment: 'Null for all of them, those to come as well',
  })
  eventTypes: string[] | null;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('bytea', {
    comment: 'The key of the signature, as it is: a hash could not sign. Shown once, never exported',
  })
  secret: Buffer;

  @Column('bytea', { nullable: true, comment: 'Signs as well until previous_secret_until' })
  previousSecret: Buffer | null;

  @Column('timestamptz', { nullable: true })
  previousSecretUntil: Date | null;

  @Column('integer', { default: 0, comment: 'In a row, since the last success' })
  failures: number;

  @Column('timestamptz', { nullable: true })
  failingSince: Date | null;

  @Column('timestamptz', {
    nullable: true,
    comment: 'No attempt before that: one that does not answer must not keep others waiting',
  })
  pausedUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;

  @Column('varchar', { length: 20, nullable: true })
  disabledReason: string | null;

  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'created_by' })
  creator?: Relation<UserEntity | null>;
}
