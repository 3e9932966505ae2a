import { withStartedProgram } from './started-program.mjs';

/** Starts the program as its user would, uses it, and ends it. */
try {
  await withStartedProgram(async ({ base, emails, run, printed }) => {
    await expectJson(base, '/health/ready', {}, (body) => body.status === 'ok');
    await expectJson(base, '/docs-json', {}, (body) => body.openapi.startsWith('3.'));
    if (/eyJ[\w-]+\.|#token=/.test(printed()))
      throw new Error('it printed a token or a sign-in link though nobody sits at a terminal');
    const token = run('token', '--', '--email', emails.reviewer);
    const headers = { authorization: `Bearer ${token}` };
    await expectJson(base, '/v1/proposals?status=pending', headers, (body) => body.items.length > 0);
    await expectJson(base, '/v1/proposals', {}, (body) => body.status === 401, 401);
  });
  console.log('the program starts, answers and ends');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function expectJson(base, path, headers, holds, status = 200) {
  const response = await fetch(base + path, { headers });
  const body = await response.json();
  if (response.status === status && holds(body)) return;
  throw new Error(`GET ${path} answered ${response.status}: ${JSON.stringify(body).slice(0, 500)}`);
}
