import { URLSearchParams } from 'node:url';
import { AccountOpening } from '../dist/src/accounts/account-opening.service.js';
import { TokensService } from '../dist/src/accounts/tokens/tokens.service.js';
import { readOptions } from './options.mjs';
import { mean, print, quantile, withProgram } from './bench-program.mjs';
import { loadFlows } from './flow-loader.mjs';
import { flowOf, problemOf, randomFrom } from './synthetic-flows.mjs';

/** Time of `GET flows/suggest` by HTTP, in one account that holds more and more flows, each of which was used before. */
const USAGE =
  'usage: npm run bench:suggest -- [--flows 100,1000,10000] [--problems 400] [--uses 120] [--seed 1]';
const options = readOptions(USAGE, {
  options: {
    flows: { type: 'string', default: '100,1000,10000' },
    problems: { type: 'string', default: '400' },
    uses: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
  },
});
const SIZES = options.flows.split(',').map(Number);
const PROBLEMS = Number(options.problems);
const USES = Number(options.uses);
const WARM_UP = 100;
/** So many flows have been used often, and those that the measurement asks for are among them. */
const USED_FLOWS = 500;
if (![...SIZES, PROBLEMS, USES, Number(options.seed)].every((n) => Number.isInteger(n) && n > 0)) {
  console.error(USAGE);
  process.exit(2);
}

await withProgram(measure);

async function measure(app, superuser) {
  await app.listen(0, '127.0.0.1');
  const { accountId, users } = await app.get(AccountOpening).openAccount({ name: 'Bench' });
  const token = await app.get(TokensService).sign(users.engineer.id, 3600);
  const url = `${await app.getUrl()}/v1/flows/suggest`;
  const ids = [];
  print(['flows', 'problems', 'mean ms', 'median ms', 'p95 ms', 'p99 ms', 'first right']);
  for (const size of SIZES) {
    const used = Math.min(USED_FLOWS, ids.length);
    ids.push(...(await loadFlows(superuser, accountId, ids.length, size)));
    await useFlows(superuser, accountId, ids.slice(used, USED_FLOWS));
    const { times, right } = await ask(url, token, ids.slice(0, USED_FLOWS));
    const figures = [mean(times), ...[0.5, 0.95, 0.99].map((share) => quantile(times, share))];
    const cells = figures.map((ms) => ms.toFixed(1));
    print([size, times.length, ...cells, (right / times.length).toFixed(3)]);
  }
}

/** Sessions that went the way of the flows. */
async function useFlows(superuser, accountId, flowIds) {
  await superuser.query(
    `WITH used AS (
       INSERT INTO ai_sessions (account_id, title, status, outcome, external_id)
       SELECT $1, 'Use', 'resolved', 'resolved', flow || ' ' || n
         FROM unnest($2::text[]) AS flow CROSS JOIN generate_series(1, $3::int) AS n
       RETURNING id, external_id)
     INSERT INTO session_observations (account_id, session_id, decision, flow_id)
     SELECT $1, id, 'auto_reinforced', split_part(external_id, ' ', 1)::uuid FROM used`,
    [accountId, flowIds, USES],
  );
  await superuser.query('VACUUM ANALYZE ai_sessions, session_observations');
}

/** Problems of flows drawn at random; the first ones, in which caches fill and code is compiled, do not count. */
async function ask(url, token, ids) {
  const random = randomFrom(Number(options.seed));
  const times = [];
  let right = 0;
  for (let i = 0; i < WARM_UP + PROBLEMS; i++) {
    const number = Math.floor(random() * ids.length);
    const q = problemOf(flowOf(number), ids.length + i);
    const began = performance.now();
    const answer = await fetch(`${url}?${new URLSearchParams({ q, problem_domain: 'bench' })}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = await answer.json();
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    if (i < WARM_UP) continue;
    times.push(performance.now() - began);
    if (items[0]?.flow_id === ids[number]) right++;
  }
  return { times, right };
}
