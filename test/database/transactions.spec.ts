import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { IDLE_MS } from '../../src/kernel/database/data-source.js';
import { participantOf } from '../../src/kernel/database/participant.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor, type Actor } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestApp } from '../support/app.js';

describe('transactions', () => {
  let test: TestApp;
  let transactions: Transactions;
  let actor: Actor;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    transactions = test.app.get(Transactions);
    actor = systemActor((await test.openAccount()).accountId);
  });

  afterAll(() => test.close());

  const teams = (): Promise<string[]> =>
    transactions.read(actor, async (tx) =>
      (await tx.query<{ name: string }>('SELECT name FROM teams WHERE account_id = $1', [tx.accountId])).map(
        ({ name }) => name,
      ),
    );

  it('keep nothing of work that throws, and hand its error on', async () => {
    const failing = transactions.run(actor, async (tx) => {
      await tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, 'half written']);
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better of it');
    expect(await teams()).not.toContain('half written');
  });

  it('take nothing more once they are over, such as from what goes on beside work that failed', async () => {
    const insert = (tx: AccountTx) =>
      tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, 'too late']);
    const kept: AccountTx[] = [];
    const failing = transactions.run(actor, (tx) => {
      kept.push(tx);
      return Promise.reject(new Error('gone'));
    });
    await expect(failing).rejects.toThrow('gone');
    await expect(Promise.all(kept.map(insert))).rejects.toThrow('the transaction is over');
    const committed = await transactions.run(actor, (tx) => Promise.resolve(tx));
    await expect(insert(committed)).rejects.toThrow('the transaction is over');
    expect(await teams()).not.toContain('too late');
  });

  it('write nothing where they only read', async () => {
    const writing = transactions.read(actor, (tx) =>
      tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, 'by a reader']),
    );
    await expect(writing).rejects.toThrow(/read-only transaction/);
  });

  it('run again whole after a deadlock, and only then', async () => {
    for (const name of ['first', 'second']) {
      await transactions.run(actor, (tx) =>
        tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, name]),
      );
    }
    let runs = 0;
    let arrived = 0;
    let open: () => void;
    const both = new Promise<void>((resolve) => (open = resolve));
    const lockInOrder = (names: string[]): Promise<void> =>
      transactions.run(actor, async (tx) => {
        runs++;
        const lock = (name?: string) =>
          tx.query('SELECT 1 FROM teams WHERE account_id = $1 AND name = $2 FOR UPDATE', [
            tx.accountId,
            name,
          ]);
        await lock(names[0]);
        // Both hold one row before either asks for the other's; the second run finds the way open.
        if (++arrived === 2) open();
        await both;
        await lock(names[1]);
      });
    await Promise.all([lockInOrder(['first', 'second']), lockInOrder(['second', 'first'])]);
    // The one that gave way may come back before the other goes on, and meet it again.
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  it('run again where they refer to what was deleted since they looked, and then find that it is gone', async () => {
    const team = await transactions.run(actor, async (tx) => {
      const sql = 'INSERT INTO teams (account_id, name) VALUES ($1, $2) RETURNING id';
      return (await tx.query<{ id: string }>(sql, [tx.accountId, 'soon gone']))[0]?.id;
    });
    const looks: number[] = [];
    await transactions.run(actor, async (tx) => {
      const found = await tx.query('SELECT FROM teams WHERE account_id = $1 AND id = $2', [
        tx.accountId,
        team,
      ]);
      looks.push(found.length);
      if (found.length === 0) return;
      await transactions.run(actor, (other) =>
        other.query('DELETE FROM teams WHERE account_id = $1 AND id = $2', [other.accountId, team]),
      );
      await tx.query('INSERT INTO ai_sessions (account_id, team_id, title) VALUES ($1, $2, $3)', [
        tx.accountId,
        team,
        'Refers to it',
      ]);
    });
    expect(looks).toEqual([1, 0]);
  });

  it('undo a part of several together by itself, and all of it when a part of a part has failed before', async () => {
    const add = (member: Actor, name: string): Promise<unknown> =>
      transactions.run(member, (tx) =>
        tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, name]),
      );
    const failing = (member: Actor): Promise<unknown> =>
      transactions.run(member, async (tx) => {
        await tx.query('INSERT INTO teams (account_id, name) VALUES ($1, $2)', [tx.accountId, 'refused']);
        throw new Error('refused');
      });
    await transactions.run(actor, async (tx) => {
      const member = participantOf(tx);
      await add(member, 'kept before');
      await transactions
        .run(member, async (part) => {
          const inner = participantOf(part);
          await add(inner, 'undone with its part');
          await failing(inner).catch(() => undefined);
          throw new Error('and so is the whole part');
        })
        .catch(() => undefined);
      await add(member, 'kept after');
    });
    const names = await teams();
    expect(names).toEqual(expect.arrayContaining(['kept before', 'kept after']));
    expect(names).not.toContain('undone with its part');
    expect(names).not.toContain('refused');
  });

  it('find their connections again after a pause', () => {
    const { driver } = test.app.get(DataSource);
    const { master: pool } = driver as unknown as { master: pg.Pool };
    expect(pool.options.idleTimeoutMillis).toBe(IDLE_MS);
    expect(test.app.get(SystemDatabase)['pool'].options.idleTimeoutMillis).toBe(IDLE_MS);
  });

  it('refuse an account id that is none, before any statement', async () => {
    const injected = systemActor(`x'; DROP TABLE teams; --`);
    await expect(transactions.run(injected, () => Promise.resolve())).rejects.toThrow(/UUID/);
  });
});
