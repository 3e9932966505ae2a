import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { AccountOpening } from '../dist/src/accounts/account-opening.service.js';
import { TokensService } from '../dist/src/accounts/tokens/tokens.service.js';
import { SessionsService } from '../dist/src/ai-sessions/sessions.service.js';
import { createApplication } from '../dist/src/application.js';
import { FlowsService } from '../dist/src/flows/flows.service.js';
import { ObserveSession } from '../dist/src/flywheel/observe/observe-session.service.js';
import { loadConfig } from '../dist/src/kernel/config.js';
import { startThrowawayPostgres } from '../dist/src/kernel/database/embedded-postgres.js';
import { migrate } from '../dist/src/kernel/database/migrator.js';
import { Transactions } from '../dist/src/kernel/database/transactions.js';
import { systemActor } from '../dist/src/kernel/http/actor.js';
import { quantile } from './load.mjs';
import { flowOf, problemOf, randomFrom, sessionOf } from './synthetic-flows.mjs';

/**
 * What the program takes in one account that holds more and more flows, one thing after another: `flywheel` to observe a
 * session, `suggest` to answer GET flows/suggest by HTTP. The first ones, in which code is compiled, do not count.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    flows: { type: 'string', default: '100,1000,10000' },
    times: { type: 'string', default: '150' },
  },
});
const WARM_UP = 50;
/** So many flows have been used so often, and those that are asked for are among them. */
const [USED_FLOWS, USES] = [500, 120];

const USE = `
  WITH used AS (
    INSERT INTO ai_sessions (account_id, title, status, outcome) SELECT $1, 'Use', 'resolved', 'resolved' FROM generate_series(1, $3::int)
    RETURNING id)
  INSERT INTO session_observations (account_id, session_id, decision, flow_id)
  SELECT $1, id, 'auto_reinforced', $2 FROM used`;

const DECIDED = `
  SELECT coalesce(o.flow_id, p.target_flow_id) AS flow_id FROM session_observations o
    LEFT JOIN flow_proposals p ON p.account_id = o.account_id AND p.id = o.proposal_id
   WHERE o.account_id = $1 AND o.session_id = $2`;

const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
const database = await startThrowawayPostgres({ log: () => undefined });
await migrate(database.url);
const config = loadConfig({ LOG_LEVEL: 'error', RATE_LIMIT: '0', DATA_DIR: dataDir, ROLE: 'api' });
const app = await createApplication(config, database.url);
try {
  await app.listen(0, '127.0.0.1');
  const account = await app.get(AccountOpening).openAccount({ name: 'Bench' });
  const work = { flywheel: observing, suggest: suggesting }[positionals[0]];
  if (!work)
    throw new Error('usage: npm run bench:flywheel, or bench:suggest, -- [--flows 100,1000] [--times 150]');
  await measure(account.accountId, await work(account));
} finally {
  await app.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(accountId, work) {
  const random = randomFrom(1);
  const flowIds = [];
  const print = (cells) => console.log(cells.map((cell) => String(cell).padStart(10)).join('  '));
  print(['flows', 'mean ms', 'median ms', 'p95 ms', 'p99 ms', 'right']);
  for (const size of options.flows.split(',').map(Number)) {
    await publish(accountId, flowIds, size);
    const times = [];
    let right = 0;
    for (let i = -WARM_UP; i < Number(options.times); i++) {
      const number = Math.floor(random() * Math.min(size, USED_FLOWS));
      const { ms, flowId } = await work(number, size * 10 + i);
      if (i < 0) continue;
      times.push(ms);
      if (flowId === flowIds[number]) right++;
    }
    times.sort((a, b) => a - b);
    const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
    const figures = [mean, ...[0.5, 0.95, 0.99].map((share) => quantile(times, share))];
    print([size, ...figures.map((ms) => ms.toFixed(1)), (right / times.length).toFixed(3)]);
  }
}

/** Flows up to so many, the first of them used; as the program publishes them. */
async function publish(accountId, flowIds, size) {
  const actor = systemActor(accountId);
  while (flowIds.length < size)
    await app.get(Transactions).run(actor, async (tx) => {
      const { title, document } = flowOf(flowIds.length);
      const flow = { title, document, description: null, problemDomain: 'bench', teamId: null };
      const { flowId } = await app
        .get(FlowsService)
        .publishNew(tx, { ...flow, proposalId: null, changeSummary: null });
      if (flowIds.length < USED_FLOWS) await tx.query(USE, [accountId, flowId, USES]);
      flowIds.push(flowId);
    });
}

/** Which flow a session reinforced, or would change. */
function observing({ accountId }) {
  const actor = systemActor(accountId);
  const transactions = app.get(Transactions);
  return async (number, seed) => {
    const ending = { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary: null };
    const session = {
      externalId: null,
      problemDomain: 'bench',
      teamId: null,
      origin: 'ai_assist',
      messages: [],
      ending,
    };
    const ticket = { linkedTicketId: null, linkedTicketKind: null };
    const { id } = await transactions.run(actor, (tx) =>
      app
        .get(SessionsService)
        .record(tx, { ...session, ...ticket, ...sessionOf(flowOf(number), seed) }, { observe: false }),
    );
    const began = performance.now();
    await app.get(ObserveSession).observe(actor, id);
    const ms = performance.now() - began;
    const [row] = await transactions.read(actor, (tx) => tx.query(DECIDED, [accountId, id]));
    return { ms, flowId: row?.flow_id };
  };
}

/** Which flow comes first for a problem in a caller's words. */
async function suggesting({ users }) {
  const headers = { authorization: `Bearer ${await app.get(TokensService).sign(users.engineer.id, 86_400)}` };
  const url = `${await app.getUrl()}/v1/flows/suggest`;
  return async (number, seed) => {
    const query = new URLSearchParams({ q: problemOf(flowOf(number), seed), problem_domain: 'bench' });
    const began = performance.now();
    const answer = await fetch(`${url}?${query}`, { headers });
    const { items } = await answer.json();
    const ms = performance.now() - began;
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return { ms, flowId: items[0]?.flow_id };
  };
}
