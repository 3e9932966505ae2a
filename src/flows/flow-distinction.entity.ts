import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { TreeEntity } from './tree.entity.js';

/** Two flows that a person keeps apart. */
@Entity('flow_distinctions', {
  comment:
    'Two flows that a person keeps apart: of the one no part of the other is made. The lesser id comes first',
})
export class FlowDistinctionEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  flowId: string;

  @PrimaryColumn('uuid')
  otherFlowId: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TreeEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'flow_id' })
  flow?: Relation<TreeEntity>;

  @ManyToOne(() => TreeEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'other_flow_id' })
  otherFlow?: Relation<TreeEntity>;
}
