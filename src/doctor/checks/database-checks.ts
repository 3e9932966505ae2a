import { LEASE_SPACE } from '../../kernel/jobs/worker-lease.js';
import type { Check } from '../check.js';

/** Of the whole database: the nets around each account, the guards of the trails, and the queue. */
export const DATABASE_CHECKS: readonly Check[] = [
  {
    name: 'row-security',
    meaning: 'Every table of an account is confined to it by row-level security, for its owner too.',
    mend: 'Restore a backup, or: ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY.',
    sql: `
      SELECT c.relname AS subject,
             CASE WHEN NOT c.relrowsecurity THEN 'row-level security is off'
                  WHEN NOT c.relforcerowsecurity THEN 'its owner is not bound'
                  ELSE 'no policy confines it' END AS detail
        FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped)
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
               SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'account_isolation'))`,
  },
  {
    name: 'guarded-trails',
    meaning:
      'What was published and what was decided can be neither changed nor deleted: triggers refuse it.',
    mend: 'ALTER TABLE t ENABLE TRIGGER USER; where a trigger is gone, restore a backup.',
    sql: `
      SELECT w.name AS subject, 'the trigger ' || w.trigger || CASE WHEN g.oid IS NULL THEN ' is gone' ELSE ' is disabled' END AS detail
        FROM (VALUES ('tree_versions', 'tree_versions_immutable'), ('tree_versions', 'tree_versions_no_truncate'),
                     ('flow_events', 'flow_events_append_only'), ('flow_events', 'flow_events_no_truncate'),
                     ('proposal_events', 'proposal_events_append_only'),
                     ('proposal_events', 'proposal_events_no_truncate'),
                     ('account_changes', 'account_changes_append_only'),
                     ('account_changes', 'account_changes_no_truncate')) AS w (name, trigger)
        LEFT JOIN pg_trigger g ON g.tgrelid = to_regclass('public.' || w.name) AND g.tgname = w.trigger
       WHERE g.tgenabled IS DISTINCT FROM 'O'`,
  },
  {
    name: 'sound-indexes',
    meaning: 'Every index is finished and in use.',
    mend: 'REINDEX INDEX CONCURRENTLY the_index.',
    sql: `
      SELECT i.indexrelid::regclass::text AS subject, 'the index is not valid' AS detail
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       WHERE c.relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace) AND NOT i.indisvalid`,
  },
  {
    name: 'checked-constraints',
    meaning: 'Every constraint has been checked against the rows that are there.',
    mend: 'ALTER TABLE t VALIDATE CONSTRAINT c, once the rows that it names are mended.',
    sql: `
      SELECT c.conrelid::regclass::text AS subject, 'the constraint ' || c.conname || ' was never checked' AS detail
        FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND NOT c.convalidated`,
  },
  {
    name: 'jobs-get-done',
    meaning: 'No job has failed for good.',
    mend: 'Find out why (the log, last_error), then: SELECT graphile_worker.reschedule_jobs(ARRAY[id], run_at => now(), attempts => 0).',
    sql: `
      SELECT t.identifier || ' ' || j.id AS subject,
             j.attempts || ' attempts: ' || left(split_part(coalesce(j.last_error, 'no error noted'), E'\\n', 1), 120) AS detail
        FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL`,
  },
  {
    name: 'jobs-are-taken',
    meaning: 'No job that is due waits longer than a quarter of an hour.',
    mend: 'Start a worker (npm start, or ROLE=worker), or more of them; docs/runbooks/queue-stands-still.md.',
    sql: `
      SELECT t.identifier || ' ' || j.id AS subject, 'due since ' || to_char(j.run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' AS detail
        FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at < now() - interval '15 minutes'`,
  },
  {
    name: 'jobs-have-workers',
    meaning: 'Every job that is being worked on belongs to a worker that lives.',
    mend: 'Start a worker: within seconds it gives back what those that are gone held.',
    sql: `
      SELECT t.identifier || ' ' || j.id AS subject, 'held by ' || j.locked_by || ', which is gone' AS detail
        FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.locked_at < now() - interval '1 minute' AND NOT EXISTS (
               SELECT FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('${LEASE_SPACE}' || j.locked_by, 0))`,
  },
];
