import { AccountOpening } from '../dist/src/accounts/account-opening.service.js';
import { SessionsService } from '../dist/src/ai-sessions/sessions.service.js';
import { ObserveSession } from '../dist/src/flywheel/observe/observe-session.service.js';
import { Transactions } from '../dist/src/kernel/database/transactions.js';
import { systemActor } from '../dist/src/kernel/http/actor.js';
import { readOptions } from './options.mjs';
import { mean, print, quantile, withProgram } from './bench-program.mjs';
import { loadFlows } from './flow-loader.mjs';
import { flowOf, randomFrom, sessionOf } from './synthetic-flows.mjs';

/** Time that the flywheel takes for a session, in one account that holds more and more flows. */
const USAGE = 'usage: npm run bench:flywheel -- [--flows 100,1000,10000] [--sessions 150] [--seed 1]';
const options = readOptions(USAGE, {
  options: {
    flows: { type: 'string', default: '100,1000,10000' },
    sessions: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
  },
});
const SIZES = options.flows.split(',').map(Number);
const SESSIONS = Number(options.sessions);
const WARM_UP = 50;
if (![...SIZES, SESSIONS, Number(options.seed)].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(USAGE);
  process.exit(2);
}

await withProgram(measure);

async function measure(app, superuser) {
  const { accountId } = await app.get(AccountOpening).openAccount({ name: 'Bench' });
  const ids = [];
  let first = null;
  print(['flows', 'sessions', 'mean ms', 'median ms', 'p95 ms', 'to first', 'sent right']);
  for (const size of SIZES) {
    ids.push(...(await loadFlows(superuser, accountId, ids.length, size)));
    const { times, right } = await observeSessions(app, accountId, ids);
    const average = mean(times);
    first ??= average;
    const figures = [average, quantile(times, 0.5), quantile(times, 0.95)].map((ms) => ms.toFixed(1));
    print([size, times.length, ...figures, (average / first).toFixed(2), (right / times.length).toFixed(3)]);
  }
}

/** Sessions of flows drawn at random; the first ones, in which caches fill and code is compiled, do not count. */
async function observeSessions(app, accountId, ids) {
  const actor = systemActor(accountId);
  const transactions = app.get(Transactions);
  const sessions = app.get(SessionsService);
  const flywheel = app.get(ObserveSession);
  const random = randomFrom(Number(options.seed));
  const times = [];
  let right = 0;
  for (let i = 0; i < WARM_UP + SESSIONS; i++) {
    const number = Math.floor(random() * ids.length);
    const session = sessionOf(flowOf(number), ids.length + i);
    const { id } = await transactions.run(actor, (tx) =>
      sessions.record(tx, newSession(session), { observe: false }),
    );
    const began = performance.now();
    await flywheel.observe(actor, id);
    if (i < WARM_UP) continue;
    times.push(performance.now() - began);
    if ((await flowOfSession(transactions, actor, id)) === ids[number]) right++;
  }
  return { times, right };
}

function newSession({ title, steps }) {
  return {
    externalId: null,
    title,
    problemDomain: 'bench',
    teamId: null,
    origin: 'ai_assist',
    messages: [],
    steps,
    linkedTicketId: null,
    linkedTicketKind: null,
    ending: { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary: null },
  };
}

/** The flow that the session reinforced or would change. */
async function flowOfSession(transactions, actor, id) {
  const [row] = await transactions.read(actor, (tx) =>
    tx.query(
      `SELECT coalesce(o.flow_id, p.target_flow_id) AS flow_id
         FROM session_observations o
         LEFT JOIN flow_proposals p ON p.account_id = o.account_id AND p.id = o.proposal_id
        WHERE o.account_id = $1 AND o.session_id = $2`,
      [tx.accountId, id],
    ),
  );
  return row?.flow_id ?? null;
}
