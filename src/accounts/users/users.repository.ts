import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { onConstraint } from '../../kernel/errors/postgres-error.js';
import type { Role } from '../../kernel/http/actor.js';
import { emailTaken, unknownTeam } from '../accounts.errors.js';
import { UserEntity } from './user.entity.js';

export type NewUserRow = Pick<UserEntity, 'id' | 'email' | 'displayName' | 'role' | 'teamId'>;
export type UserChange = Partial<Pick<UserEntity, 'displayName' | 'role' | 'active' | 'teamId'>>;

export interface UserFilter {
  role?: Role;
  active?: boolean;
  teamId?: string;
  /** Part of the name or address, in any case and spelling. */
  text?: string;
}

const refused = onConstraint({
  uq_users_account_id_email: emailTaken,
  users_team_id_fkey: unknownTeam,
});

@Injectable()
export class UsersRepository {
  find(tx: AccountTx, id: string): Promise<UserEntity | null> {
    return tx.repository(UserEntity).findOneBy({ accountId: tx.accountId, id });
  }

  /** By address, in any case. */
  findByEmail(tx: AccountTx, email: string): Promise<UserEntity | null> {
    return tx
      .repository(UserEntity)
      .createQueryBuilder('u')
      .where('u.accountId = :accountId AND lower(u.email) = lower(:email)', {
        accountId: tx.accountId,
        email,
      })
      .getOne();
  }

  /** By address, from `after` on. */
  list(tx: AccountTx, filter: UserFilter, after: string | null, limit: number): Promise<UserEntity[]> {
    const query = tx
      .repository(UserEntity)
      .createQueryBuilder('u')
      .where('u.accountId = :accountId', { accountId: tx.accountId });
    if (filter.role !== undefined) query.andWhere('u.role = :role', { role: filter.role });
    if (filter.active !== undefined) query.andWhere('u.active = :active', { active: filter.active });
    if (filter.teamId !== undefined) query.andWhere('u.teamId = :teamId', { teamId: filter.teamId });
    if (filter.text !== undefined) {
      query.andWhere(`strpos(fold_spelling(u.email || ' ' || u.displayName), fold_spelling(:text)) > 0`, {
        text: filter.text,
      });
    }
    if (after !== null) query.andWhere('lower(u.email) > lower(:after)', { after });
    return query.orderBy('lower(u.email)').limit(limit).getMany();
  }

  async insert(tx: AccountTx, user: NewUserRow): Promise<void> {
    await tx
      .repository(UserEntity)
      .insert({ accountId: tx.accountId, ...user })
      .catch(refused);
  }

  /** Adds a user, unless the account has one of the address, whom another transaction may be adding as well. */
  async insertIfNew(
    tx: AccountTx,
    { id, email, displayName, role }: Omit<NewUserRow, 'teamId'>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO users (account_id, id, email, display_name, role) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id, lower(email)) DO NOTHING`,
      [tx.accountId, id, email, displayName, role],
    );
  }

  /** False when there is no such user, or they were erased. */
  async change(tx: AccountTx, id: string, change: UserChange): Promise<boolean> {
    const result = await tx
      .repository(UserEntity)
      .update({ accountId: tx.accountId, id, erasedAt: IsNull() }, { ...change, updatedAt: () => 'now()' })
      .catch(refused);
    return result.affected === 1;
  }

  async hasOtherActiveAdmin(tx: AccountTx, id: string): Promise<boolean> {
    return tx
      .repository(UserEntity)
      .existsBy({ accountId: tx.accountId, role: 'admin', active: true, id: Not(id) });
  }
}
