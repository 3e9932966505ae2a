import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TextEncoder } from '../../src/encoding/text-encoder.js';
import { TextVectorsRepository } from '../../src/encoding/text-vectors.repository.js';
import { TextVectors } from '../../src/encoding/text-vectors.service.js';
import { PLAIN, toVector, type Scale, type Vector } from '../../src/encoding/vectors.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { startTestApp, type TestApp } from '../support/app.js';

/** Counts what it is asked for, and fails when it is told to. */
class CountingEncoder extends TextEncoder {
  readonly asked: string[] = [];
  fails = false;

  constructor(readonly model: string) {
    super();
  }

  reads(text: string): boolean {
    return !text.startsWith('?');
  }

  encode(texts: readonly string[]): Promise<Vector[]> {
    if (this.fails) return Promise.reject(new Error('away'));
    this.asked.push(...texts);
    return Promise.resolve(texts.map((text) => toVector([text.length, 1, 2])));
  }

  scale(): Promise<Scale> {
    return this.fails ? Promise.reject(new Error('away')) : Promise.resolve(PLAIN);
  }
}

describe('vectors of texts', () => {
  let test: TestApp;
  let transactions: Transactions;
  let repository: TextVectorsRepository;
  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    transactions = test.app.get(Transactions);
    repository = test.app.get(TextVectorsRepository);
  });
  afterAll(() => test.close());

  /** As another process would, whose memory is empty. */
  const startWith = (encoder: TextEncoder): TextVectors =>
    new TextVectors(encoder, repository, transactions, test.app.get(AccountChores));
  const find = async (vectors: TextVectors, accountId: string, texts: string[]) =>
    transactions.read(systemActor(accountId), (tx) => vectors.find(tx, texts));

  it('are made once for each text and model, and kept with the account', async () => {
    const { accountId } = await test.openAccount();
    const encoder = new CountingEncoder(randomUUID());
    const first = startWith(encoder);
    expect(await find(first, accountId, ['one', 'two'])).toMatchObject({ missing: ['one', 'two'] });
    await first.make(systemActor(accountId), ['one', 'two']);
    const second = startWith(encoder);
    await second.make(systemActor(accountId), []);
    const { vectors, missing } = await find(second, accountId, ['one', 'two', 'three']);
    expect(missing).toEqual(['three']);
    expect([...vectors.byText.keys()]).toEqual(['one', 'two']);
    expect(vectors.byText.get('one')).toEqual(toVector([3, 1, 2]));
    expect(encoder.asked).toEqual(['one', 'two']);
    const other = startWith(new CountingEncoder(randomUUID()));
    expect(await find(other, accountId, ['one'])).toMatchObject({ missing: ['one'] });
  });

  it('of one account are not there for another', async () => {
    const [a, b] = [await test.openAccount(), await test.openAccount()];
    const encoder = new CountingEncoder(randomUUID());
    await startWith(encoder).make(systemActor(a.accountId), ['one']);
    expect(await find(startWith(encoder), b.accountId, ['one'])).toMatchObject({ missing: ['one'] });
    const seen = await transactions.read(systemActor(b.accountId), (tx) =>
      tx.query('SELECT 1 FROM text_vectors WHERE model = $1', [encoder.model]),
    );
    expect(seen).toEqual([]);
  });

  it('are not made of what the encoder does not read', async () => {
    const { accountId } = await test.openAccount();
    const vectors = startWith(new CountingEncoder(randomUUID()));
    expect(await find(vectors, accountId, ['?', ' ', 'one'])).toMatchObject({ missing: ['one'] });
  });

  it('are missing, and asked for no more for a while, where the encoder fails', async () => {
    const { accountId } = await test.openAccount();
    const encoder = new CountingEncoder(randomUUID());
    const vectors = startWith(encoder);
    encoder.fails = true;
    await vectors.make(systemActor(accountId), ['one']);
    encoder.fails = false;
    const found = await find(vectors, accountId, ['one']);
    expect([found.vectors.byText.size, found.missing]).toEqual([0, []]);
    await vectors.make(systemActor(accountId), ['one']);
    expect(encoder.asked).toEqual([]);
  });

  it('are bounded: the oldest go', async () => {
    const { accountId } = await test.openAccount();
    const encoder = new CountingEncoder(randomUUID());
    const vectors = startWith(encoder);
    for (const text of ['one', 'two', 'three']) await vectors.make(systemActor(accountId), [text]);
    await transactions.run(systemActor(accountId), (tx) => repository.clear(tx, 2));
    const { missing } = await find(startWith(encoder), accountId, ['one', 'two', 'three']);
    expect(missing).toContain('one');
    const [{ count } = { count: 0 }] = await transactions.read(systemActor(accountId), (tx) =>
      tx.query<{ count: number }>('SELECT count(*)::int AS count FROM text_vectors WHERE account_id = $1', [
        accountId,
      ]),
    );
    expect(count).toBe(2);
  });

  it('are none where there is no encoder', async () => {
    const { accountId } = await test.openAccount();
    expect(await find(test.app.get(TextVectors), accountId, ['one'])).toMatchObject({ missing: [] });
  });
});
