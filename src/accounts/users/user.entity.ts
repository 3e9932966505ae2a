import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../account.entity.js';
import { TeamEntity } from '../teams/team.entity.js';
import type { Role } from '../../kernel/http/actor.js';

@Entity('users')
export class UserEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('varchar', { length: 320 })
  email: string;

  @Column('varchar', { length: 200 })
  displayName: string;

  @Column('varchar', { length: 10 })
  role: Role;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamptz', { nullable: true, comment: 'Since when name and address are gone, for good' })
  erasedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
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

  @ManyToOne(() => TeamEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'team_id' })
  team?: Relation<TeamEntity | null>;
}
