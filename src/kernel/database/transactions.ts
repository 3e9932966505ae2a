import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { isRetryable } from '../errors/postgres-error.js';
import type { Actor } from '../http/actor.js';
import { isUuid } from '../http/id.pipe.js';
import type { AccountTx } from './account-tx.js';
import { queryPrepared } from './prepared-query.js';
import { Replica } from './replica.js';

const MAX_ATTEMPTS = 6;

/** Opens the one transaction of a use case, confined to the actor's account. */
@Injectable()
export class Transactions {
  private readonly open = new WeakMap<Actor, OpenTransaction>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly replica: Replica,
  ) {}

  /**
   * Runs `work` in one read-write transaction and commits it, or rolls it back when `work` throws. On a
   * serialisation failure or a deadlock the whole of `work` runs again, so it must have no effect elsewhere.
   */
  async run<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    const open = this.open.get(actor);
    if (open) return open.join(work);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(actor, 'READ WRITE', work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  /** Runs `work` in a transaction that cannot write; on a replica for an actor that one will do for. */
  async read<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.open.get(actor)?.join(work) ?? this.reading(actor, 'READ ONLY', work);
  }

  /**
   * As `read`, for work that is one statement, sent before it first waits: `COMMIT` follows at once, and all of it is one
   * round trip. Another statement is refused.
   */
  async readOnce<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.open.get(actor)?.join(work) ?? this.reading(actor, 'READ ONLY', work, true);
  }

  /**
   * As `run`, for several use cases: what is asked of this service as `member` becomes a part of this transaction,
   * each part undone by itself when it fails. `work` runs again as a whole as it does in `run`.
   */
  async together<T>(actor: Actor, work: (tx: AccountTx, member: Actor) => Promise<T>): Promise<T> {
    return this.run(actor, async (tx) => {
      const member = { ...actor };
      this.open.set(member, new OpenTransaction(tx));
      try {
        return await work(tx, member);
      } finally {
        this.open.delete(member);
      }
    });
  }

  /**
   * As `read`, on one snapshot: every statement sees the database as it was at the first. It has its own transaction
   * always, so it does not see what `together` has not committed.
   */
  async snapshot<T>(actor: Actor, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.reading(actor, 'ISOLATION LEVEL REPEATABLE READ, READ ONLY', work);
  }

  /** What fails on the replica for whatever reason of its own is done again on the primary. */
  private async reading<T>(
    actor: Actor,
    mode: string,
    work: (tx: AccountTx) => Promise<T>,
    single = false,
  ): Promise<T> {
    const there = actor.position ? await this.replica.connect(actor.position) : null;
    if (!there) return this.once(actor, mode, work, single);
    try {
      return await this.once(actor, mode, work, single, there);
    } catch (error) {
      if (!this.replica.failedWith(error)) throw error;
      return this.once(actor, mode, work, single);
    }
  }

  private async once<T>(
    actor: Actor,
    mode: string,
    work: (tx: AccountTx) => Promise<T>,
    single = false,
    runner = this.dataSource.createQueryRunner(),
  ): Promise<T> {
    // It goes into the statement's text, to open the transaction and set the account in one round trip.
    if (!isUuid(actor.accountId)) throw new Error('an account id must be a UUID');
    // What only reads has its result before the transaction ends.
    let ended: Promise<unknown> = Promise.resolve();
    try {
      const connection = (await runner.connect()) as PoolClient;
      // The first statement follows at once. Should this one fail, that one finds no account, and sees and writes nothing.
      sendTogether(connection);
      const begun = connection.query(
        `BEGIN ${mode}; SELECT set_config('app.account_id', '${actor.accountId}', true)`,
      );
      const notBegun = begun.then(
        () => null,
        (error: unknown) => error,
      );
      // TypeORM did not see it open, and would refuse to lock rows.
      markActive(runner, true);
      const state = { single, asked: 0, isOver: false };
      try {
        const tx = scope(runner, connection, actor, begun, state);
        const worked = work(tx);
        if (single) ended = connection.query('COMMIT').catch(() => undefined);
        const result = await worked;
        await begun;
        state.isOver = true;
        if (!single) ended = connection.query('COMMIT');
        if (mode.endsWith('READ ONLY')) ended = ended.catch(() => undefined);
        else await ended;
        return result;
      } catch (error) {
        state.isOver = true;
        // A broken connection cannot be rolled back, and need not be; the first error is the one that tells why.
        await connection.query('ROLLBACK').catch(() => undefined);
        throw (await notBegun) ?? error;
      }
    } finally {
      markActive(runner, false);
      void ended.catch(() => undefined).then(() => runner.release());
    }
  }
}

/** A transaction that others join, one after another, since they have one connection between them. */
class OpenTransaction {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly tx: AccountTx) {}

  join<T>(work: (tx: AccountTx) => Promise<T>): Promise<T> {
    const joined = this.last.then(() => this.part(work));
    this.last = joined.catch(() => undefined);
    return joined;
  }

  private async part<T>(work: (tx: AccountTx) => Promise<T>): Promise<T> {
    await this.tx.query('SAVEPOINT part');
    try {
      const result = await work(this.tx);
      await this.tx.query('RELEASE SAVEPOINT part');
      return result;
    } catch (error) {
      // As for a whole transaction: the first error is the one that tells why.
      // Released as well: of savepoints of one name only the latest counts, and a part may hold parts of its own.
      await this.tx.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part').catch(() => undefined);
      throw error;
    }
  }
}

function markActive(runner: QueryRunner, active: boolean): void {
  Object.assign(runner, { isTransactionActive: active });
}

const corked = new WeakSet<PoolClient>();

/**
 * What is sent before the event loop goes on leaves in one packet: `BEGIN` with the first statement, and statements that
 * do not wait for each other. Each packet costs both sides a call into the system.
 */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as PoolClient & { connection: { stream: Writable } }).connection;
  if (corked.has(client)) return;
  corked.add(client);
  stream.cork();
  process.nextTick(() => {
    corked.delete(client);
    stream.uncork();
  });
}

function scope(
  runner: QueryRunner,
  connection: PoolClient,
  actor: Actor,
  begun: Promise<unknown>,
  state: { single: boolean; asked: number; isOver: boolean },
): AccountTx {
  const ask = async (send: () => Promise<unknown[]>): Promise<unknown[]> => {
    if (state.single && state.asked++ > 0)
      throw new Error('a transaction of one statement was given another');
    // Of several things done side by side one may have failed: the connection is for others by now.
    if (state.isOver) throw new Error('the transaction is over');
    sendTogether(connection);
    const [, rows] = await Promise.all([begun, send()]);
    return rows;
  };
  const tx: Omit<AccountTx, keyof AccountTx & symbol> = {
    accountId: actor.accountId,
    actor,
    query: async <Row>(text: string, parameters?: readonly unknown[]) => {
      const query = { text, values: parameters && [...parameters] };
      return (await ask(async () => (await connection.query<Row & QueryResultRow>(query)).rows)) as Row[];
    },
    prepared: async <Row>(text: string, parameters: readonly unknown[]) =>
      (await ask(() => queryPrepared(connection, text, parameters))) as Row[],
    repository: (entity) => {
      if (state.single) throw new Error('a transaction of one statement takes it as text');
      return runner.manager.getRepository(entity);
    },
  };
  return tx as AccountTx;
}
