import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { ErasureService, ERASE_PERSON } from '../../src/retention/erasure.service.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';
import { Walker } from '../support/walker.js';

const NAME = 'Wilhelmina Quastel';
const ADDRESS = 'w.quastel@larkfield.example';

let queue: TestQueue;
let test: TestApp;
let account: TestAccount;
let personId: string;
let token: string;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

afterAll(() => queue.stop());

beforeEach(async () => {
  account = await test.openAccount();
  const { body } = await admin()
    .post('/v1/users')
    .send({ email: ADDRESS, display_name: NAME, role: 'reviewer' })
    .expect(201);
  personId = body.id;
  token = (await admin().post(`/v1/users/${personId}/token`).send({}).expect(201)).body.token;
});

const admin = () => test.as(account.tokens.admin);
const erase = (confirm = ADDRESS) => admin().post(`/v1/users/${personId}/erase`).send({ confirm });
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const audit = async () =>
  (await admin().get('/v1/review/audit').buffer(true).expect(200)).text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The person works: drafts, publishes, archives, walks, flags, records a session; and listens by a webhook. */
async function work(): Promise<void> {
  const person = test.as(token);
  await admin().post('/v1/webhooks').send({ url: 'https://hooks.example.com/a' }).expect(201);
  const draft = await test
    .as(account.tokens.engineer)
    .post('/v1/proposals')
    .send({
      title: 'Printer offline',
      proposal_type: 'new_flow',
      proposed_flow_data: PRINTER_OFFLINE,
      session: { title: 'Printer offline' },
    })
    .expect(201);
  const { body: approved } = await person.post(`/v1/proposals/${draft.body.id}/approve`).send({}).expect(200);
  const flowId = String(approved.published_flow_id);
  await person.post(`/v1/flows/${flowId}/archive`).send({}).expect(200);
  await person.post(`/v1/flows/${flowId}/restore`).send({}).expect(200);
  await person
    .post(`/v1/flows/${flowId}/flags`)
    .send({ reason: 'wrong', words: 'So says Quastel' })
    .expect(201);
  const walker = await Walker.start(test, token, { flow_id: flowId, problem: 'Quastel cannot print' });
  await walker.answer({ condition: 'no', words: 'Quastel heard so', note: 'Quastel' });
  await walker.finish({ outcome: 'resolved', notes: 'Quastel did it' });
  await person
    .post('/v1/ai-sessions')
    .send({ title: 'A lamp', messages: [{ role: 'user', content: 'I am Quastel' }] })
    .expect(201);
  await person.post('/v1/api-keys').send({ name: 'Key of Quastel', role: 'viewer' });
}

describe('erasing a person', () => {
  it('takes name, address and words out of everything, and leaves the trails as long as they were', async () => {
    await work();
    const before = await dump();
    const trail = await audit();
    expect(JSON.stringify(before)).toContain('Quastel');
    const { body } = await erase(ADDRESS.toUpperCase()).expect(202);
    expect(body).toMatchObject({
      id: personId,
      display_name: 'Erased person',
      email: `${personId}@erased.invalid`,
      active: false,
    });
    await test.as(token).get('/v1/me').expect(401);
    await queue.drain(account.accountId, ERASE_PERSON);
    const after = await dump();
    for (const [table, rows] of Object.entries(after))
      expect({ table, found: rows.filter((row) => /quastel/i.test(row)) }).toEqual({ table, found: [] });
    const told = await audit();
    expect(told.at(-1)).toMatchObject({
      trail: 'account',
      event: 'person_erased',
      details: { user_id: personId },
    });
    const unnamed = (line: Record<string, unknown>) =>
      line['actor_id'] === personId ? { ...line, actor_name: 'Erased person' } : line;
    expect(told.slice(0, -1)).toEqual(trail.map(unnamed));
    expect(trail.filter(({ actor_id: id }) => id === personId).length).toBeGreaterThan(2);
  });

  it('goes on after it was killed, and is done once', async () => {
    await work();
    await erase().expect(202);
    const transactions = test.app.get(Transactions);
    const run = transactions.run.bind(transactions);
    let batches = 0;
    const broken = jest.spyOn(transactions, 'run').mockImplementation((actor, done) =>
      run(actor, async (tx) => {
        const result = await done(tx);
        if (++batches === 4) throw new Error('killed');
        return result;
      }),
    );
    const erasing = () => test.app.get(ErasureService).eraseTraces(systemActor(account.accountId), personId);
    await expect(erasing()).rejects.toThrow('killed');
    broken.mockRestore();
    expect(JSON.stringify(await dump())).toContain('Quastel');
    await erasing();
    const done = await dump();
    expect(JSON.stringify(done)).not.toMatch(/quastel/i);
    await erasing();
    expect(await dump()).toEqual(done);
  });

  it('is for admins, for the address that is meant, and never of the last admin', async () => {
    const before = await dump();
    await erase('somebody@else.example').expect(422);
    await test
      .as(account.tokens.reviewer)
      .post(`/v1/users/${personId}/erase`)
      .send({ confirm: ADDRESS })
      .expect(403);
    const { body: me } = await admin().get('/v1/me').expect(200);
    const { body } = await admin()
      .post(`/v1/users/${account.userIds.admin}/erase`)
      .send({ confirm: me.email ?? me.user?.email })
      .expect(409);
    expect(body.code).toBe('last_admin');
    expect(await dump()).toEqual(before);
  });

  it('is for good: nobody comes back as the user, and another may have the address', async () => {
    await erase().expect(202);
    for (const patch of [{ active: true }, { display_name: NAME }]) {
      const { body } = await admin().patch(`/v1/users/${personId}`).send(patch).expect(409);
      expect(body.code).toBe('user_erased');
    }
    const { body: again } = await admin()
      .post('/v1/users')
      .send({ email: ADDRESS, display_name: NAME, role: 'viewer' })
      .expect(201);
    await admin()
      .post(`/v1/users/${personId}/erase`)
      .send({ confirm: `${personId}@erased.invalid` })
      .expect(202);
    expect((await admin().get(`/v1/users/${again.id}`).expect(200)).body.display_name).toBe(NAME);
    expect((await audit()).filter(({ event }) => event === 'person_erased')).toHaveLength(1);
  });

  it('is all that the database lets happen to a trail', async () => {
    await work();
    const change = (sql: string) => queue.query(`${sql} WHERE account_id = $1`, [account.accountId]);
    for (const sql of [
      `UPDATE proposal_events SET actor_name = 'Erased person'`,
      `UPDATE flow_events SET notes = 'x'`,
      `UPDATE tree_versions SET published_by_name = 'Somebody'`,
      `UPDATE account_changes SET details = NULL`,
      'DELETE FROM proposal_events',
    ])
      if (!sql.includes('account_changes'))
        await expect(change(sql)).rejects.toThrow(/never changed or deleted/);
    await erase().expect(202);
    await expect(change(`UPDATE account_changes SET details = NULL`)).rejects.toThrow(/never changed/);
    await expect(
      change(`UPDATE proposal_events SET actor_name = 'Erased person', notes = 'x'`),
    ).rejects.toThrow(/never changed/);
  });
});
