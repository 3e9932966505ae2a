import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { v7 } from 'uuid';
import { loadSecrets } from '../../src/accounts/tokens/token-keys.js';
import { Config } from '../../src/kernel/config.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

interface Link {
  url: string;
  path: string;
  expires_at: string;
}

let test: TestApp;
let account: TestAccount;
let flowId: string;

beforeAll(async () => {
  test = await startTestApp();
  account = await test.openAccount();
  flowId = await new FlowPublisher(test).publish(account);
});

afterAll(() => test.close());

async function linkOf(token: string, path: string, body?: object): Promise<Link> {
  return (await test.as(token).post(path).send(body).expect(200)).body as Link;
}

const flowLink = (token: string, body?: object) => linkOf(token, `/v1/flows/${flowId}/diagram/link`, body);

async function expectRefused(path: string, code: string): Promise<void> {
  const { body } = (await test.anonymous().get(path).expect(403)) as { body: { code: string } };
  expect(body.code).toBe(code);
}

describe('a link to a diagram', () => {
  it('shows it to who has no credential, under a policy that allows it nothing', async () => {
    const { url, path, expires_at } = await flowLink(account.tokens.viewer);
    expect(new URL(url).pathname + new URL(url).search).toBe(path);
    const seconds = (Date.parse(expires_at) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(200);
    expect(seconds).toBeLessThanOrEqual(300);
    const { headers, body } = await test.anonymous().get(path).buffer(true).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect((body as Buffer).toString()).toContain('Version 1');
  });

  it('shows what it was made for: the format, the version and the overlay', async () => {
    const body = { format: 'png', version: 1, overlay: 'success', expires_in: 10 };
    const { path } = await flowLink(account.tokens.engineer, body);
    const { headers } = await test.anonymous().get(path).buffer(true).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="printer-offline-v1-success.png"',
    });
    await test.anonymous().get(`${path}&format=svg`).expect(422);
  });

  it('shows a proposal', async () => {
    const id = await new ProposalWriter(test).enhancement(account, flowId);
    const { path } = await linkOf(account.tokens.viewer, `/v1/proposals/${id}/diagram/link`);
    const { body } = await test.anonymous().get(path).buffer(true).expect(200);
    expect((body as Buffer).toString()).toContain('+ Added: 1 step, 2 ways');
  });

  it('is made for what the account has, and of what there is', async () => {
    const other = await test.openAccount();
    const viewer = test.as(account.tokens.viewer);
    await test.as(other.tokens.admin).post(`/v1/flows/${flowId}/diagram/link`).expect(404);
    await viewer.post(`/v1/flows/${flowId}/diagram/link`).send({ version: 2 }).expect(404);
    await viewer.post(`/v1/proposals/${v7()}/diagram/link`).expect(404);
    for (const body of [{ format: 'mermaid' }, { expires_in: 9 }, { expires_in: 3_601 }, { user: 'x' }])
      await viewer.post(`/v1/flows/${flowId}/diagram/link`).send(body).expect(422);
    await test.anonymous().post(`/v1/flows/${flowId}/diagram/link`).expect(401);
  });

  it('is refused once a letter of it differs, or it is no link at all', async () => {
    const { path } = await flowLink(account.tokens.viewer);
    const link = path.split('=')[1] ?? '';
    const [head = '', claims = '', signature = ''] = link.split('.');
    const forged = Buffer.from(claims, 'base64url').toString().replace('"svg"', '"png"');
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    const others = [
      `${head}.${Buffer.from(forged).toString('base64url')}.${signature}`,
      `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${head}.${claims}.`,
      `${unsigned}.${claims}.`,
      'x',
    ];
    for (const other of others) await expectRefused(`/v1/diagrams/linked?link=${other}`, 'link_refused');
    await test.anonymous().get('/v1/diagrams/linked').expect(422);
    await test
      .anonymous()
      .get(`/v1/diagrams/linked?link=${'x'.repeat(2_001)}`)
      .expect(422);
  });

  it('is no credential, and a credential is no link', async () => {
    const { path } = await flowLink(account.tokens.viewer);
    await test
      .as(path.split('=')[1] ?? '')
      .get('/v1/me')
      .expect(401);
    await expectRefused(`/v1/diagrams/linked?link=${account.tokens.admin}`, 'link_refused');
  });

  it('ends when it says', async () => {
    const config = Object.assign(new Config(), { DATA_DIR: test.database.dataDir });
    const made = (by: string, expires: number) =>
      loadSecrets(config, 'resolutionflow diagram link').then(([secret]) =>
        new SignJWT({ kind: 'flow', id: flowId, format: 'svg', by })
          .setProtectedHeader({ alg: 'HS256' })
          .setAudience('resolutionflow diagram link')
          .setExpirationTime(expires)
          .sign(secret),
      );
    const [by, now] = [`user:${account.userIds.viewer}`, Math.floor(Date.now() / 1000)];
    await test
      .anonymous()
      .get(`/v1/diagrams/linked?link=${await made(by, now + 60)}`)
      .expect(200);
    await expectRefused(`/v1/diagrams/linked?link=${await made(by, now - 1)}`, 'link_expired');
  });

  it('shows nothing any more once its maker is deactivated or the key revoked', async () => {
    const admin = test.as(account.tokens.admin);
    const key = await admin.post('/v1/api-keys').send({ name: 'Links', role: 'viewer' }).expect(201);
    const { id, key: secret } = key.body as { id: string; key: string };
    const byKey = await flowLink(secret);
    const byUser = await flowLink(account.tokens.viewer);
    for (const { path } of [byKey, byUser]) await test.anonymous().get(path).expect(200);
    await admin.delete(`/v1/api-keys/${id}`).expect(204);
    await expectRefused(byKey.path, 'link_refused');
    await admin.patch(`/v1/users/${account.userIds.viewer}`).send({ active: false }).expect(200);
    await expectRefused(byUser.path, 'link_refused');
  });
});
