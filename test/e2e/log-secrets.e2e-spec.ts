import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { SignInLinksService } from '../../src/accounts/sign-in/sign-in-links.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { AppModule } from '../../src/app.module.js';
import { createAdapter, NEST_OPTIONS, setUp } from '../../src/app.setup.js';
import { loadConfig } from '../../src/kernel/config.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { JsonLogger } from '../../src/kernel/logging.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const WORDS = 'Zanzibar-Quokka-91';

describe('the log at its most talkative', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  const lines: string[] = [];
  const secrets: string[] = [WORDS];

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = loadConfig({
      LOG_LEVEL: 'trace',
      DATA_DIR: database.dataDir,
      TEXT_ENCODER: 'none',
      OIDC_ISSUER: 'https://id.example.com',
      OIDC_CLIENT_ID: 'desk',
      OIDC_CLIENT_SECRET: 'oidc-Wombat-17',
      OIDC_ACCOUNT: 'acme',
      PUBLIC_URL: 'https://desk.example.com',
    });
    secrets.push('oidc-Wombat-17', new URL(database.url).password);
    const logger = new JsonLogger(config, { write: (line) => void lines.push(line) });
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.forRoot(config, database.url),
      createAdapter(config, logger),
      { ...NEST_OPTIONS, logger },
    );
    await setUp(app, null);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('says of requests that they were, and never a credential, a secret or what people wrote', async () => {
    const { accountId, users } = await app.get(AccountOpening).openAccount({ name: 'Acme' });
    const token = await app.get(TokensService).sign(users.admin.id, 600);
    const link = await app.get(SignInLinksService).make(systemActor(accountId), users.admin.id);
    const linkSecret = /rfl_\w+/.exec(link.path)?.[0] ?? '';
    const as = (bearer: string) =>
      supertest.agent(app.getHttpServer()).set('authorization', `Bearer ${bearer}`);
    secrets.push(token, linkSecret);

    const key = await as(token).post('/v1/api-keys').send({ name: 'robot', role: 'admin' }).expect(201);
    const keySecret = Object.values(key.body as Record<string, unknown>).find((value) =>
      String(value).startsWith('rfk_'),
    );
    const hook = await as(token).post('/v1/webhooks').send({ url: 'https://example.com/hook' }).expect(201);
    const { secret: hookSecret } = hook.body as { secret: string };
    secrets.push(String(keySecret), hookSecret);

    const session = await as(String(keySecret))
      .post('/v1/ai-sessions')
      .send({ title: WORDS, steps: [{ kind: 'action', text: WORDS, result: WORDS }] })
      .expect(201);
    await as(token).get(`/v1/flows?q=${WORDS}`).expect(200);
    await as(token).get(`/v1/${WORDS}`).expect(404);
    // Each way to go wrong: a credential that is none, a body that is none, a value that is refused, and what nobody foresaw.
    await as(`${token}x`).get('/v1/me').expect(401);
    await as(token)
      .post('/v1/ai-sessions')
      .set('content-type', 'application/json')
      .send(`{"title": "${WORDS}`)
      .expect(400);
    await as(token).post('/v1/ai-sessions').send({ title: { WORDS } }).expect(422);
    await as(token)
      .post(`/v1/ai-sessions/${(session.body as { id: string }).id}/resolve`)
      .send({ outcome: WORDS })
      .expect(422);
    await supertest
      .agent(app.getHttpServer())
      .post('/v1/sign-in')
      .send({ secret: linkSecret, code: linkSecret });
    await expect(
      app
        .get(Transactions)
        .run(systemActor(accountId), (tx) =>
          tx.query('INSERT INTO teams (account_id, name) VALUES ($1, repeat($2, 40))', [accountId, WORDS]),
        ),
    ).rejects.toThrow();
    new JsonLogger(loadConfig({ LOG_LEVEL: 'trace' }), { write: (line) => void lines.push(line) }).error({
      err: Object.assign(new Error('duplicate key'), {
        detail: `Key (name)=(${WORDS})`,
        parameters: [WORDS],
      }),
    });

    const log = lines.join('\n');
    // It was there to be read.
    expect(log).toContain('"path":"/v1/ai-sessions"');
    expect(log).toContain('duplicate key');
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(10);
    expect(
      secrets.filter((secret) =>
        log.split('\n').some((line) => line.includes(secret) && !line.includes(`"path":"/v1/${WORDS}"`)),
      ),
    ).toEqual([]);
  });
});
