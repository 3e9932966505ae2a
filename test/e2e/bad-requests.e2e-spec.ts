import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REQUEST_LIMITS } from '../../src/kernel/http/request-limits.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

const PROBLEM = /^application\/problem\+json/;

describe('a request that is wrong', () => {
  let test: TestApp;
  let account: TestAccount;
  let port: number;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    await test.app.listen(0, '127.0.0.1');
    port = (test.app.getHttpServer().address() as AddressInfo).port;
  });

  afterAll(() => test.close());

  interface Sent {
    method?: string;
    path?: string;
    type?: string | null;
    headers?: Record<string, string>;
    body?: string | Buffer;
  }

  /** As it is, without anything that a client would mend. */
  const send = async ({ method = 'POST', path = '/v1/teams', type, headers = {}, body }: Sent) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${account.tokens.admin}`,
        ...(type === null ? {} : { 'content-type': type ?? 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? Buffer.from(body) : body }),
    });
    const said = await response.text();
    return { status: response.status, headers: response.headers, said, body: said && JSON.parse(said) };
  };

  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    return text(socket);
  };

  it('is answered with a problem document, its words before its long members', async () => {
    const { headers, said } = await send({ body: '{}' });
    expect(headers.get('content-type')).toMatch(PROBLEM);
    expect(Object.keys(JSON.parse(said) as object)).toEqual([
      'type',
      'title',
      'status',
      'detail',
      'code',
      'errors',
      'request_id',
    ]);
  });

  it.each([
    ['{"name": "x",}', 1, 14, "a member's name in double quotes is missing"],
    ['{\n  "name": x\n}', 2, 11, 'is no JSON where a value should be'],
    ['{"name": "x"', 1, 13, 'ends before its JSON does'],
  ])('with broken JSON is told where: %j', async (body, line, column, words) => {
    const answer = await send({ body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'malformed', position: { line, column }, detail: expect.stringContaining(words) },
    });
    expect(answer.body.detail).toContain(`line ${line}, column ${column}`);
  });

  it.each([
    ['lists', '['.repeat(4_000)],
    ['lists that end', '['.repeat(4_000) + ']'.repeat(4_000)],
    ['an unknown member', `{"name": "x", "deep": ${'{"a":'.repeat(4_000)}1${'}'.repeat(4_001)}`],
    ['many members', `{${Array.from({ length: 5_000 }, (_, i) => `"m${i}": 1`).join(',')}}`],
    ['many values', `[${'{},'.repeat(REQUEST_LIMITS.elements)}{}]`],
  ])('that is too deep or has too much in it is 400: %s', async (_, body) => {
    for (const path of ['/v1/teams', '/v1/ai-sessions', '/v1/review/bulk'])
      expect(await send({ path, body, headers: { 'idempotency-key': 'deep' } })).toMatchObject({
        status: 400,
        body: { code: 'too_complex', position: { line: 1 } },
      });
  });

  it.each(['[]', '"text"', '5', 'null', 'true', '[{}]'])('must be an object: %s', async (body) => {
    expect(await send({ body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '', detail: 'must be an object' }] },
    });
  });

  it('may hold no text that nothing can hold, wherever it is', async () => {
    for (const text of ['\\u0000', '\\ud83d', '\\ude00\\ud83d']) {
      const words = /^must not contain (the character U\+0000|half of a surrogate pair)$/;
      const bodies: [string, string, string][] = [
        ['/v1/teams', `{"name": "a${text}"}`, '/name'],
        ['/v1/users', `{"email": "a${text}@b.example", "display_name": "A", "role": "viewer"}`, '/email'],
        [
          '/v1/ai-sessions',
          `{"title": "t", "steps": [{"kind": "info", "text": "${text}"}]}`,
          '/steps/0/text',
        ],
        [
          '/v1/knowledge/preview',
          `{"documents": [{"name": "n.md", "content": "${text}"}]}`,
          '/documents/0/content',
        ],
      ];
      for (const [path, body, pointer] of bodies)
        expect(await send({ path, body })).toMatchObject({
          status: 422,
          body: { code: 'invalid', errors: [{ pointer, detail: expect.stringMatching(words) }] },
        });
      expect(await send({ body: `{"${text}": 1}` })).toMatchObject({ status: 422 });
    }
    expect(await send({ body: '{"name": "\\ud83d\\ude00 whole"}' })).toMatchObject({ status: 201 });
  });

  it.each([
    ['/v1/users?q=a%00', 422, 'must not contain the character U+0000'],
    ['/v1/tickets/psa/a%00', 422, 'must not contain the character U+0000'],
    ['/v1/users?q=%', 400, 'percent sign'],
    ['/v1/users?q=%ED%A0%BD', 400, 'percent sign'],
    ['/v1/users?%FF=1', 400, 'percent sign'],
    ['/v1/flows/%', 400, 'percent sign'],
    ['/v1/flows/%ED%A0%BD', 400, 'percent sign'],
    [`/v1/flows/${'x'.repeat(300)}`, 414, 'longer than 200 characters'],
    [`/v1/flows/${'x'.repeat(12_000)}`, 414, 'longer than 200 characters'],
    [`/v1/flows?q=${'x'.repeat(20_000)}`, 414, '16384 bytes'],
  ])('has an address that can be read: %s is %i', async (path, status, words) => {
    const answer = await send({ method: 'GET', path });
    expect(answer).toMatchObject({ status, body: { status, detail: expect.stringContaining(words) } });
    expect(answer.headers.get('content-type')).toMatch(PROBLEM);
    expect(answer.headers.get('x-request-id')).toBe(answer.body.request_id);
  });

  it('is answered with the headers that protect a browser, whoever answers', async () => {
    for (const path of ['/v1/flows/%', '/v1/nothing', '/v1/users'])
      expect((await send({ method: 'GET', path })).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has no endless list of parameters', async () => {
    const query = Array.from({ length: 1_000 }, (_, i) => i.toString(36)).join('&');
    expect(await send({ method: 'GET', path: `/v1/users?${query}` })).toMatchObject({
      status: 400,
      body: { code: 'too_complex' },
    });
  });

  it('has headers that are not too large', async () => {
    const answer = await send({ method: 'GET', headers: { 'x-much': 'x'.repeat(20_000) } });
    expect(answer).toMatchObject({ status: 431, body: { code: 'headers_too_large' } });
  });

  it('is HTTP', async () => {
    expect(await raw('nonsense\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*\r\nContent-Type: application\/problem\+json/,
    );
  });

  it.each([
    ['/v1/users?limit=abc', '/limit', 'must be a whole number'],
    ['/v1/users?limit=1&limit=2', '/limit', 'must be a whole number'],
    ['/v1/users?limit=1000', '/limit', 'must not be greater than 100'],
    ['/v1/flows/suggest', '/q', 'is required'],
    ['/v1/users?nonsense=1', '/nonsense', 'is not known here'],
  ])('tells of a parameter what it has to be: %s', async (path, pointer, detail) => {
    expect(await send({ method: 'GET', path })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer, detail }] },
    });
  });

  it.each([
    'status=pending&status=approved',
    'status=pending,approved',
    'status[]=pending&status[]=approved',
  ])('may give a list in any of the usual ways: %s', async (query) => {
    expect(await send({ method: 'GET', path: `/v1/proposals?${query}` })).toMatchObject({ status: 200 });
  });

  it('is told what is missing', async () => {
    const cases: [string, string, string][] = [
      ['/v1/teams', '{}', '/name'],
      ['/v1/knowledge/preview', '{}', '/documents'],
      ['/v1/knowledge/preview', '{"documents": [{"name": "n.md"}]}', '/documents/0/content'],
      ['/v1/ai-sessions', '{}', '/title'],
      ['/v1/proposals', '{"title": "t", "proposal_type": "new_flow"}', '/proposed_flow_data'],
    ];
    for (const [path, body, pointer] of cases)
      expect(await send({ path, body })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer, detail: 'is required' }] },
      });
  });

  it('takes its path with a slash at the end', async () => {
    expect(await send({ method: 'GET', path: '/v1/users/' })).toMatchObject({ status: 200 });
  });

  it('with a method that the path does not take is 405, with those that it does', async () => {
    const answer = await send({ method: 'DELETE', path: '/v1/teams' });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect((await send({ method: 'POST', path: '/v1/me', body: '{}' })).headers.get('allow')).toBe(
      'GET, HEAD, OPTIONS',
    );
    expect((await send({ method: 'PUT', path: '/docs', body: '{}' })).status).toBe(405);
    const options = await send({ method: 'OPTIONS', path: '/v1/teams' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
    expect((await send({ method: 'HEAD', path: '/v1/teams' })).status).toBe(200);
    expect(await send({ method: 'DELETE', path: '/v1/nothing' })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await send({ method: 'OPTIONS', path: '/v1/nothing' })).status).toBe(404);
  });

  it.each([
    ['text/plain', 'text/plain'],
    ['application/x-www-form-urlencoded', 'x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x', 'multipart/form-data'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json; charset=iso-8859-1', 'iso-8859-1'],
    ['nonsense', 'nonsense'],
    [null, 'no Content-Type'],
  ])('whose body is sent as %s is 415, with what is taken', async (type, words) => {
    const answer = await send({ type, body: 'name=x' });
    expect(answer).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type', accepts: ['application/json'] },
    });
    expect(answer.body.detail).toContain(words);
    expect(answer.headers.get('accept')).toBe('application/json');
  });

  it('may name UTF-8, and any type of nothing', async () => {
    expect((await send({ type: 'application/json; charset=UTF-8', body: '{"name": "utf"}' })).status).toBe(
      201,
    );
    expect((await send({ path: '/v1/review/next', type: 'text/plain', body: '' })).status).toBe(200);
  });

  it.each(['gzip', 'deflate', 'br', 'GZIP'])(
    'has its body as it is, not compressed: %s',
    async (encoding) => {
      const body = gzipSync('{"name": "zipped"}');
      const answer = await send({ headers: { 'content-encoding': encoding }, body });
      expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
      expect(answer.headers.get('accept-encoding')).toBe('identity');
    },
  );

  it('is UTF-8', async () => {
    for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0xbd]]) {
      const body = Buffer.concat([Buffer.from('{"name": "'), Buffer.from(bytes), Buffer.from('"}')]);
      expect(await send({ body })).toMatchObject({
        status: 400,
        body: { code: 'malformed', detail: 'The body is not UTF-8' },
      });
    }
  });

  it('has no member that would change what objects are', async () => {
    expect(await send({ body: '{"__proto__": {"name": "x"}}' })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('__proto__') },
    });
  });

  it('is not larger than it may be, and never makes a long answer', async () => {
    expect(await send({ body: `{"name": "${'x'.repeat(2_200_000)}"}` })).toMatchObject({
      status: 413,
      body: { code: 'too_large', limit: 2_097_152 },
    });
    for (const body of [
      `{"${'x'.repeat(2_000_000)}": 1}`,
      `{"name": "${'x'.repeat(2_000_000)}"}`,
      `{"documents": [${'{},'.repeat(90_000)}{}]}`,
    ])
      for (const path of ['/v1/teams', '/v1/knowledge/import', '/v1/ai-sessions']) {
        const { status, said } = await send({ path, body });
        expect(status).toBe(422);
        expect(said.length).toBeLessThan(10_000);
      }
  });
});

describe('a browser', () => {
  it('is led from the address of the program to its documentation', async () => {
    const test = await startTestApp({ ROLE: 'api' });
    try {
      await test.anonymous().get('/').expect(302).expect('location', '/docs');
      await test.anonymous().options('/v1/teams').set('origin', 'https://desk.example').expect(204);
      const { headers } = await test
        .anonymous()
        .get('/v1/me')
        .set('origin', 'https://desk.example')
        .expect(401);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    } finally {
      await test.close();
    }
  });

  it('lets pages of the origins that are set use the API, and no others', async () => {
    const desk = 'https://desk.example';
    const test = await startTestApp({ ROLE: 'api', CORS_ORIGINS: `${desk}, http://localhost:5173` });
    try {
      const preflight = (origin: string) =>
        test
          .anonymous()
          .options('/v1/teams')
          .set('origin', origin)
          .set('access-control-request-method', 'POST')
          .set('access-control-request-headers', 'authorization,if-match');
      const allowed = await preflight(desk).expect(204);
      expect(allowed.headers).toMatchObject({
        'access-control-allow-origin': desk,
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '7200',
        'access-control-allow-methods': expect.stringContaining('PATCH'),
        'access-control-allow-headers': expect.stringMatching(/Authorization.*If-Match/),
        vary: expect.stringContaining('Origin'),
      });
      const refused = await preflight('https://elsewhere.example');
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
      const { headers } = await test.anonymous().get('/v1/me').set('origin', desk).expect(401);
      expect(headers['access-control-allow-origin']).toBe(desk);
      for (const name of ['ETag', 'Location', 'Retry-After', 'Link'])
        expect(headers['access-control-expose-headers']).toContain(name);
    } finally {
      await test.close();
    }
  });
});
