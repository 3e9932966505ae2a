import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { endPreviousKey, rotateKey } from '../../src/accounts/tokens/token-keys.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import { Config } from '../../src/kernel/config.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';

describe('keys that change', () => {
  let test: TestApp;
  let account: TestAccount;
  let dataDir: string;
  const clock = Date.now.bind(Date);

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    dataDir = test.app.get(Config).DATA_DIR;
  });

  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => test.close());

  const me = (token: string) => test.as(token).get('/v1/me');
  /** As after so many seconds. */
  const later = (seconds: number): void =>
    void jest.spyOn(Date, 'now').mockImplementation(() => clock() + seconds * 1_000);
  /** Another process of the same data folder. */
  const otherProcess = (): TokensService => new TokensService(test.app.get(Config));

  it('sign anew and verify what was signed before, in processes that run, until the old one is ended', async () => {
    const old = account.tokens.viewer;
    await me(old).expect(200);
    await rotateKey(dataDir);
    // It was started after the change, so it signs with the new key; this one has not looked yet.
    const fresh = await otherProcess().sign(account.userIds.viewer, 600);
    later(2);
    await me(fresh).expect(200);
    await me(old).expect(200);
    const own = await test.app.get(TokensService).sign(account.userIds.viewer, 600);
    const keyOf = (token: string): unknown =>
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(keyOf(own)).toBe(keyOf(fresh));
    expect(keyOf(own)).not.toBe(keyOf(old));

    await expect(rotateKey(dataDir)).rejects.toThrow('still good');
    await me(old).expect(200);

    expect(await endPreviousKey(dataDir)).toBe(true);
    expect(await endPreviousKey(dataDir)).toBe(false);
    later(13);
    await me(old).expect(401);
    await me(fresh).expect(200);
  });

  it('leave links that were made before good, until the old one is ended', async () => {
    const other = await test.openAccount();
    const flowId = await new FlowPublisher(test).publish(other);
    const { body } = await test
      .as(other.tokens.viewer)
      .post(`/v1/flows/${flowId}/diagram/link`)
      .send({})
      .expect(200);
    const { path } = body as { path: string };
    await rotateKey(dataDir);
    await test.anonymous().get(path).expect(200);
    await endPreviousKey(dataDir);
    await test.anonymous().get(path).expect(403);
  });
});
