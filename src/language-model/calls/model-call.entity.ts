import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import type { ModelTask } from '../../accounts/settings/model-settings.js';
import { AiSessionEntity } from '../../ai-sessions/ai-session.entity.js';
import type { ModelFaultCode } from '../language-model.js';
import type { ModelCallStatus } from './model-call.js';

const MONEY = { precision: 18, scale: 6 } as const;

/** One call of the language model. Amounts come as texts, exact to the last digit. */
@Entity('model_calls', {
  comment: 'Calls of the language model, each with what it was sent, what it cost and what came of it',
})
@Index('ix_model_calls_account_id_session_id', ['accountId', 'sessionId'])
@Index('ix_model_calls_account_id_created_at', ['accountId', 'createdAt'])
@Check('ck_model_calls_status', `status IN ('running', 'answered', 'failed')`)
export class ModelCallEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid')
  sessionId: string;

  @Column('varchar', { length: 20 })
  task: ModelTask;

  @Column('varchar', { length: 200 })
  model: string;

  @Column('varchar', { length: 10, default: 'running' })
  status: ModelCallStatus;

  @Column('varchar', { length: 20, nullable: true, comment: 'Why it came to nothing' })
  fault: ModelFaultCode | null;

  @Column('text', {
    nullable: true,
    comment: 'The exact body that was sent, without what is private; cleared after some weeks',
  })
  request: string | null;

  @Column('date', { comment: 'Of whose budget it is paid' })
  month: string;

  @Column('numeric', { ...MONEY, comment: 'The most that it may cost' })
  held: string;

  @Column('numeric', {
    ...{ ...MONEY, default: 0 },
    comment: "In the currency of the operator's prices; the most that it may have cost where nobody knows",
  })
  cost: string;

  @Column('integer', { nullable: true, comment: 'As the service counted; null where it did not say' })
  inputTokens: number | null;

  @Column('integer', { nullable: true })
  outputTokens: number | null;

  @Column('integer', { nullable: true })
  durationMs: number | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => AiSessionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'session_id' })
  session?: Relation<AiSessionEntity>;
}
