import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { withBranch } from '../support/flow-edits.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

const AT_ONCE = 50;

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
/** As the superuser, to look at the job queue. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

/** Everything of an account that a decision could touch. */
async function everything(account: TestAccount): Promise<Record<string, string[]>> {
  const { rows } = await database.query<{ row: string }>(
    `SELECT to_jsonb(j)::text AS row FROM graphile_worker._private_jobs j
      WHERE payload ->> 'account_id' = $1 ORDER BY 1`,
    [account.accountId],
  );
  const tables = await dumpAccount(test.database.superuserUrl, account.accountId);
  return { ...tables, queue: rows.map(({ row }) => row) };
}

/** Tokens of `count` reviewers of an account. */
async function reviewers(account: TestAccount, count: number): Promise<string[]> {
  const admin = test.as(account.tokens.admin);
  const tokens: string[] = [];
  for (let n = 0; n < count; n++) {
    const user = { email: `reviewer${n}@example.com`, display_name: `Reviewer ${n}`, role: 'reviewer' };
    const { body } = await admin.post('/v1/users').send(user).expect(201);
    const token = await admin.post(`/v1/users/${body.id}/token`).send({}).expect(201);
    tokens.push(token.body.token);
  }
  return tokens;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

describe('many reviewers at once', () => {
  it.each(['new_flow', 'enhancement'])(
    'on one %s: exactly one decides, the others learn who',
    async (type) => {
      const account = await test.openAccount();
      const tokens = await reviewers(account, 5);
      const flowId = type === 'enhancement' ? await publisher.publish(account) : null;
      const id = await (flowId === null ? writer.proposal(account) : writer.enhancement(account, flowId));
      const bodies = {
        approve: {},
        modify: { flow_data: PRINTER_OFFLINE_LATER },
        reject: { reviewer_notes: 'No' },
        dismiss: {},
      };
      const kinds = Object.entries(bodies);
      const answers: Answer[] = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, n) => {
          const [decision, body] = kinds[n % kinds.length] ?? ['approve', {}];
          return test
            .as(tokens[n % tokens.length] ?? '')
            .post(`/v1/proposals/${id}/${decision}`)
            .send(body);
        }),
      );
      const winners = answers.filter(({ status }) => status === 200);
      const losers = answers.filter(({ status }) => status === 409);
      expect([winners.length, losers.length]).toEqual([1, AT_ONCE - 1]);
      const winner = winners[0]?.body ?? {};
      for (const { body } of losers)
        expect(body).toMatchObject({
          code: 'already_decided',
          proposal_status: winner['status'],
          decided_by: winner['reviewed_by'],
          decided_by_name: winner['reviewed_by_name'],
          decided_at: winner['reviewed_at'],
        });
      const rows = await everything(account);
      const published = ['approved', 'modified'].includes(String(winner['status'])) ? 1 : 0;
      expect(rows['tree_versions']).toHaveLength(published + (flowId === null ? 0 : 1));
      expect(rows['trees']).toHaveLength(flowId === null ? published : 1);
      expect(rows['proposal_events']).toHaveLength(2);
      expect(rows['queue']).toHaveLength(published);
    },
  );

  it('approving changes of one flow: its versions have no gap, and the last holds what each of them added', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const branches = Array.from({ length: 10 }, (_, n) => `branch-${n}`);
    const ids: string[] = [];
    for (const branch of branches) {
      const document = withBranch(PRINTER_OFFLINE, branch);
      ids.push(await writer.enhancement(account, flowId, 1, { document }));
    }
    const answers: Answer[] = await Promise.all(
      ids.map((id) => test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/approve`).send({})),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const versions = answers.map(({ body }) => Number(body['published_version']));
    expect(versions.sort((x, y) => x - y)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200);
    expect(body.flow_data.nodes.map((node: { id: string }) => node.id)).toEqual(
      expect.arrayContaining([...PRINTER_OFFLINE.nodes.map(({ id }) => id), ...branches]),
    );
    expect((await everything(account))['queue']).toHaveLength(1);
  });

  it('approving changes of one place: one is published, the others are told with what they conflict', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const ids: string[] = [];
    for (let n = 0; n < 10; n++) {
      const nodes = PRINTER_OFFLINE.nodes.map((node) =>
        node.id === 'cable' ? { ...node, text: `Replace the cable by number ${n}.` } : node,
      );
      ids.push(await writer.enhancement(account, flowId, 1, { document: { ...PRINTER_OFFLINE, nodes } }));
    }
    const answers: Answer[] = await Promise.all(
      ids.map((id) => test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/approve`).send({})),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers)
      if (status !== 200)
        expect(body).toMatchObject({
          code: 'merge_conflict',
          base_version: 1,
          current_version: 2,
          conflicts: [{ what: 'node', id: 'cable', reason: 'changed_differently' }],
        });
    expect((await everything(account))['tree_versions']).toHaveLength(2);
  });

  it('deciding while sessions join: the trail tells one order, and nothing joins what was decided', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const sessions: string[] = [];
    for (let n = 0; n < 10; n++) sessions.push(await writer.session(account));
    const decided = test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/dismiss`).send({});
    const [answer, ...grown] = await Promise.all([
      decided.then((response) => response.status),
      ...sessions.map((sessionId) => writer.grow(account, id, { sessionId })),
    ]);
    expect(answer).toBe(200);
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    const joined = grown.filter((joins) => joins).length;
    expect(body).toMatchObject({ status: 'dismissed', supporting_session_count: 1 + joined });
    const names = body.events.map(({ event }: { event: string }) => event);
    expect(names).toEqual(['created', ...Array<string>(joined).fill('grown'), 'dismissed']);
  });
});

/** How a statement fails: the program never gets it out, or the database refuses it and aborts the transaction. */
const FAILURES: Record<string, (connection: pg.PoolClient) => Promise<unknown>> = {
  'is lost': () => Promise.reject(new Error('the connection was lost')),
  'is refused': (connection) => connection.query('SELECT 1 / 0'),
};

describe('a decision of which one statement fails', () => {
  /** Lets the n-th statement of each transaction fail; tells how many there were. */
  function failing(n: number, how: string): { statements: () => number; restore: () => void } {
    const dataSource = test.app.get(DataSource);
    const create = dataSource.createQueryRunner.bind(dataSource);
    let statements = 0;
    const spy = jest.spyOn(dataSource, 'createQueryRunner').mockImplementation((mode) => {
      const runner = create(mode);
      const connect = runner.connect.bind(runner);
      const counting = async (): Promise<pg.PoolClient> => {
        const connection = (await connect()) as pg.PoolClient;
        const query = (...statement: unknown[]): unknown => {
          if (statement[0] === 'ROLLBACK' || ++statements !== n)
            return Reflect.apply(connection.query.bind(connection), connection, statement);
          const failure = FAILURES[how]?.(connection);
          const told = statement.at(-1);
          return typeof told === 'function' ? failure?.catch((error: unknown) => void told(error)) : failure;
        };
        return Object.assign(Object.create(connection) as pg.PoolClient, { query });
      };
      return Object.assign(runner, { connect: counting });
    });
    return { statements: () => statements, restore: () => spy.mockRestore() };
  }

  const cases = ['approve', 'approve a merge of flows', 'modify', 'reject', 'reopen'].flatMap((what) =>
    Object.keys(FAILURES).map((how) => [what, how] as const),
  );

  it.each(cases)('%s: whichever of its statements %s, everything is as before', async (what, how) => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const decision = what.split(' ')[0] ?? what;
    const second =
      decision === what ? null : await publisher.publish(account, { document: PRINTER_OFFLINE_LATER });
    const absorbs = second === null ? null : { flowId: second, version: 1 };
    const id = await writer.enhancement(account, flowId, 1, { absorbs });
    const reviewer = test.as(account.tokens.reviewer);
    if (decision === 'reopen') await reviewer.post(`/v1/proposals/${id}/dismiss`).expect(200);
    const body = decision === 'modify' ? { flow_data: PRINTER_OFFLINE_LATER, title: 'Other' } : {};
    const before = await everything(account);
    let failed = 0;
    for (let n = 1; ; n++) {
      const injected = failing(n, how);
      const { status } = await reviewer.post(`/v1/proposals/${id}/${decision}`).send(body);
      injected.restore();
      if (injected.statements() < n) {
        expect(status).toBe(200);
        break;
      }
      expect(status).toBeGreaterThanOrEqual(422);
      expect(await everything(account)).toEqual(before);
      failed++;
    }
    // Begin, lock, update, event, index, read and commit at the least.
    expect(failed).toBeGreaterThanOrEqual(7);
    expect(await everything(account)).not.toEqual(before);
    if (second !== null) {
      const { body: merged } = await reviewer.get(`/v1/flows/${second}`).expect(200);
      expect(merged).toMatchObject({ status: 'archived', merged_into: flowId });
    }
  });
});
