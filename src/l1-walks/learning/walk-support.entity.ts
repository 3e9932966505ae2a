import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import { ProposalEntity } from '../../proposals/proposal.entity.js';
import { WalkEntity } from '../walk.entity.js';

/** A published proposal that a walk speaks for. */
@Entity('l1_walk_support', {
  comment: 'Published proposals whose nodes or edges a resolved walk passed without leaving its flow',
})
export class WalkSupportEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  walkId: string;

  @PrimaryColumn('uuid')
  proposalId: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => ProposalEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'proposal_id' })
  proposal?: Relation<ProposalEntity>;

  @ManyToOne(() => WalkEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'walk_id' })
  walk?: Relation<WalkEntity>;
}
