import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { Config } from '../config.js';
import { DomainError, unauthorized } from '../errors/domain-error.js';
import {
  FOREIGN_KEY_VIOLATION,
  isDatabaseAway,
  isRetryable,
  postgresError,
} from '../errors/postgres-error.js';
import type { Actor } from '../http/actor.js';
import { isUuid } from '../http/id.pipe.js';
import { Metrics } from '../metrics/metrics.js';
import type { AccountTx } from './account-tx.js';
import { FairShares } from './fair-shares.js';
import { isParticipant } from './participant.js';
import { statementName } from './statement-name.js';

const MAX_ATTEMPTS = 6;

/** For its turn among the transactions of its account. */
const PATIENCE_MS = 10_000;
/** For locks of others: somebody waits for a request, nobody for a job. */
const LOCK_TIMEOUT = { request: '5s', job: '60s' };

const CONFINE = `
  SELECT set_config('app.account_id', $1, true), set_config('transaction_read_only', $2, true),
         set_config('lock_timeout', $3, true)`;

interface Mode {
  readOnly: boolean;
  isolation?: 'REPEATABLE READ';
}

/** Opens the one transaction of a use case, confined to the actor's account. */
@Injectable()
export class Transactions {
  private readonly shares: FairShares;

  constructor(
    private readonly dataSource: DataSource,
    { DATABASE_POOL_SIZE }: Config,
    private readonly metrics: Metrics,
  ) {
    // Half of the connections, so that no account takes every one by requests that wait.
    this.shares = new FairShares(Math.ceil(DATABASE_POOL_SIZE / 2), PATIENCE_MS);
  }

  /**
   * Runs `work` in one read-write transaction and commits it, or rolls it back when `work` throws. On a
   * serialisation failure, a deadlock or a reference to what was just deleted the whole of `work` runs again, so it must
   * have no effect elsewhere.
   * Of a participant, `work` becomes a part of the transaction that is open, and is undone by itself when it throws.
   */
  async run<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    if (isParticipant(actor)) return part(actor.tx, work);
    let missed = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(actor, { readOnly: false }, work);
      } catch (error) {
        missed ||= postgresError(error)?.code === FOREIGN_KEY_VIOLATION;
        if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw await this.explain(actor, error, missed);
      }
    }
  }

  /** Runs `work` in a transaction that cannot write; of a participant, in the one that is open. */
  async read<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return isParticipant(actor) ? part(actor.tx, work) : this.once(actor, { readOnly: true }, work);
  }

  /**
   * As `read`, on one snapshot: every statement sees the database as it was at the first. Always a transaction of its
   * own, so a participant does not see what its transaction has not committed.
   */
  async snapshot<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.once(actor, { readOnly: true, isolation: 'REPEATABLE READ' }, work);
  }

  /**
   * Whatever goes wrong with rows that went with their account while they were written, that is why: also where what was
   * missed is named once the work has run again.
   */
  private async explain(actor: Actor, error: unknown, missed: boolean): Promise<unknown> {
    if ((error instanceof DomainError && !missed) || isDatabaseAway(error)) return error;
    // The program itself also opens accounts, which are not there before.
    if (actor.userId === null && !missed) return error;
    const find = (tx: AccountTx): Promise<unknown[]> =>
      tx.query('SELECT FROM accounts WHERE id = $1', [tx.accountId]);
    const found = await this.read(actor, find).catch(() => null);
    return found?.length === 0 ? unauthorized('The account of this credential was deleted') : error;
  }

  private once<T>(actor: Actor, mode: Mode, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    const waited = this.metrics.transactionWaits.startTimer({ of: kindOf(actor) });
    return this.shares.within(`${kindOf(actor)} of ${actor.accountId}`, () =>
      this.confined(actor, mode, waited, work),
    );
  }

  private async confined<T>(
    actor: Actor,
    { readOnly, isolation }: Mode,
    waited: () => void,
    work: (tx: AccountTx) => Promise<T>,
  ): Promise<T> {
    if (!isUuid(actor.accountId)) throw new Error('an account id must be a UUID');
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = (await runner.connect()) as PoolClient;
      waited();
      await runner.startTransaction(isolation);
      try {
        const tx = scope(runner, connection, actor);
        const lockTimeout = LOCK_TIMEOUT[kindOf(actor)];
        await tx.prepared(CONFINE, [actor.accountId, readOnly ? 'on' : 'off', lockTimeout]);
        const result = await work(tx);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        // A broken connection cannot be rolled back, and need not be; the first error is the one that tells why.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }
}

/** What the program does by itself has a share of its own, so that nobody waits for what is learned meanwhile. */
const kindOf = ({ userId }: Actor): keyof typeof LOCK_TIMEOUT => (userId === null ? 'job' : 'request');

/** Parts of one transaction follow each other, since they have one connection between them. */
async function part<T>(tx: AccountTx, work: (tx: AccountTx) => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT part');
  try {
    const result = await work(tx);
    await tx.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    // Released as well: of savepoints of one name only the latest counts, and a part may hold parts of its own.
    await tx.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part').catch(() => undefined);
    throw error;
  }
}

function scope(runner: QueryRunner, connection: PoolClient, actor: Actor): AccountTx {
  const requireOpen = (): void => {
    if (!runner.isTransactionActive) throw new Error('the transaction is over');
  };
  const tx: Omit<AccountTx, keyof AccountTx & symbol> = {
    accountId: actor.accountId,
    actor,
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      requireOpen();
      return (await connection.query<Row & QueryResultRow>(text, [...values])).rows as Row[];
    },
    prepared: async <Row>(text: string, values: readonly unknown[]) => {
      requireOpen();
      const statement = { name: statementName(text), text, values: [...values] };
      return (await connection.query<Row & QueryResultRow>(statement)).rows as Row[];
    },
    repository: (entity) => {
      requireOpen();
      return runner.manager.getRepository(entity);
    },
  };
  return tx as AccountTx;
}
