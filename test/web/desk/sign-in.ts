import { afterEach, beforeAll, expect, it } from '@jest/globals';
import type { TestAccount } from '../../support/app.js';
import { makeLinkToken } from '../../support/browser.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';

describePages('signing in', () => {
  let desk: Desk;
  let account: TestAccount;

  beforeAll(async () => {
    desk = await deskOfFile();
    account = await desk.test.openAccount('Larch & Sons');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  it('takes a link, once, and leads to the desk', async () => {
    const link = `/sign-in#token=${await makeLinkToken(desk.test, account, 'engineer')}`;
    const page = await desk.open(null, 'engineer', link);
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate('document.cookie')).toBe('');
    await desk.leave(page);

    const other = await desk.open(null, 'engineer', link);
    await other.getByText('This link does not sign you in').waitFor();
    await expectAccessible(other);
    await desk.leave(other);
  });

  it('goes on to the page that was asked for', async () => {
    const page = await desk.open(null, 'engineer', '/walk?q=printer+offline');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectFitsWidth(page);
    const to = new URL(page.url()).searchParams.get('to') ?? '';
    const token = await makeLinkToken(desk.test, account, 'engineer');
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}#token=${token}`);
    await page.getByText('No flow has anything of this.').waitFor();
    await desk.leave(page);
  });

  it('ends with signing out, on a phone too', async () => {
    const page = await desk.open(account, 'engineer', '/', { viewport: PHONE });
    await page.getByRole('button', { name: 'Larch & Sons' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await desk.leave(page);
  });

  it('that ended meanwhile leaves the page and what was typed', async () => {
    const page = await desk.open(account, 'engineer', '/walk/record');
    await page.getByLabel('What is the problem?').fill('Odd noise');
    await page.getByLabel('What exactly?').fill('Is it the fan?');
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save the session' }).click();
    await page.getByText('You are signed out').waitFor();
    await expectAccessible(page);
    expect(await page.getByLabel('What exactly?').inputValue()).toBe('Is it the fan?');
    await page.context().addCookies(cookies);
    await page.getByRole('button', { name: 'I have signed in' }).click();
    await page.getByText('You are signed out').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Save the session' }).click();
    await page.getByText('Saved. The flywheel looks at it now.').waitFor();
    await desk.leave(page);
  });

  it('in another tab does not stop the writes of this one', async () => {
    const page = await desk.open(account, 'engineer', '/walk/record');
    await page.getByLabel('What is the problem?').fill('Odd smell');
    await page.getByLabel('What exactly?').fill('Is it hot?');
    const other = await page.context().newPage();
    await other.goto(`/sign-in#token=${await makeLinkToken(desk.test, account, 'engineer')}`);
    await other.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.getByRole('button', { name: 'Save the session' }).click();
    await page.getByText('Saved. The flywheel looks at it now.').waitFor();
    await desk.leave(page);
  });
});
