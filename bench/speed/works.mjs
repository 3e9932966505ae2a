/** What is asked of the program, and of the bare limit with the statements that the program was seen to send for it. */

const DETAILS = 500;

export async function readsOf(world, app, template) {
  const token = await world.token(0, 'reviewer');
  const [{ id: account }] = await world.query(`SELECT id FROM accounts WHERE slug = 'account-0'`);
  const ids = async (sql) => (await world.query(`${sql} LIMIT ${DETAILS}`, [account])).map(({ id }) => id);
  const proposals = await ids(
    `SELECT id FROM flow_proposals WHERE account_id = $1 AND status = 'pending' AND proposal_type = 'branch_addition'
      ORDER BY hashtext(id::text)`,
  );
  const flows = await ids('SELECT id FROM trees WHERE account_id = $1 ORDER BY hashtext(id::text)');
  const queue = '/v1/proposals?status=pending&sort=confidence&limit=25';
  const tenth = await pageOf(app, token, queue, 10);
  const word = encodeURIComponent(template.own.words[0]);
  const read = (name, path, list = null) => ({
    name,
    token,
    account,
    requests: [{ path }],
    ids: list,
    samples: [0, 1].map((i) => (list ? { account, id: list[i] } : { account })),
  });
  return [
    read('queue', queue),
    read('tenth page', tenth),
    read('filtered', `${queue}&proposal_type=new_flow&problem_domain=domain-3&min_confidence=0.5`),
    read('search', `/v1/proposals?q=${word}&limit=25`),
    read('proposal', '/v1/proposals/{{next}}', proposals),
    read('flow', '/v1/flows/{{next}}', flows),
  ];
}

/** A small data set may have fewer pages; its last one is as far as it goes. */
async function pageOf(app, token, first, number) {
  let path = first;
  for (let page = 1; page < number; page++) {
    const answer = await app.inject({ url: path, headers: { authorization: `Bearer ${token}` } });
    const { next_cursor: cursor } = answer.json();
    if (cursor === null) break;
    path = `${first}&cursor=${cursor}`;
  }
  return path;
}

/** Each takes what it is given once. */
export async function writesOf(world, template) {
  const [{ id: account }] = await world.query(`SELECT id FROM accounts WHERE slug = 'account-1'`);
  const token = await world.token(1, 'reviewer');
  const decide = async (name, kind, verb, body) => {
    const pool = await world.query('SELECT id, session, target FROM bench_pool WHERE kind = $1 ORDER BY n', [
      kind,
    ]);
    return {
      name,
      kind,
      verb,
      token,
      account,
      requests: [{ method: 'POST', path: `/v1/proposals/{{next}}/${verb}`, body: JSON.stringify(body) }],
      ids: pool.map(({ id }) => id),
      pool,
      // The first two are spent on looking at what is sent.
      samples: pool.slice(0, 2).map(({ id, session, target }) => ({
        ...{ account, id, session },
        ...(target && { target }),
      })),
      from: 2,
    };
  };
  const { title, steps, transcript } = template.session;
  const session = { title, problem_domain: 'bench', steps, messages: transcript };
  return [
    await decide('approve a new flow', 'new', 'approve', {}),
    await decide('approve a branch', 'branch', 'approve', {}),
    await decide('reject', 'reject', 'reject', { reason_code: 'incorrect', reviewer_notes: 'Wrong' }),
    {
      name: 'create and resolve',
      token: await world.token(1, 'engineer'),
      account,
      requests: [
        { method: 'POST', path: '/v1/ai-sessions', body: JSON.stringify(session), keep: true },
        {
          method: 'POST',
          path: '/v1/ai-sessions/{{id}}/resolve',
          body: JSON.stringify({ outcome: 'resolved' }),
        },
      ],
      ids: null,
      samples: [{ account }, { account }],
    },
  ];
}
