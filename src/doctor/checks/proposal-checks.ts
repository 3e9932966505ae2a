import type { Check } from '../check.js';

/** Proposals, what they refer to, and what the trail says of them. */
export const PROPOSAL_CHECKS: readonly Check[] = [
  {
    name: 'proposal-published-version',
    meaning: 'What an approved proposal says that it published is there.',
    mend: 'Revert the proposal, or restore a backup; versions are never deleted by the program.',
    sql: `
      SELECT p.id::text AS subject, format('%s, as version %s of flow %s, which is not there', p.status,
               coalesce(p.published_version::text, '(none)'), coalesce(p.published_flow_id::text, '(none)')) AS detail
        FROM flow_proposals p
       WHERE p.account_id = $1 AND p.status IN ('approved', 'modified') AND NOT EXISTS (
               SELECT FROM tree_versions v WHERE v.account_id = $1 AND v.tree_id = p.published_flow_id
                                             AND v.version = p.published_version)`,
  },
  {
    name: 'proposal-unpublished',
    meaning: 'A proposal that is not approved says of nothing that it published it.',
    mend: 'UPDATE flow_proposals SET published_flow_id = NULL, published_version = NULL; the version stays.',
    sql: `
      SELECT id::text AS subject, status || ', with a published flow' AS detail FROM flow_proposals
       WHERE account_id = $1 AND status NOT IN ('approved', 'modified')
         AND num_nonnulls(published_flow_id, published_version) > 0`,
  },
  {
    name: 'version-proposal',
    meaning: 'The proposal that a version came from is there.',
    mend: 'Restore a backup; proposals are never deleted by the program.',
    sql: `
      SELECT v.tree_id || ' version ' || v.version AS subject, 'came from proposal ' || v.proposal_id || ', which is gone' AS detail
        FROM tree_versions v
       WHERE v.account_id = $1 AND v.proposal_id IS NOT NULL
         AND NOT EXISTS (SELECT FROM flow_proposals p WHERE p.account_id = $1 AND p.id = v.proposal_id)`,
  },
  {
    name: 'proposal-target',
    meaning: 'A pending change names a flow, and a version of it that is kept.',
    mend: 'Dismiss the proposal; its sessions propose anew when they come again.',
    sql: `
      SELECT p.id::text AS subject, format('a change of version %s of flow %s, which is not there',
               coalesce(p.base_version::text, '(none)'), coalesce(p.target_flow_id::text, '(none)')) AS detail
        FROM flow_proposals p
       WHERE p.account_id = $1 AND p.status = 'pending' AND p.proposal_type IN ('enhancement', 'branch_addition')
         AND NOT EXISTS (SELECT FROM tree_versions v WHERE v.account_id = $1 AND v.tree_id = p.target_flow_id
                                                       AND v.version = p.base_version)`,
  },
  {
    name: 'proposal-trail',
    meaning: 'The last line of the trail of a proposal says the status that it has.',
    mend: 'The trail is right: set the status by the use case that it names, or restore a backup.',
    sql: `
      SELECT p.id::text AS subject, format('%s, and its trail says %s', p.status, coalesce(e.to_status, 'nothing')) AS detail
        FROM flow_proposals p
        LEFT JOIN (SELECT DISTINCT ON (proposal_id) proposal_id, to_status FROM proposal_events
                    WHERE account_id = $1 ORDER BY proposal_id, created_at DESC, id DESC) e ON e.proposal_id = p.id
       WHERE p.account_id = $1 AND e.to_status IS DISTINCT FROM p.status`,
  },
  {
    name: 'proposal-support',
    meaning: 'The sessions that speak for a proposal are there, and as many as it says.',
    mend: 'UPDATE flow_proposals SET supporting_session_ids without those that are gone, and the count to match.',
    sql: `
      SELECT p.id::text AS subject, format('counts %s, names %s, of which %s are there', p.supporting_session_count,
               jsonb_array_length(p.supporting_session_ids), t.there) AS detail
        FROM flow_proposals p
        CROSS JOIN LATERAL (
          SELECT count(s.id) AS there FROM jsonb_array_elements_text(p.supporting_session_ids) AS named (id)
            JOIN ai_sessions s ON s.account_id = $1 AND s.id = named.id::uuid) t
       WHERE p.account_id = $1 AND (t.there <> jsonb_array_length(p.supporting_session_ids)
                                    OR p.supporting_session_count <> jsonb_array_length(p.supporting_session_ids))`,
  },
  {
    name: 'proposal-claims',
    meaning:
      'Only a pending proposal is claimed, with a time at which that ends, by somebody who can still decide.',
    mend: 'UPDATE flow_proposals SET claimed_by = NULL, claim_expires_at = NULL; a reviewer may also release it.',
    sql: `
      SELECT p.id::text AS subject, CASE WHEN p.status <> 'pending' THEN p.status || ', and claimed'
               WHEN p.claim_expires_at IS NULL THEN 'claimed without an end'
               WHEN NOT u.active THEN 'claimed by somebody who is deactivated'
               ELSE 'claimed for more than a day' END AS detail
        FROM flow_proposals p JOIN users u ON u.account_id = $1 AND u.id = p.claimed_by
       WHERE p.account_id = $1 AND (p.status <> 'pending' OR p.claim_expires_at IS NULL
               OR (NOT u.active AND p.claim_expires_at > now()) OR p.claim_expires_at > now() + interval '1 day')`,
  },
  {
    name: 'proposal-merged',
    meaning: 'What a proposal was merged into is not merged into it.',
    mend: 'UPDATE flow_proposals SET merged_into = NULL of the one that is to stay by itself.',
    sql: `
      SELECT p.id::text AS subject, 'merged into ' || p.merged_into || ', which is merged into it' AS detail
        FROM flow_proposals p JOIN flow_proposals o ON o.account_id = $1 AND o.id = p.merged_into
       WHERE p.account_id = $1 AND o.merged_into = p.id`,
  },
];
