import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../../account.entity.js';
import { UserEntity } from '../../users/user.entity.js';

@Entity('user_identities')
export class UserIdentityEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('varchar', { length: 500 })
  issuer: string;

  @PrimaryColumn('varchar', {
    length: 255,
    comment: 'Whom the issuer means, for good; an address may be given to somebody else',
  })
  subject: string;

  @Column('uuid')
  userId: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

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
}
