import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { AccountOpening } from '../../src/accounts/account-opening.service.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { AppModule } from '../../src/app.module.js';
import { createAdapter, NEST_OPTIONS, setUp } from '../../src/app.setup.js';
import { loadConfig, type Config } from '../../src/kernel/config.js';
import { ROLES, type Role } from '../../src/kernel/http/actor.js';
import { AnswerWatch } from './answer-watch.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** An account made for a test, with a user and a token of each role. */
export interface TestAccount {
  accountId: string;
  slug: string;
  userIds: Record<Role, string>;
  tokens: Record<Role, string>;
}

export interface TestApp {
  app: NestFastifyApplication;
  database: TestDatabase;
  /** Opens an account of its own, so that tests of one file do not see each other's rows. */
  openAccount(name?: string): Promise<TestAccount>;
  /** A request as the bearer of a token: `as(token).get('/v1/me')`. */
  as(token: string): ReturnType<typeof supertest.agent>;
  /** A request without a credential. */
  anonymous(): ReturnType<typeof supertest.agent>;
  close(): Promise<void>;
}

const TOKEN_SECONDS = 3600;

/**
 * The whole program, worker included, on a database of its own.
 * @param env variables that differ from the tests' defaults, such as `{ ROLE: 'api' }` to leave jobs waiting
 * @param given a database that is to be had by other means
 * @param desk the folder of the built web application, for tests of its pages
 */
export async function startTestApp(
  env: Partial<Record<keyof Config, string>> = {},
  given?: TestDatabase,
  desk: string | null = null,
): Promise<TestApp> {
  const database = given ?? (await createTestDatabase());
  const config = loadConfig({
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    DATA_DIR: database.dataDir,
    // To read it takes a second in each test file; tests of what it does ask for it.
    TEXT_ENCODER: 'none',
    ...env,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, database.url),
    createAdapter(config),
    { ...NEST_OPTIONS, logger: false },
  );
  const watch = new AnswerWatch(app.getHttpAdapter().getInstance());
  await setUp(app, desk);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const server = app.getHttpServer();
  return {
    app,
    database,
    openAccount: (name = 'Test account') => openTestAccount(app, name),
    as: (token) => supertest.agent(server).set('authorization', `Bearer ${token}`),
    anonymous: () => supertest.agent(server),
    async close() {
      await app.close();
      await database.drop();
      watch.expectDescribed();
    },
  };
}

async function openTestAccount(app: NestFastifyApplication, name: string): Promise<TestAccount> {
  const { accountId, slug, users } = await app.get(AccountOpening).openAccount({ name });
  const tokens = app.get(TokensService);
  const byRole = async <T>(value: (role: Role) => Promise<T>): Promise<Record<Role, T>> => {
    const entries = await Promise.all(ROLES.map(async (role) => [role, await value(role)] as const));
    return Object.fromEntries(entries) as Record<Role, T>;
  };
  return {
    accountId,
    slug,
    userIds: await byRole((role) => Promise.resolve(users[role].id)),
    tokens: await byRole((role) => tokens.sign(users[role].id, TOKEN_SECONDS)),
  };
}
