import type { Check } from '../check.js';

const RESTORE =
  'Restore a backup from before it broke; the trail (flows/{id}/history) tells what was done when.';

/** Flows, their versions, their flags and the walks through them. */
export const FLOW_CHECKS: readonly Check[] = [
  {
    name: 'flow-current-version',
    meaning: 'The current version of a flow is the newest that is kept.',
    mend: 'UPDATE trees SET current_version to the newest one of tree_versions, then npm run reindex.',
    sql: `
      SELECT t.id::text AS subject, format('at version %s, and %s', t.current_version,
               coalesce('the newest kept is ' || v.newest, 'no version is kept')) AS detail
        FROM trees t
        LEFT JOIN (SELECT tree_id, max(version) AS newest FROM tree_versions WHERE account_id = $1 GROUP BY tree_id) v
          ON v.tree_id = t.id
       WHERE t.account_id = $1 AND t.current_version IS DISTINCT FROM v.newest`,
  },
  {
    name: 'flow-all-versions',
    meaning: 'Every version of a flow is kept, from the first to the newest.',
    mend: RESTORE,
    sql: `
      SELECT tree_id::text AS subject, format('%s of %s versions are kept', count(*), max(version)) AS detail
        FROM tree_versions WHERE account_id = $1 GROUP BY tree_id HAVING count(*) <> max(version)`,
  },
  {
    name: 'flow-documents',
    meaning: 'The edges and entries of each published document lead to nodes of it.',
    mend: 'Publish a sound document by a proposal, or roll back to a version that is (flows/{id}/rollback).',
    sql: `
      SELECT v.tree_id || ' version ' || v.version AS subject, 'leads to ' || min(w.node_id) || ', which is no node' AS detail
        FROM tree_versions v
        CROSS JOIN LATERAL (
          SELECT unnest(ARRAY[e ->> 'from', e ->> 'to']) FROM jsonb_array_elements(v.flow_data -> 'edges') AS e
          UNION ALL SELECT jsonb_array_elements_text(v.flow_data -> 'entries')) AS w (node_id)
       WHERE v.account_id = $1 AND NOT EXISTS (
               SELECT FROM jsonb_array_elements(v.flow_data -> 'nodes') AS n WHERE n ->> 'id' = w.node_id)
       GROUP BY v.tree_id, v.version`,
  },
  {
    name: 'flow-merged',
    meaning: 'A flow that another has taken in is archived, and the other is not merged into it.',
    mend: 'flows/{id}/archive the one, or UPDATE trees SET merged_into = NULL where both are meant to stay.',
    sql: `
      SELECT t.id::text AS subject, CASE WHEN t.status <> 'archived' THEN 'merged, but published'
               ELSE 'merged into a flow that is merged into it' END AS detail
        FROM trees t LEFT JOIN trees o ON o.account_id = $1 AND o.id = t.merged_into
       WHERE t.account_id = $1 AND t.merged_into IS NOT NULL
         AND (t.status <> 'archived' OR o.merged_into = t.id OR o.id = t.id)`,
  },
  {
    name: 'flow-open-flags',
    meaning: 'The count of open flags of a flow is right.',
    mend: 'UPDATE trees SET open_flags = the count of its rows in flow_flags with status open.',
    sql: `
      SELECT t.id::text AS subject, format('says %s, and has %s', t.open_flags, count(f.id)) AS detail
        FROM trees t LEFT JOIN flow_flags f ON f.account_id = $1 AND f.flow_id = t.id AND f.status = 'open'
       WHERE t.account_id = $1 GROUP BY t.id, t.open_flags HAVING t.open_flags <> count(f.id)`,
  },
  {
    name: 'walk-nodes',
    meaning: 'A walk stands at a node of the version that it walks.',
    mend: 'Finish the walk as abandoned (l1-walks/{id}/finish); its path stays.',
    sql: `
      SELECT w.id::text AS subject, format('stands at %s, which version %s of its flow does not have',
               w.current_node_id, w.flow_version) AS detail
        FROM l1_walk_sessions w
        JOIN tree_versions v ON v.account_id = $1 AND v.tree_id = w.flow_id AND v.version = w.flow_version
       WHERE w.account_id = $1 AND NOT v.flow_data -> 'nodes' @> jsonb_build_array(jsonb_build_object('id', w.current_node_id))`,
  },
];
