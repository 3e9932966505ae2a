import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

describePages('the settings', () => {
  let desk: Desk;
  let account: TestAccount;

  beforeAll(async () => {
    desk = await Desk.start({ WEBHOOK_ALLOW_PRIVATE: 'true' });
  });

  beforeEach(async () => {
    account = await desk.test.openAccount('Larch & Sons');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(() => desk.close());

  const me = () => desk.test.as(account.tokens.admin);

  it('end a browser of one’s own, and then all of them', async () => {
    const other = await desk.open(account, 'viewer', '/');
    const page = await desk.open(account, 'viewer', '/settings', { viewport: PHONE });
    await page.getByText('This browser').waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Sign out: / }).click();
    await page.getByRole('button', { name: /^Sign out: / }).waitFor({ state: 'detached' });
    await other.reload();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await desk.leave(page);
    await desk.leave(other);
  });

  it('show no more than that to who is no admin', async () => {
    const page = await desk.open(account, 'reviewer', '/settings');
    await page.getByText('This browser').waitFor();
    expect(await page.getByRole('tab').count()).toBe(1);
    await page.goto('/settings?part=people');
    await page.getByText('Admins of your account see this.').waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('invite somebody by a link that is shown once, and deactivate them', async () => {
    const page = await desk.open(account, 'admin', '/settings?part=people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail address').fill('ada@larch.example');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Larch');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign-in link for Ada Larch' });
    const link = (await dialog.locator('pre').textContent()) ?? '';
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByText(link).count()).toBe(0);

    const { pathname, hash } = new URL(link);
    const invited = await desk.open(null, 'viewer', pathname + hash);
    await invited.getByText('Hello, Ada Larch').waitFor();
    await page.getByRole('button', { name: 'Change Ada Larch' }).click();
    await page.getByLabel('May sign in').uncheck({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Deactivated').waitFor();
    await invited.reload();
    await invited.getByRole('heading', { name: 'Sign in' }).waitFor();
    await desk.leave(invited);

    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail address').fill('ada@larch.example');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada again');
    await page.getByRole('dialog').getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Ada again');
    await desk.leave(page);
  });

  it('keep teams', async () => {
    const page = await desk.open(account, 'admin', '/settings?part=teams');
    await page.getByText('No team yet.').waitFor();
    await page.getByRole('button', { name: 'Add a team' }).click();
    await page.getByLabel('Name of the team').fill('Night shift');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename Night shift' }).click();
    await page.getByLabel('Name of the team').fill('Late shift');
    await page.keyboard.press('Enter');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete Late shift' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete Late shift' }).click();
    await page.getByText('No team yet.').waitFor();
    await desk.leave(page);
  });

  it('make an API key that works, show it once, and revoke it', async () => {
    const page = await desk.open(account, 'admin', '/settings?part=keys');
    await page.getByRole('button', { name: 'Make an API key' }).click();
    await page.getByLabel('What it is for').fill('Ticket bridge');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'The key' });
    const key = (await dialog.locator('pre').textContent()) ?? '';
    await desk.test.as(key).get('/v1/me').expect(200);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Revoke Ticket bridge' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke Ticket bridge' }).click();
    await page.getByText('Revoked').waitFor();
    await desk.test.as(key).get('/v1/me').expect(401);
    await desk.leave(page);
  });

  it('have an address told of events, and send a delivery again', async () => {
    const receiver = await WebhookReceiver.start();
    const page = await desk.open(account, 'admin', '/settings?part=webhooks');
    await page.getByText('No webhook yet.').waitFor();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByLabel('Address').fill('nonsense');
    await page.keyboard.press('Control+Enter');
    await page.locator('[aria-invalid=true]').waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'The secret that verifies its signatures' });
    await dialog.getByText(/^whsec_/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: receiver.url }).click();
    await page.getByText('Nothing was sent yet.').waitFor();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByText('webhook.test: Delivered').waitFor();
    await expectAccessible(page);
    const again = receiver.next();
    await page.getByRole('button', { name: 'Send again: webhook.test' }).click();
    await again;
    await page.getByText('2 attempts').waitFor();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('No webhook yet.').waitFor();
    await desk.leave(page);
    await receiver.close();
  });

  it('explain and change how the account works, and say what does not go', async () => {
    const page = await desk.open(account, 'admin', '/settings?part=account', { viewport: PHONE });
    const minutes = page.getByLabel('Minutes that a claim lasts');
    await minutes.fill('20');
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByLabel('Nobody decides on their own').check({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('button[disabled]', { hasText: 'Save' }).waitFor();
    const { body } = await me().get('/v1/account').expect(200);
    expect(body.settings).toMatchObject({ claim_minutes: 20, four_eyes: true, minimum_steps: 2 });
    await minutes.fill('100000');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    expect(await minutes.inputValue()).toBe('100000');
    await desk.leave(page);
  });

  it('delete the account only for who types its name', async () => {
    const page = await desk.open(account, 'admin', '/settings?part=account');
    const button = page.getByRole('button', { name: 'Delete it for good' });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel(`Type ${account.slug} to show that it is meant`).fill(account.slug);
    await button.click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await me().get('/v1/me').expect(401);
    await desk.leave(page);
  });
});
