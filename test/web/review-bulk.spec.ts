import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { ProposalWriter } from '../support/proposals.js';

/** More than are decided on at once: a job does it. */
const MANY = 51;
const LONG_MS = 180_000;

describePages('deciding on many', () => {
  let desk: Desk;
  let writer: ProposalWriter;

  beforeAll(async () => {
    desk = await Desk.start();
    writer = new ProposalWriter(desk.test);
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(() => desk.close());

  async function statuses(account: TestAccount, ids: readonly string[]): Promise<unknown[]> {
    const reviewer = desk.test.as(account.tokens.reviewer);
    const read = ids.map((id) => reviewer.get(`/v1/proposals/${id}?fields=status`).expect(200));
    return (await Promise.all(read)).map(({ body }) => body.status);
  }

  const dialog = (page: Page) => page.getByRole('dialog');
  const said = (page: Page, text: string | RegExp) => dialog(page).getByText(text).waitFor();

  it('says what would come of the chosen, does it, and takes it back', async () => {
    const account = await desk.test.openAccount('A few');
    const ids = [
      await writer.proposal(account, { title: 'Lamp dark' }),
      await writer.proposal(account, { title: 'Fan loud' }),
      await writer.proposal(account, { title: 'Door stuck' }),
    ];
    await desk.test.as(account.tokens.admin).post(`/v1/proposals/${ids[1]}/claim`).expect(200);
    const page = await desk.open(account, 'reviewer', '/review', { viewport: PHONE });
    await page.getByRole('link', { name: 'Door stuck' }).focus();
    await page.keyboard.press('x');
    await page.getByText('1 chosen').waitFor();
    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).click();
    await page.getByText('3 chosen').waitFor();
    await expectFitsWidth(page);
    await page.keyboard.press('b');
    await dialog(page).getByRole('button', { name: 'See what would happen' }).click();
    await said(page, '2 proposals would be approved: 2 new flows.');
    await said(page, 'Fan loud: The proposal is claimed by Admin');
    await expectAccessible(page);
    await expectFitsWidth(page);
    expect(await statuses(account, ids)).toEqual(['pending', 'pending', 'pending']);
    await page.keyboard.press('Control+Enter');
    await said(page, '2 proposals approved: 2 new flows.');
    expect(await statuses(account, ids)).toEqual(['approved', 'pending', 'approved']);
    await dialog(page).getByRole('button', { name: 'Undo all of it' }).click();
    await said(page, /^2 proposals would be taken back/);
    await dialog(page).getByRole('button', { name: 'Revert 2' }).click();
    await said(page, /^2 proposals taken back/);
    expect(await statuses(account, ids)).toEqual(['pending', 'pending', 'pending']);
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('0 chosen').waitFor();
    await desk.leave(page);
  });

  it('parks what fits a filter, with a reason, and waits for no token', async () => {
    const account = await desk.test.openAccount('By words');
    const ids = [
      await writer.proposal(account, { title: 'Toner empty' }),
      await writer.proposal(account, { title: 'Drum worn' }),
    ];
    const page = await desk.open(account, 'reviewer', '/review?q=toner');
    await page.getByRole('link', { name: 'Toner empty' }).waitFor();
    await page.getByRole('button', { name: 'Decide on all that fit' }).click();
    await dialog(page).getByText('Park', { exact: true }).click();
    await dialog(page).getByRole('button', { name: 'See what would happen' }).click();
    await said(page, 'Say why');
    await expectAccessible(page);
    await dialog(page).getByRole('combobox', { name: 'Why' }).click();
    await page.getByRole('option', { name: 'Not now' }).click();
    await dialog(page).getByRole('button', { name: 'See what would happen' }).click();
    await said(page, '1 proposal would be parked.');
    await dialog(page).getByRole('button', { name: 'Park 1' }).click();
    await said(page, '1 proposal parked.');
    expect(await statuses(account, ids)).toEqual(['dismissed', 'pending']);
    await desk.leave(page);
  });

  it('decides nothing when what was looked at has changed, and looks again', async () => {
    const account = await desk.test.openAccount('Moved on');
    const id = await writer.proposal(account, { title: 'Screen blue' });
    const page = await desk.open(account, 'reviewer', '/review?q=screen');
    await page.getByRole('link', { name: 'Screen blue' }).waitFor();
    await page.getByRole('button', { name: 'Decide on all that fit' }).click();
    await dialog(page).getByRole('button', { name: 'See what would happen' }).click();
    await said(page, '1 proposal would be approved: 1 new flow.');
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    await dialog(page).getByRole('button', { name: 'Approve 1' }).click();
    await dialog(page).getByRole('button', { name: 'Look at it again' }).click();
    await dialog(page).getByRole('button', { name: 'Approve 1' }).click();
    await said(page, '1 proposal approved: 1 new flow.');
    expect(await statuses(account, [id])).toEqual(['approved']);
    await desk.leave(page);
  });

  it(
    'follows a job, where they are many',
    async () => {
      const account = await desk.test.openAccount('Many');
      const ids: string[] = [];
      for (let at = 0; at < MANY; at++) ids.push(await writer.proposal(account, { title: `Fault ${at}` }));
      const page = await desk.open(account, 'reviewer', '/review?q=fault');
      await page.getByRole('link', { name: 'Fault 50' }).waitFor();
      await page.getByRole('button', { name: 'Decide on all that fit' }).click();
      await dialog(page).getByRole('button', { name: 'See what would happen' }).click();
      await said(page, `${MANY} proposals would be approved: ${MANY} new flows.`);
      await dialog(page)
        .getByRole('button', { name: `Approve ${MANY}` })
        .click();
      await said(page, `${MANY} proposals approved: ${MANY} new flows.`);
      expect(new Set(await statuses(account, ids))).toEqual(new Set(['approved']));
      await desk.leave(page);
    },
    LONG_MS,
  );
});
