import type supertest from 'supertest';
import { SignInLinksService } from '../../src/accounts/sign-in/sign-in-links.service.js';
import { systemActor, type Role } from '../../src/kernel/http/actor.js';
import type { TestAccount, TestApp } from './app.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A browser with its cookies, and the token that its pages send with every write. */
export class Browser {
  private constructor(
    /** Sends what the browser sends by itself, whoever makes it do so: cookies, and nothing else. */
    readonly agent: ReturnType<typeof supertest.agent>,
    readonly csrfToken: string,
    /** The cookie as it is sent, `rf_session=...`. */
    readonly cookie: string,
    readonly sessionId: string,
  ) {}

  /** A new browser, signed in by a link. */
  static async signIn(test: TestApp, account: TestAccount, role: Role = 'admin'): Promise<Browser> {
    const token = await makeLinkToken(test, account, role);
    const agent = test.anonymous();
    const { body, headers } = await agent.post('/v1/sign-in').send({ token }).expect(200);
    const [cookie = ''] = String(headers['set-cookie']).split(';');
    return new Browser(agent, body.csrf_token as string, cookie, body.session.id as string);
  }

  /** A request of one of our pages. */
  send(method: Method, path: string): supertest.Test {
    return this.agent[method](path).set('x-csrf-token', this.csrfToken);
  }
}

/** The token of a link that was just made for the account's user of a role. */
export async function makeLinkToken(test: TestApp, account: TestAccount, role: Role): Promise<string> {
  const links = test.app.get(SignInLinksService);
  const { path } = await links.make(systemActor(account.accountId), account.userIds[role]);
  return path.split('#token=')[1] ?? '';
}
