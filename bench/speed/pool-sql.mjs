/**
 * Proposals that wait to be decided on, each once: `new_flow` ones to approve and to reject, and `branch_addition` ones,
 * each of a flow of its own that one session has walked. They belong to the second account, and each run
 * has some of its own. `bench_pool` names them.
 */
export function poolStatements(size, generation) {
  const id = (kind) => `bench_id('pool-${generation}-${kind}', n, 26000000)`;
  const account = `bench_id('account', 1, 0)`;
  const session = (kind, n) => `
    INSERT INTO ai_sessions (id, account_id, external_id, title, problem_domain, status, transcript, steps, outcome,
           outcome_confirmed, flywheel_status, created_at, updated_at, resolved_at)
    SELECT ${n}, ${account}, 'pool-${generation}-${kind}-' || n, t.session_title, 'pool', 'resolved', t.transcript, t.steps,
           'resolved', true, 'done', now(), now(), now()
      FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_templates t WHERE t.t = 0`;
  const observation = (sessionId, proposalId, flowId, decision) => `
    INSERT INTO session_observations (account_id, session_id, decision, proposal_id, flow_id, flow_version, alignment,
           fitness, explanation)
    SELECT ${account}, ${sessionId}, '${decision}', ${proposalId}, ${flowId}, 1, t.alignment, 0.9, t.explanation
      FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_templates t WHERE t.t = 0`;
  const proposal = (kind, type, document) => `
    INSERT INTO flow_proposals (id, account_id, source_session_id, proposal_type, target_flow_id, base_version, title,
           proposed_flow_data, proposed_diff, confidence_score, prior_confidence, confidence_basis,
           supporting_session_ids, problem_domain, source, validated_by_outcome, fitness)
    SELECT ${id(kind)}, ${account}, ${id(`${kind}-session`)}, '${type}',
           ${type === 'new_flow' ? 'NULL, NULL' : `${id('flow')}, 1`}, t.${document}_title, t.${document}_document,
           ${type === 'new_flow' ? 'NULL' : 't.branch_diff'}, 0.5, 0.5, 'prior',
           jsonb_build_array(${id(`${kind}-session`)}), 'pool', 'ai_promoted', true, 0.9
      FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_templates t WHERE t.t = 0`;
  const indexed = (subject, kind, template) => [
    `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
     SELECT ${account}, ${subject}, '${kind}', l.length, 1
       FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_lengths l WHERE l.kind = '${template}' AND l.t = 0`,
    `INSERT INTO search_postings (account_id, subject_id, term, weight, own)
     SELECT ${account}, ${subject}, w.term, w.weight, w.weight
       FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_terms w WHERE w.kind = '${template}' AND w.t = 0`,
  ];
  const flow = [
    `INSERT INTO trees (id, account_id, title, problem_domain, current_version)
     SELECT ${id('flow')}, ${account}, t.flow_title, 'pool', 1
       FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_templates t WHERE t.t = 0`,
    `INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
     SELECT ${account}, ${id('flow')}, 1, t.flow_document, 'Some reviewer'
       FROM generate_series(0, ${size - 1}) AS n CROSS JOIN bench_templates t WHERE t.t = 0`,
    ...indexed(id('flow'), 'flow', 'flow'),
    session('walk', id('walk-session')),
    observation(id('walk-session'), 'NULL', id('flow'), 'auto_reinforced'),
  ];
  const of = (kind, type, document) => [
    session(kind, id(`${kind}-session`)),
    proposal(kind, type, document),
    observation(id(`${kind}-session`), id(kind), 'NULL', type),
    ...indexed(id(kind), 'proposal', document),
    `INSERT INTO bench_pool
     SELECT '${kind}', n, ${id(kind)}, ${id(`${kind}-session`)}, ${type === 'new_flow' ? 'NULL' : id('flow')}
       FROM generate_series(0, ${size - 1}) AS n`,
  ];
  return [
    'DROP TABLE IF EXISTS bench_pool',
    'CREATE TABLE bench_pool (kind text, n bigint, id uuid, session uuid, target uuid, PRIMARY KEY (kind, n))',
    'GRANT SELECT ON bench_pool TO PUBLIC',
    ...flow,
    ...of('new', 'new_flow', 'own'),
    ...of('reject', 'new_flow', 'own'),
    ...of('branch', 'branch_addition', 'branch'),
    ...['new', 'branch', 'reject'].flatMap((kind) => [
      `DROP SEQUENCE IF EXISTS bench_pool_${kind}`,
      `CREATE SEQUENCE bench_pool_${kind} MINVALUE 0 MAXVALUE ${size - 1}`,
      `GRANT USAGE ON SEQUENCE bench_pool_${kind} TO PUBLIC`,
    ]),
  ];
}
