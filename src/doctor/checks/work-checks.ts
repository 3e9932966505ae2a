import { NAMED_PEOPLE } from '../../retention/named-people.js';
import type { Check } from '../check.js';

const QUEUED = (task: string, member: string): string => `
  SELECT FROM jsonb_to_recordset($2::jsonb) AS q (task text, payload jsonb)
   WHERE q.task IN (${task}) AND q.payload ->> '${member}' =`;

const NAMES = NAMED_PEOPLE.map(
  ({ table, id, name }) => `SELECT ${id} AS id, ${name} AS name FROM ${table} WHERE account_id = $1`,
).join(' UNION ALL ');

/** What is under way in an account, beside the queue; and what its listeners are told. */
export const WORK_CHECKS: readonly Check[] = [
  {
    name: 'session-waits-for-job',
    meaning: 'A session that the flywheel has yet to look at has a job in the queue.',
    mend: `SELECT set_config('app.account_id', 'the account', true), enqueue_job('observe_session', '{"session_id": "..."}', NULL, 0) in one transaction.`,
    needsJobs: true,
    sql: `
      SELECT s.id::text AS subject, 'pending, and no job will observe it' AS detail FROM ai_sessions s
       WHERE s.account_id = $1 AND s.flywheel_status = 'pending'
         AND NOT EXISTS (${QUEUED("'observe_session'", 'session_id')} s.id::text)`,
  },
  {
    name: 'session-observed',
    meaning: 'Of a session that the flywheel is done with, there is what it concluded.',
    mend: `UPDATE ai_sessions SET flywheel_status = 'pending', then queue observe_session for it.`,
    sql: `
      SELECT s.id::text AS subject, 'done, and nothing was concluded' AS detail FROM ai_sessions s
       WHERE s.account_id = $1 AND s.flywheel_status = 'done'
         AND NOT EXISTS (SELECT FROM session_observations o WHERE o.account_id = $1 AND o.session_id = s.id)`,
  },
  {
    name: 'observation-of-flow',
    meaning: 'The version of a flow that a session was compared with is kept.',
    mend: 'Restore a backup; versions are never deleted by the program.',
    sql: `
      SELECT o.session_id::text AS subject, format('compared with version %s of flow %s, which is not there',
               o.flow_version, o.flow_id) AS detail
        FROM session_observations o
       WHERE o.account_id = $1 AND o.flow_id IS NOT NULL AND o.flow_version IS NOT NULL AND NOT EXISTS (
               SELECT FROM tree_versions v WHERE v.account_id = $1 AND v.tree_id = o.flow_id AND v.version = o.flow_version)`,
  },
  {
    name: 'work-has-job',
    meaning: 'Work that the account watches, and that is not over, has a job in the queue.',
    mend: `UPDATE jobs SET status = 'failed', error = 'It was lost', finished_at = now(); whoever asked may ask again.`,
    needsJobs: true,
    sql: `
      SELECT j.id::text AS subject, format('%s is %s, and no job does it', j.kind, j.status) AS detail FROM jobs j
       WHERE j.account_id = $1 AND j.status IN ('receiving', 'queued', 'running')
         AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2::jsonb) AS q (payload jsonb)
                          WHERE q.payload ->> 'job_id' = j.id::text)`,
  },
  {
    name: 'delivery-has-job',
    meaning: 'A message to a webhook that is not delivered yet has a job in the queue.',
    mend: 'Ask for it again: webhooks/{id}/deliveries/{delivery_id}/redeliver.',
    needsJobs: true,
    sql: `
      SELECT d.id::text AS subject, 'pending, and no job sends it' AS detail FROM webhook_deliveries d
       WHERE d.account_id = $1 AND d.status = 'pending'
         AND NOT EXISTS (${QUEUED("'deliver_webhook'", 'delivery_id')} d.id::text)`,
  },
  {
    name: 'removed-by-age',
    meaning: 'Nothing is kept two days longer than the account wants it.',
    mend: 'Start a worker, which removes it every hour; where one runs, look in its log for remove_by_age.',
    sql: `
      SELECT o.id::text AS subject, 'kept since ' || to_char(o.ended AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS detail
        FROM accounts a
        CROSS JOIN LATERAL (
          SELECT s.id, coalesce(s.resolved_at, s.created_at) AS ended, a.settings -> 'keep_transcripts_days' AS days
            FROM ai_sessions s WHERE s.account_id = $1 AND s.message_count > 0 AND s.status <> 'active' AND s.flywheel_status <> 'pending'
          UNION ALL
          SELECT w.id, w.finished_at, a.settings -> 'keep_words_days' FROM l1_walk_sessions w
           WHERE w.account_id = $1 AND w.finished_at IS NOT NULL AND (w.problem IS NOT NULL OR w.notes IS NOT NULL)) o
       WHERE a.id = $1 AND jsonb_typeof(o.days) = 'number' AND o.days <> '0'
         AND o.ended < now() - make_interval(days => o.days::int + 2)
         AND a.updated_at < now() - interval '2 days'`,
  },
  {
    name: 'erased-people',
    meaning: 'Of a person who was erased no name is left in the trails.',
    mend: 'POST /v1/users/{id}/erase again, with the address that the user has now: what is left goes.',
    sql: `
      SELECT u.id::text AS subject, format('still named in %s lines', count(*)) AS detail
        FROM users u
        JOIN (${NAMES}) n
          ON n.id = u.id AND n.name <> u.display_name
       WHERE u.account_id = $1 AND u.erased_at < now() - interval '1 hour' GROUP BY u.id`,
  },
  {
    name: 'event-positions',
    meaning:
      'No event stands after the last place that was given out, or is kept behind what was cleared away.',
    mend: 'UPDATE event_streams SET last_position to the greatest position of its events.',
    sql: `
      SELECT e.id::text AS subject, format('at position %s; places up to %s were given out', e.position, coalesce(s.last_position, 0)) AS detail
        FROM account_events e LEFT JOIN event_streams s ON s.account_id = $1
       WHERE e.account_id = $1 AND e.position > coalesce(s.last_position, 0)`,
  },
];
