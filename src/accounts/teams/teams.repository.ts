import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { onConstraint } from '../../kernel/errors/postgres-error.js';
import { teamNameTaken } from '../accounts.errors.js';
import { TeamEntity } from './team.entity.js';

const refused = onConstraint({ uq_teams_account_id_name: teamNameTaken });

@Injectable()
export class TeamsRepository {
  find(tx: AccountTx, id: string): Promise<TeamEntity | null> {
    return tx.repository(TeamEntity).findOneBy({ accountId: tx.accountId, id });
  }

  /** By name, from `after` on. */
  list(tx: AccountTx, after: string | null, limit: number): Promise<TeamEntity[]> {
    const query = tx
      .repository(TeamEntity)
      .createQueryBuilder('t')
      .where('t.accountId = :accountId', { accountId: tx.accountId });
    if (after !== null) query.andWhere('lower(t.name) > lower(:after)', { after });
    return query.orderBy('lower(t.name)').limit(limit).getMany();
  }

  async insert(tx: AccountTx, id: string, name: string): Promise<void> {
    await tx.repository(TeamEntity).insert({ id, accountId: tx.accountId, name }).catch(refused);
  }

  /** False when there is no such team. */
  async rename(tx: AccountTx, id: string, name: string): Promise<boolean> {
    const result = await tx
      .repository(TeamEntity)
      .update({ accountId: tx.accountId, id }, { name })
      .catch(refused);
    return result.affected === 1;
  }

  /** Takes the team out of every row that names it. False when there is no such team. */
  async delete(tx: AccountTx, id: string): Promise<boolean> {
    const result = await tx.repository(TeamEntity).delete({ accountId: tx.accountId, id });
    return result.affected === 1;
  }
}
