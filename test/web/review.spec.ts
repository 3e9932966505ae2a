import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { ProposalWriter } from '../support/proposals.js';

const QUEUE = 30;
/** Thirty pages are opened one after the other. */
const LONG_MS = 300_000;

/** The heading of the page, once it has the focus. */
const title = (page: Page, name: string | RegExp) =>
  page.locator('h1:focus').filter({ hasText: name }).waitFor();

describePages('the review pages', () => {
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

  const read = async ({ tokens }: TestAccount, id: string): Promise<Record<string, unknown>> =>
    (await desk.test.as(tokens.reviewer).get(`/v1/proposals/${id}`).expect(200)).body as Record<
      string,
      unknown
    >;

  /** A published flow, and what would change it. */
  async function change(account: TestAccount): Promise<string> {
    const first = await writer.proposal(account, { title: 'Printer offline' });
    const { body } = await desk.test
      .as(account.tokens.admin)
      .post(`/v1/proposals/${first}/approve`)
      .send({})
      .expect(200);
    return writer.enhancement(account, body.published_flow_id as string);
  }

  it(
    'empties a queue by keyboard alone',
    async () => {
      const account = await desk.test.openAccount('Thirty wait');
      for (let at = 0; at < QUEUE; at++) await writer.proposal(account, { title: `Fault ${at}.` });
      const page = await desk.open(account, 'reviewer', '/review');
      await page.getByText(`${QUEUE} wait for review.`).waitFor();
      await page.keyboard.press('n');
      for (let decided = 0; decided < QUEUE; decided++) {
        await title(page, /Fault \d+\./);
        const shown = (await page.locator('h1').textContent()) ?? '';
        if (decided % 3 === 0) await page.keyboard.press('a');
        else {
          await page.keyboard.press(decided % 3 === 1 ? 'r' : 'p');
          await page.keyboard.press('1');
        }
        await page.locator('h1:focus').filter({ hasNotText: shown }).waitFor();
      }
      await title(page, 'Review');
      await page.getByText('Nothing waits for review.', { exact: true }).waitFor();
      await page.getByText('Parked. None left.').waitFor({ state: 'attached' });
      const { body } = await desk.test.as(account.tokens.reviewer).get('/v1/review/summary').expect(200);
      expect(body.decisions.by_outcome).toMatchObject({ approved: 10, rejected: 10, dismissed: 10 });
      await desk.leave(page);
    },
    LONG_MS,
  );

  it('shows a change with its sign and word, and steps through it', async () => {
    const account = await desk.test.openAccount('One change');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'Printer offline: the driver');
    await page.getByText('Publishes Printer offline, version 2.').waitFor();
    const added = page.locator('[aria-current=step]');
    await added.filter({ hasText: 'Replace the driver' }).waitFor();
    expect(await added.textContent()).toContain('+added · If “still offline”');
    // What kind of step it is begins where its text does.
    const [kind, text] = await Promise.all(
      [/^added · If/, /^Replace the driver/].map((words) => added.getByText(words).boundingBox()),
    );
    expect(kind?.x).toBe(text?.x);
    expect(await page.getByText('Does the printer answer a ping').count()).toBe(0);
    await page
      .getByText(/unchanged steps/)
      .first()
      .click();
    await page.getByText('Does the printer answer a ping').first().waitFor();
    await expectAccessible(page);
    await page.keyboard.press('j');
    await page.waitForURL(/step=e10/);
    await page.keyboard.press('k');
    await page.waitForURL(/step=e9/);
    await desk.leave(page);
  });

  it('publishes what a reviewer changed, says at the step what is wrong, and keeps what was typed', async () => {
    const account = await desk.test.openAccount('In other words');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'the driver');
    await page.keyboard.press('m');
    const step = page.getByRole('textbox', { name: 'Do, step 5' });
    const answer = page.getByRole('textbox', { name: 'Answer that leads to step 5' });
    expect(await step.inputValue()).toContain('Replace the driver');
    await answer.fill('');
    await page.locator('[aria-invalid=true]').waitFor();
    await answer.fill('it stays offline');
    await page.locator('[aria-invalid=true]').waitFor({ state: 'detached' });
    await step.fill('Install the Type 4 driver.');
    await page.reload();
    await title(page, 'the driver');
    await page.keyboard.press('m');
    expect(await step.inputValue()).toBe('Install the Type 4 driver.');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await title(page, 'Review');
    const { proposed_flow_data, published_flow_id } = await read(account, id);
    expect(JSON.stringify(proposed_flow_data)).toContain('Type 3 driver');
    const { body } = await desk.test
      .as(account.tokens.reviewer)
      .get(`/v1/flows/${String(published_flow_id)}`)
      .expect(200);
    expect(JSON.stringify(body)).toContain('Install the Type 4 driver.');
    expect(JSON.stringify(body)).toContain('it stays offline');
    await desk.leave(page);
  });

  it('takes a decision back by a key, also what was published', async () => {
    const account = await desk.test.openAccount('Second thoughts');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'the driver');
    await page.keyboard.press('a');
    await title(page, 'Review');
    await page.getByText('Approved. Version 2. None left.').waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'Look at it, or undo it' }).click();
    await title(page, 'the driver');
    await page.getByText('Approved by').waitFor();
    await page.keyboard.press('u');
    await page.getByText(/^Taken back and published without it/).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(await read(account, id)).toMatchObject({ status: 'pending' });
    await desk.leave(page);
  });

  it('decides nothing on what was not seen, and shows what joined', async () => {
    const account = await desk.test.openAccount('It grows');
    const id = await writer.proposal(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'Printer offline');
    await page.getByText('Publishes a new flow').waitFor();
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    await page.getByText('It changed since you opened it').waitFor();
    await page.keyboard.press('a');
    await page.getByText('It changed while you read it, and nothing was decided').waitFor();
    await page.getByText('1 session joined').waitFor();
    expect(await read(account, id)).toMatchObject({ status: 'pending' });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show it as it is now' }).last().click();
    await page.getByText('Replace the driver').first().waitFor();
    await page.keyboard.press('a');
    await title(page, 'Review');
    expect(await read(account, id)).toMatchObject({ status: 'approved' });
    await desk.leave(page);
  });

  it('tells the second of two reviewers who decided before', async () => {
    const account = await desk.test.openAccount('Two at once');
    const id = await writer.proposal(account);
    const [first, second] = await Promise.all(
      (['reviewer', 'admin'] as const).map((role) => desk.open(account, role, `/review/${id}`)),
    );
    if (!first || !second) throw new Error('two pages');
    for (const page of [first, second]) await title(page, 'Printer offline');
    await first.keyboard.press('r');
    await first.keyboard.press('2');
    await title(first, 'Review');
    await second.keyboard.press('a');
    await second.getByText('Somebody decided before you').waitFor();
    await second.getByText(/^Rejected by /).waitFor();
    expect(await read(account, id)).toMatchObject({ status: 'rejected', reason_code: 'unsafe' });
    await second.keyboard.press('n');
    for (const page of [first, second]) await desk.leave(page);
  });

  it('sends what was not answered again as the same decision', async () => {
    const account = await desk.test.openAccount('Poor connection');
    const id = await writer.proposal(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'Printer offline');
    const keys = new Set<string | undefined>();
    await page.route('**/approve', async (route) => {
      keys.add(route.request().headers()['idempotency-key']);
      await route.abort();
    });
    await page.keyboard.press('a');
    await page.getByText('Approving …').waitFor();
    const again = page.getByRole('button', { name: 'Send it again' });
    await again.waitFor();
    await page.unroute('**/approve');
    const sent = page.waitForRequest('**/approve');
    await again.click();
    keys.add((await sent).headers()['idempotency-key']);
    await title(page, 'Review');
    expect(keys.size).toBe(1);
    expect(await read(account, id)).toMatchObject({ status: 'approved', published_version: 1 });
    await desk.leave(page);
  });

  it('leaves a text its keys, keeps it, and has a way on from it', async () => {
    const account = await desk.test.openAccount('Notes');
    const id = await writer.proposal(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await title(page, 'Printer offline');
    await page.keyboard.press('o');
    await page.keyboard.type('a rare case');
    await page.reload();
    await title(page, 'Printer offline');
    expect(await page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('a rare case');
    await page.keyboard.press('o');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await page.keyboard.press('2');
    await title(page, 'Review');
    expect(await read(account, id)).toMatchObject({
      reviewer_notes: 'a rare case',
      reason_code: 'low_value',
    });
    await desk.leave(page);
  });

  it('keeps filters in the address, and follows what happens elsewhere', async () => {
    const account = await desk.test.openAccount('Live');
    const page = await desk.open(account, 'reviewer', '/review');
    await page.getByText('What the flywheel learns next').waitFor();
    await expectAccessible(page);
    const id = await writer.proposal(account, { title: 'Scanner beeps' });
    await page.getByRole('link', { name: 'Scanner beeps' }).waitFor();
    await desk.test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/claim`).expect(200);
    await page.getByRole('heading', { name: 'You hold' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('searchbox', { name: 'Find words' }).fill('toner');
    await page.waitForURL(/q=toner/);
    await page.getByText('No proposal fits.').waitFor();
    await page.getByRole('button', { name: 'Show all that wait' }).click();
    await page.waitForURL((url) => !url.search.includes('toner'));
    await desk.leave(page);
  });

  it('says what failed, what is not there, and what is for others', async () => {
    const account = await desk.test.openAccount('Failures');
    const other = await desk.test.openAccount('Others');
    const foreign = await writer.proposal(other);
    const engineer = await desk.open(account, 'engineer', '/review');
    await engineer.getByText('Proposals are reviewed by reviewers and admins').waitFor();
    await expectAccessible(engineer);
    await desk.leave(engineer);

    const page = await desk.open(account, 'reviewer', `/review/${foreign}`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.route('**/v1/proposals?*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'Broken', detail: 'The list broke.', status: 500, code: 'internal' }),
      }),
    );
    await page.goto('/review');
    await page.getByText('The list broke.').waitFor();
    await expectAccessible(page);
    await page.unroute('**/v1/proposals?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('What the flywheel learns next').waitFor();
    await desk.leave(page);
  });

  it('fits a phone', async () => {
    const account = await desk.test.openAccount('On the way');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', '/review', { viewport: PHONE });
    await page.getByRole('link', { name: 'Printer offline: the driver' }).waitFor();
    await expectFitsWidth(page);
    await page.goto(`/review/${id}`);
    await title(page, 'the driver');
    await page.getByText('Publishes Printer offline').waitFor();
    await expectFitsWidth(page);
    await desk.leave(page);
  });
});
