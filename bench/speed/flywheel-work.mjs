import { setTimeout as delay } from 'node:timers/promises';
import { randomFrom, flowOf, sessionOf } from '../synthetic-flows.mjs';
import { Program } from './program.mjs';
import { compare, startServers, stopServers, target } from './requests.mjs';
import { inTurn, percentile } from './rounds.mjs';

/** Nodes of the flows that sessions walk: three steps a session. */
const SHORT_FLOW = 7;
const LOOK_AGAIN_MS = 2;
const PATIENCE_MS = 60_000;
/** A pile that a worker does not get through in so long is left as it is. */
const LONGEST_MS = 300_000;
/** More sessions than one worker gets through in a second beside the load. */
const MOST_PER_SECOND = 70;

/** From the answer to `resolve` until what the flywheel made of the session is committed, one after another. */
export async function measureLatency(world, mode) {
  const program = await Program.start({ ...world.env, ROLE: 'all' });
  try {
    const token = await world.token(0, 'engineer');
    const times = await world.postgres.asSuperuser(world.name, async (client) => {
      const all = [];
      for (const session of shortSessions(mode.latencies + 5, Date.now())) {
        const { id } = await post(program, token, '/v1/ai-sessions', session);
        await post(program, token, `/v1/ai-sessions/${id}/resolve`, { outcome: 'resolved' });
        const began = performance.now();
        await settled(client, id);
        all.push(performance.now() - began);
      }
      return all.slice(5);
    });
    return { sessions: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  } finally {
    await program.stop();
  }
}

async function settled(client, id) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query('SELECT flywheel_status AS status FROM ai_sessions WHERE id = $1', [
      id,
    ]);
    if (rows[0].status === 'done') return;
    if (rows[0].status === 'failed' || Date.now() > deadline)
      throw new Error(`session ${id} was not observed`);
    await delay(LOOK_AGAIN_MS);
  }
}

/** Sessions a second that so many worker processes get through, of a pile that is there when they begin. */
export async function measureThroughput(world, count, processes) {
  await pileUp(world, count);
  const workers = await startWorkers(world, processes);
  try {
    const began = performance.now();
    const start = await waiting(world);
    // The end is not waited for, where some of the workers have nothing to do any more.
    const enough = Math.ceil(start * 0.1);
    const deadline = Date.now() + LONGEST_MS;
    let left = start;
    while (left > enough) {
      if (Date.now() > deadline) throw new Error(`${left} of ${start} sessions still wait`);
      await delay(100);
      left = await waiting(world);
    }
    const seconds = (performance.now() - began) / 1000;
    const memory = Math.max(...workers.map((worker) => worker.memory().most));
    return { processes, sessions: start - left, rate: (start - left) / seconds, memory };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await clearQueue(world);
  }
}

/** Reads while a worker is at a pile that outlasts them. */
export async function measureReadsWhileBusy(world, mode, generator, say) {
  const connections = mode.connections.includes(16) ? 16 : mode.connections[0];
  const works = mode.busy.map((name) => world.works[name]);
  const seconds = works.length * 3 * (mode.warmUp + mode.rounds * mode.seconds);
  await pileUp(world, Math.ceil(seconds * MOST_PER_SECOND));
  const [worker] = await startWorkers(world, 1);
  const servers = await startServers(world);
  try {
    const rows = [];
    for (const work of works) {
      const targets = Object.entries(servers).map(([name, server]) => [
        name,
        target(generator, name, server, work, connections),
      ]);
      rows.push({
        work: work.name,
        connections,
        ...compare(await inTurn(Object.fromEntries(targets), mode)),
      });
      const { rate, p99, ofBare } = rows.at(-1);
      say(
        `  ${work.name}: ${rate.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms, of bare ${ofBare.median.toFixed(2)}`,
      );
    }
    return {
      rows,
      stillWaiting: await waiting(world),
      worker: worker.memory(),
      api: servers.program.memory(),
    };
  } finally {
    await stopServers({ ...servers, worker });
    await clearQueue(world);
  }
}

/** Ended sessions that nobody has looked at yet, brought in by the API. */
async function pileUp(world, count) {
  await clearQueue(world);
  const program = await Program.start({ ...world.env, ROLE: 'api' });
  try {
    const token = await world.token(0, 'engineer');
    const from = Date.now();
    const sessions = [...shortSessions(count, from)];
    const places = Array.from({ length: 8 }, async () => {
      for (let session = sessions.pop(); session; session = sessions.pop()) {
        const { id } = await post(program, token, '/v1/ai-sessions', session);
        await post(program, token, `/v1/ai-sessions/${id}/resolve`, {
          outcome: 'resolved',
          outcome_confirmed: true,
        });
      }
    });
    await Promise.all(places);
  } finally {
    await program.stop();
  }
}

async function startWorkers(world, count) {
  return Promise.all(Array.from({ length: count }, () => Program.start({ ...world.env, ROLE: 'worker' })));
}

async function waiting(world) {
  const [{ count }] = await world.query(
    `SELECT count(*)::int AS count FROM ai_sessions WHERE flywheel_status = 'pending'`,
  );
  return count;
}

/** What earlier parts left for the worker is not a part of this one. */
export async function clearQueue(world) {
  await world.query('DELETE FROM graphile_worker._private_jobs');
  await world.query(`UPDATE ai_sessions SET flywheel_status = 'done' WHERE flywheel_status = 'pending'`);
}

/** Sessions that walk flows of the data set, each its own way. */
export function* shortSessions(count, from) {
  const random = randomFrom(from);
  for (let i = 0; i < count; i++) {
    const flow = flowOf(1_000_000 + Math.floor(random() * 500), SHORT_FLOW);
    const { title, steps } = sessionOf(flow, from + i);
    yield { title, problem_domain: 'bench', steps };
  }
}

async function post(program, token, path, body) {
  const answer = await fetch(program.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
