import { flowOf, randomFrom, sessionOf } from '../synthetic-flows.mjs';
import { importLines } from './imports.mjs';
import { Program } from './program.mjs';

/** Nodes of the flows that sessions walk: three steps a session. */
const SHORT_FLOW = 7;

/** Sessions that walk flows of the data set, each its own way. */
export function* shortSessions(count, from) {
  const random = randomFrom(from);
  for (let i = 0; i < count; i++) {
    const flow = flowOf(1_000_000 + Math.floor(random() * 500), SHORT_FLOW);
    const { title, steps } = sessionOf(flow, from + i);
    yield { title, problem_domain: 'bench', steps };
  }
}

/**
 * Ended sessions that nobody has looked at yet, and nothing else in the queue: an import into the n-th account, by a
 * program that has somebody at hand who works on jobs. The flywheel looks at them after whatever else there is.
 */
export async function pileUp(world, program, account, count) {
  await clearQueue(world);
  await importLines(program, await world.token(account, 'engineer'), endedSessions(count));
}

function* endedSessions(count) {
  const from = Date.now();
  let i = 0;
  for (const session of shortSessions(count, from)) {
    const ended = { outcome: 'resolved', outcome_confirmed: true };
    yield JSON.stringify({ external_id: `pile-${from}-${i++}`, ...session, ...ended });
  }
}

export function startWorkers(world, count) {
  return Promise.all(Array.from({ length: count }, () => Program.start({ ...world.env, ROLE: 'worker' })));
}

export async function waiting(world) {
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
