import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../../accounts/account.entity.js';
import { UserEntity } from '../../accounts/users/user.entity.js';
import { ProposalEntity } from '../proposal.entity.js';

/** A proposal that a reviewer passes over for a while. */
@Entity('proposal_skips')
export class ProposalSkipEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  userId: string;

  @PrimaryColumn('uuid')
  proposalId: string;

  @Column('timestamptz', { comment: 'What is past that time means nothing' })
  skippedUntil: Date;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<UserEntity>;

  @ManyToOne(() => ProposalEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'proposal_id' })
  proposal?: Relation<ProposalEntity>;
}
