import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { CLIENT, IdentityProvider } from '../support/identity-provider.js';

const ADDRESS = 'http://desk.localhost';

describePages('signing in by an identity provider', () => {
  let provider: IdentityProvider;
  let desk: Desk;

  beforeAll(async () => {
    // It tells on the console what a provider of one's own should not do.
    for (const method of ['info', 'warn'] as const)
      jest.spyOn(console, method).mockImplementation(() => undefined);
    provider = await IdentityProvider.start(`${ADDRESS}/v1/sign-in/oidc/callback`);
    provider.people.set('ada', { email: 'ada@larch.example', email_verified: true, name: 'Ada Larch' });
    provider.people.set('eve', { email: 'eve@elsewhere.example', email_verified: true });
    desk = await Desk.start({
      PUBLIC_URL: ADDRESS,
      OIDC_ISSUER: provider.issuer,
      ...CLIENT,
      OIDC_NAME: 'Larch ID',
      OIDC_DOMAINS: 'larch.example=larch',
      OIDC_ROLE: 'engineer',
    });
    await desk.test.openAccount('Larch');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(async () => {
    await desk.close();
    await provider.close();
    jest.restoreAllMocks();
  });

  it('leads there and back, to the page that was asked for', async () => {
    const page = await desk.open(null, 'viewer', '/walk?q=printer');
    await page.getByRole('link', { name: 'Sign in with Larch ID' }).click();
    await page.locator('[name=login]').fill('ada');
    await page.locator('[name=password]').fill('any');
    await page.locator('[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('No flow has anything of this.').waitFor();
    expect(page.url()).toBe(`${ADDRESS}/walk?q=printer`);
    await desk.leave(page);
  });

  it('says why it did not sign in, and offers the way again', async () => {
    const page = await desk.open(null, 'viewer', '/sign-in', { viewport: PHONE });
    await page.getByRole('link', { name: 'Sign in with Larch ID' }).click();
    await page.locator('[name=login]').fill('eve');
    await page.locator('[name=password]').fill('any');
    await page.locator('[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').getByText('No account here takes addresses like yours.').waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.goto('/sign-in?problem=never_heard_of');
    await page.getByRole('alert').getByText('The sign-in did not succeed.').waitFor();
    await page.getByRole('link', { name: 'Sign in with Larch ID' }).waitFor();
    await desk.leave(page);
  });
});
