import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

describe('a request of which the rest never comes', () => {
  let test: TestApp;
  let account: TestAccount;
  let port: number;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api', BODY_TIMEOUT_SECONDS: '1', BODIES_LIMIT: '1048576' });
    account = await test.openAccount();
    await test.app.listen(0, '127.0.0.1');
    port = (test.app.getHttpServer().address() as AddressInfo).port;
  });

  afterAll(() => test.close());

  /** What was sent of a request, and what has come of it. */
  interface Half {
    socket: Socket;
    said: string;
    /** Resolves once the server has said this. */
    says(words: string): Promise<void>;
    /** Resolves once the server has ended the connection. */
    ended: Promise<unknown>;
  }

  function begin(path: string, credential: string | null, more: string[] = [], body = '{"name": "'): Half {
    const socket = connect(port, '127.0.0.1');
    const half: Half = {
      socket,
      said: '',
      async says(words) {
        while (!half.said.includes(words)) await once(socket, 'data');
      },
      // With an error or without.
      ended: new Promise((resolve) => socket.on('close', resolve)),
    };
    socket.on('data', (piece: Buffer) => (half.said += piece.toString()));
    socket.on('error', () => undefined);
    const headers = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      ...(credential === null ? [] : [`Authorization: Bearer ${credential}`]),
      ...(more.length > 0 ? more : ['Content-Type: application/json', 'Content-Length: 1000000']),
    ];
    socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`);
    return half;
  }

  it('is refused at once without a credential, however many there are, and its connection ends', async () => {
    const halves = Array.from({ length: 600 }, (_, i) =>
      begin(
        ['/v1/teams', '/v1/ai-sessions/import', '/v1/nothing'][i % 3] ?? '',
        i % 2 === 0 ? null : 'wrong',
      ),
    );
    await Promise.all(halves.map((half) => half.says('request_id')));
    for (const { said } of halves) expect(said).toMatch(/^HTTP\/1\.1 (401 Unauthorized|404 Not Found)\r\n/);
    await Promise.all(halves.map(({ ended }) => ended));
  });

  it('is told so in time with one, and nothing is done', async () => {
    const half = begin('/v1/teams', account.tokens.admin);
    const chunked = begin(
      '/v1/teams',
      account.tokens.admin,
      ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
      'a\r\n{"name": "\r\n',
    );
    await Promise.all([half.ended, chunked.ended]);
    for (const { said } of [half, chunked]) {
      expect(said).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(said).toContain('"code":"request_timeout"');
    }
  });

  it('is not carried out when the rest comes after it was given up', async () => {
    const half = begin('/v1/teams', account.tokens.admin, [
      'Content-Type: application/json',
      'Content-Length: 16',
    ]);
    await half.says(' 408 ');
    half.socket.end('late"}');
    await half.ended;
    const { body } = await test.as(account.tokens.admin).get('/v1/teams').expect(200);
    expect(body.items).toEqual([]);
  });

  it('makes room for no more than may be held, and leaves it when it is over', async () => {
    const much = `{"name": "${'x'.repeat(900_000)}`;
    const first = begin('/v1/teams', account.tokens.admin, [], much);
    await once(first.socket, 'connect');
    const second = begin('/v1/teams', account.tokens.admin, [], much);
    const refused = await Promise.race(
      [first, second].map((half) => half.says('request_id').then(() => half)),
    );
    expect(refused.said).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    expect(refused.said).toMatch(/retry-after: 1\r\n/i);
    expect(refused.said).toContain('"code":"server_busy"');
    await Promise.all([first.ended, second.ended]);
    const name = 'x'.repeat(150);
    await test.as(account.tokens.admin).post('/v1/teams').send({ name }).expect(201);
  });

  it('takes an account no more than its share, and leaves others theirs', async () => {
    const shared = await startTestApp({ ROLE: 'api', BODIES_LIMIT: '4194304' });
    const [greedy, other] = [await shared.openAccount(), await shared.openAccount()];
    await shared.app.listen(0, '127.0.0.1');
    const own = port;
    port = (shared.app.getHttpServer().address() as AddressInfo).port;
    const much = `{"name": "${'x'.repeat(900_000)}`;
    const halves = Array.from({ length: 3 }, () => begin('/v1/teams', greedy.tokens.admin, [], much));
    const refused = await Promise.race(halves.map((half) => half.says('request_id').then(() => half)));
    expect(refused.said).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    expect(refused.said).toContain('its share');
    const name = 'x'.repeat(150);
    await shared.as(other.tokens.admin).post('/v1/teams').send({ name }).expect(201);
    for (const { socket } of halves) socket.destroy();
    port = own;
    await shared.close();
  });

  it('is read to its end all the same where it was refused, so that who sends it sees why', async () => {
    const half = begin('/v1/teams', 'wrong', [], 'x'.repeat(500_000));
    await half.says(' 401 ');
    half.socket.write('x'.repeat(500_000));
    half.socket.write(
      `GET /v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${account.tokens.viewer}\r\n\r\n`,
    );
    await half.says('HTTP/1.1 200 OK');
    half.socket.destroy();
  });
});
