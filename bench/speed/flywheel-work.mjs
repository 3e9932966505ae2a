import { setTimeout as delay } from 'node:timers/promises';
import { clearQueue, pileUp, shortSessions, startWorkers, waiting } from './piles.mjs';
import { Program } from './program.mjs';
import { percentile } from './rounds.mjs';

const LOOK_AGAIN_MS = 2;
const PATIENCE_MS = 60_000;
/** A pile that a worker does not get through in so long is left as it is. */
const LONGEST_MS = 300_000;
/** Sessions that are looked at before times are taken. */
const WARM_UP = 5;

/** From the answer to `resolve` until what the flywheel made of the session is committed, one after another. */
export async function measureLatency(world, count) {
  const program = await Program.start({ ...world.env, ROLE: 'all' });
  try {
    return await latencyOf(world, program, count);
  } finally {
    await program.stop();
  }
}

/** The same in a program that runs already. */
export async function latencyOf(world, program, count) {
  const token = await world.token(0, 'engineer');
  const times = await world.postgres.asSuperuser(world.name, async (client) => {
    const all = [];
    for (const session of shortSessions(count + WARM_UP, Date.now())) {
      const { id } = await post(program, token, '/v1/ai-sessions', session);
      await post(program, token, `/v1/ai-sessions/${id}/resolve`, { outcome: 'resolved' });
      const began = performance.now();
      await settled(client, id);
      all.push(performance.now() - began);
    }
    return all.slice(WARM_UP);
  });
  return { sessions: times.length, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
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
  await pileUpUntouched(world, count);
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

/** One job at a time, so that all of it is in before the first is looked at. */
async function pileUpUntouched(world, count) {
  const program = await Program.start({ ...world.env, ROLE: 'all', WORKER_CONCURRENCY: '1' });
  try {
    await pileUp(world, program, 0, count);
  } finally {
    await program.stop();
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
