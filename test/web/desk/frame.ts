import { afterEach, beforeAll, expect, it } from '@jest/globals';
import type { TestAccount } from '../../support/app.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';

describePages('the desk', () => {
  let desk: Desk;
  let account: TestAccount;

  beforeAll(async () => {
    desk = await deskOfFile();
    account = await desk.test.openAccount('Larch & Sons');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  it.each(['viewer', 'engineer', 'reviewer', 'admin'] as const)('opens for a %s', async (role) => {
    const page = await desk.open(account, role, '/');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.getByRole('button', { name: 'Larch & Sons' }).waitFor();
    await page.getByText('Nothing is flagged.').waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('fits a phone, where the pages are behind a button', async () => {
    const page = await desk.open(account, 'engineer', '/', { viewport: PHONE });
    await page.getByText('Nothing is flagged.').waitFor();
    await expectFitsWidth(page);
    await page.getByRole('button', { name: 'Show pages' }).click();
    await page.getByRole('link', { name: 'Home' }).click();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('says at an unknown address that there is nothing, and leads home', async () => {
    const page = await desk.open(account, 'engineer', '/nowhere/at/all');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'To the home page' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await desk.leave(page);
  });

  it('shows its keys, which can be switched off', async () => {
    const page = await desk.open(account, 'engineer', '/');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByText('Show all keys').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('switch').uncheck({ force: true });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Where to?').waitFor();
    expect(await dialog.count()).toBe(0);
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('leads whoever is not signed in to the sign-in page', async () => {
    const page = await desk.open(null, 'viewer', '/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });
});

describePages('what serves the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await deskOfFile();
  });

  it('gives every browser the page, under a policy with a nonce of its own', async () => {
    const seen = new Set<string>();
    for (const path of ['/', '/walk?q=printer', '/sign-in']) {
      const { headers, text } = await desk.test.anonymous().get(path).set('accept', 'text/html').expect(200);
      const [, nonce = ''] = /content="([\w+/=]+)"\s*\/>/.exec(text.slice(text.indexOf('csp-nonce'))) ?? [];
      expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      seen.add(nonce);
    }
    expect(seen.size).toBe(3);
  });

  it('has the files of the page kept for ever, since their names say what is in them', async () => {
    const { text } = await desk.test.anonymous().get('/').expect(200);
    const [script = ''] = /\/assets\/[^"]+\.js/.exec(text) ?? [];
    const { headers } = await desk.test.anonymous().get(script).expect(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/nowhere', '/v1/nowhere', '/assets/nowhere.js', '/docs/nowhere'])(
    'answers a program at %s as the API does',
    async (path) => {
      const { body } = await desk.test.anonymous().get(path).expect(404);
      expect(body.code).toBe('not_found');
    },
  );

  it.each(['/v1/nowhere', '/assets/nowhere.js', '/docs/nowhere'])(
    'has no page at %s, not for a browser either',
    async (path) => {
      await desk.test.anonymous().get(path).set('accept', 'text/html').expect(404);
    },
  );

  it('leaves Swagger UI and the API where they are', async () => {
    await desk.test
      .anonymous()
      .get('/docs')
      .set('accept', 'text/html')
      .expect(200)
      .expect(/swagger-ui/);
    await desk.test.anonymous().get('/v1/me').set('accept', 'text/html').expect(401);
    await desk.test.anonymous().post('/nowhere').set('accept', 'text/html').expect(404);
  });
});
