import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { Walker } from '../support/walker.js';

const HEADING = { level: 1, name: 'Printer offline' } as const;

describePages('the pages of flows', () => {
  let desk: Desk;
  let publisher: FlowPublisher;
  let account: TestAccount;
  let flowId: string;

  beforeAll(async () => {
    desk = await Desk.start();
    publisher = new FlowPublisher(desk.test);
  });

  beforeEach(async () => {
    account = await desk.test.openAccount('Larch & Sons');
    flowId = await publisher.publish(account);
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(() => desk.close());

  const flowOf = async (id = flowId): Promise<{ status: string; version: number; open_flags: number }> =>
    (await desk.test.as(account.tokens.viewer).get(`/v1/flows/${id}`).expect(200)).body;

  async function openFlow(role: 'viewer' | 'engineer' | 'reviewer', search = ''): Promise<Page> {
    const page = await desk.open(account, role, `/flows/${flowId}${search}`);
    await page.getByRole('heading', HEADING).waitFor();
    return page;
  }

  it('are found by words and state, and say where there is none', async () => {
    const page = await desk.open(account, 'viewer', '/flows', { viewport: PHONE });
    await page.getByRole('link', { name: 'Printer offline' }).waitFor();
    await page.getByText('no finished walk yet').waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByLabel('Find words').fill('scanner');
    await page.getByText('No flow fits.').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('scanner');
    await page.getByRole('button', { name: 'Show all in use' }).click();
    await page.getByRole('link', { name: 'Printer offline' }).click();
    await page.getByRole('heading', HEADING).waitFor();
    await expectFitsWidth(page);
    await desk.leave(page);

    const other = await desk.test.openAccount('New here');
    const empty = await desk.open(other, 'viewer', '/flows');
    await empty.getByText('No flow yet.').waitFor();
    await empty.goto(`/flows/${flowId}`);
    await empty.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await desk.leave(empty);
  });

  it('say whose they are and how many walks they solved, and are found by their owner', async () => {
    const viewer = desk.test.as(account.tokens.viewer);
    const nameOf = async (id: string): Promise<string> =>
      (await viewer.get(`/v1/users/${id}`).expect(200)).body.display_name;
    const [owner, other] = [await nameOf(account.userIds.reviewer), await nameOf(account.userIds.admin)];
    for (const outcome of ['resolved', 'resolved', 'resolved', 'abandoned']) {
      const walker = await Walker.start(desk.test, account.tokens.engineer, { flow_id: flowId });
      await walker.finish({ outcome });
    }
    const page = await desk.open(account, 'engineer', '/flows');
    await page.getByText(`Owned by ${owner} · 75% of 4 walks solved`).waitFor();
    const whose = page.getByRole('combobox', { name: 'Owner' });
    await whose.click();
    await page.getByRole('option', { name: other }).click();
    await page.getByText('No flow fits.').waitFor();
    await expectAccessible(page);
    await whose.click();
    await page.getByRole('option', { name: owner }).click();
    await page.getByText(`Owned by ${owner}`).waitFor();
    expect(new URL(page.url()).searchParams.get('owner')).toBe(account.userIds.reviewer);
    await page.goto('/flows?owner=nobody-at-all');
    await page.getByRole('link', { name: 'Printer offline' }).waitFor();
    await desk.leave(page);
  });

  it('say that the list cannot be read, and try again', async () => {
    const page = await desk.open(account, 'viewer', '/');
    await page.route('**/v1/flows?*', (route) => route.fulfill({ status: 500, json: { title: 'Broken' } }));
    await page.goto('/flows');
    await page.getByText('Broken').first().waitFor();
    await page.unroute('**/v1/flows?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Printer offline' }).waitFor();
    await desk.leave(page);
  });

  it('show each step with its ways on, and how it went there', async () => {
    const walker = await Walker.start(desk.test, account.tokens.engineer, { flow_id: flowId });
    await walker.follow('no', '');
    await walker.finish({ outcome: 'resolved' });
    const page = await openFlow('viewer', '?node=ping&overlay=success');
    const cable = page.getByRole('listitem').filter({ hasText: 'Reseat the network cable' });
    await cable.getByText(/% solved/).waitFor();
    await page.getByText('No session says this step.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^If “no” → Reseat/ }).click();
    await page.waitForURL(/node=cable/);
    await page.getByLabel('Find a step').fill('spooler restart');
    await page.getByText('1 step found').waitFor();
    await page.getByRole('radiogroup', { name: 'Show it as' }).getByText('Drawing').click();
    const drawing = page.getByRole('region', { name: 'Drawing of the flow' });
    await drawing
      .getByText(/% solved/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Did it help?' }).click();
    await page.getByText(/at 95 %/).waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('publish an earlier version again, and compare versions', async () => {
    await publisher.publishNext(account, flowId, 1);
    const page = await openFlow('reviewer', '?tab=versions');
    await page.getByRole('link', { name: 'What changed from version 1 to 2' }).click();
    await page.getByText('+added · If “still offline”').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish version 1 again' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why? Kept in its history').fill('The driver was no help.');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Show version 3' }).waitFor();
    expect((await flowOf()).version).toBe(3);
    await desk.leave(page);

    const viewer = await openFlow('viewer', '?tab=versions');
    await viewer.getByRole('link', { name: 'Show version 1' }).click();
    await viewer.getByText('This is version 1, not the current one.').waitFor();
    expect(await viewer.getByRole('button', { name: /^Publish version/ }).count()).toBe(0);
    await desk.leave(viewer);
  });

  it('do nothing to a flow that moved on meanwhile, and say so', async () => {
    const page = await openFlow('reviewer');
    // The page is not told.
    await page.route('**/v1/flows/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByLabel('Notes, kept in its history').fill('We have no printers any more.');
    await publisher.publishNext(account, flowId, 1);
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await page.getByLabel('Notes, kept in its history').inputValue()).toContain('no printers');
    expect((await flowOf()).status).toBe('published');
    await page.unroute('**/v1/flows/*');
    await page.reload();
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Take into use again' }).waitFor();
    expect((await flowOf()).status).toBe('archived');
    await desk.leave(page);
  });

  it('are verified, and flags in them closed, by who looks after them', async () => {
    await desk.test
      .as(account.tokens.engineer)
      .post(`/v1/flows/${flowId}/flags`)
      .send({ reason: 'outdated', node_id: 'spooler', words: 'There is no spooler any more.' })
      .expect(201);
    const page = await openFlow('reviewer', '?tab=care');
    await page.getByRole('button', { name: 'Close the flag: There is no spooler any more.' }).click();
    await expectAccessible(page);
    await page.getByLabel('Notes, kept in its history').fill('Reworded.');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('No flags.').waitFor();
    expect((await flowOf()).open_flags).toBe(0);
    await page.getByRole('button', { name: 'Change owner or interval' }).click();
    await page.getByLabel('Verify every so many days').fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText(/^Verified by /).waitFor();
    await expectAccessible(page);
    await desk.leave(page);

    const viewer = await openFlow('viewer', '?tab=care');
    await viewer.getByText('Its owner or a reviewer can verify it.').waitFor();
    await desk.leave(viewer);
  });

  it('are split by hand after a look at what it would do, and put together again', async () => {
    const page = await openFlow('reviewer', '?tab=shape');
    await page.getByText('All sessions seem to be of one problem.').waitFor();
    expect(await page.getByRole('button', { name: 'See what it would do' }).isDisabled()).toBe(true);
    const place = (at: number, where: string) =>
      page
        .getByRole('radiogroup', { name: `Where step ${at} belongs` })
        .getByText(where)
        .click();
    await place(1, 'Both');
    await place(7, 'Goes');
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByText('This flow keeps 6 steps').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Title of the new flow').fill('Printer is dead');
    await page.getByRole('button', { name: 'Split it', exact: true }).click();
    await page.getByText('This flow keeps 6 steps').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await page.getByText(/^What was split off came back/).waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('say what a split would lack, and change nothing', async () => {
    const page = await openFlow('reviewer', '?tab=shape');
    await page.getByRole('radiogroup', { name: 'Where step 1 belongs' }).getByText('Goes').click();
    for (let at = 2; at <= 7; at++)
      await page
        .getByRole('radiogroup', { name: `Where step ${at} belongs` })
        .getByText('Goes')
        .click();
    await page.getByRole('button', { name: 'See what it would do' }).click();
    await page.getByRole('alert').waitFor();
    expect((await flowOf()).version).toBe(1);
    await desk.leave(page);
  });

  it('that look alike are proposed to be merged', async () => {
    await publisher.publish(account, { title: 'Printer offline again' });
    const page = await openFlow('reviewer', '?tab=shape');
    await page.getByRole('button', { name: 'Propose to merge with Printer offline again' }).click();
    await page.getByLabel('Why the two are one problem').fill('The same fault twice.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Propose it' }).click();
    await page.getByRole('link', { name: 'Open the proposal' }).click();
    await page.waitForURL(/\/review\//);
    await desk.leave(page);
  });

  it('are printed as runbooks, and had as files', async () => {
    const page = await openFlow('viewer');
    await page.getByRole('button', { name: 'Files' }).click();
    const file = page.getByRole('link', { name: 'Runbook (Markdown)' });
    await file.waitFor();
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(/\.md$/);
    await page.goto(`/flows/${flowId}/runbook`);
    await page.getByText('If “no”: go on with step').first().waitFor();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await desk.leave(page);
  });
});
