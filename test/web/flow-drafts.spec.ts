import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import type { TestAccount } from '../support/app.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../support/desk.js';
import { FlowPublisher } from '../support/flow-publisher.js';

interface Drafted {
  title: string;
  status: string;
  proposal_type: string;
  base_version: number | null;
  problem_domain: string | null;
  proposed_flow_data: FlowDocument;
  supporting_sessions: { title: string }[];
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

describePages('drawing a flow by hand', () => {
  let desk: Desk;
  let publisher: FlowPublisher;
  let account: TestAccount;

  beforeAll(async () => {
    desk = await deskOfFile();
    publisher = new FlowPublisher(desk.test);
  });

  beforeEach(async () => {
    account = await desk.test.openAccount('Larch & Sons');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  /** The proposal that the page has gone on to. */
  async function drafted(page: Page, title: string): Promise<Drafted> {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const { body } = await desk.test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    return body;
  }

  const proposals = async (): Promise<Drafted[]> =>
    (await desk.test.as(account.tokens.viewer).get('/v1/proposals').expect(200)).body.items;

  it('proposes a new one, after what it lacks was mended at its steps, and shows the proposal', async () => {
    const page = await desk.open(account, 'engineer', '/flows', { viewport: PHONE });
    await page.getByRole('link', { name: 'New flow' }).click();
    await page.locator('h1:focus').filter({ hasText: 'Draw a new flow' }).waitFor();
    await press(page, 'Add a step after step 1');
    await page.locator('textarea:focus').waitFor();
    await field(page, 'Title of the flow').fill('The fax is silent');
    await page.keyboard.press('Control+Enter');
    const faults = page.getByRole('alert').filter({ hasText: 'It was not proposed: 3 places' });
    await faults.waitFor();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(3);
    await expectAccessible(page);
    await expectFitsWidth(page);
    await faults.getByRole('button', { name: /^Step 1: / }).click();
    await page.keyboard.type('Is the line free?');
    await page.getByRole('alert').filter({ hasText: '2 places' }).waitFor();
    await field(page, 'Answer that leads to step 2').fill('no');
    await field(page, 'Do, step 2').fill('Put the receiver down.');
    await faults.waitFor({ state: 'detached' });
    await page.reload();
    expect(await field(page, 'Do, step 2').inputValue()).toBe('Put the receiver down.');
    await page.getByRole('textbox', { name: 'Domain' }).fill('fax');
    await page.getByRole('textbox', { name: 'What happened' }).fill('It lay beside the phone.');
    await press(page, 'Propose it');
    const proposal = await drafted(page, 'The fax is silent');
    expect(proposal).toMatchObject({
      ...{ status: 'pending', proposal_type: 'new_flow', base_version: null, problem_domain: 'fax' },
      supporting_sessions: [{ title: 'The fax is silent' }],
    });
    expect(proposal.proposed_flow_data.nodes.map(({ text }) => text)).toEqual([
      ...['Is the line free?', 'Put the receiver down.'],
    ]);
    // An engineer reads it; others decide.
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await page.getByRole('button', { name: /Approve/ }).count()).toBe(0);
    await expectAccessible(page);
    await page.goto('/flows/new');
    expect(await page.getByRole('textbox', { name: 'Title of the flow' }).inputValue()).toBe('');
    await desk.leave(page);
  });

  it('proposes a change of the version that was seen, and of the next one where somebody was quicker', async () => {
    const flowId = await publisher.publish(account);
    const page = await desk.open(account, 'engineer', `/flows/${flowId}`);
    await page.getByRole('link', { name: 'Change it' }).click();
    await page.locator('h1:focus').filter({ hasText: 'Change Printer offline' }).waitFor();
    await field(page, 'What the change is, in a few words').fill('Ask for the cable');
    const first = page.getByRole('textbox', { name: 'Ask, step 1' });
    await first.fill('Does it answer a ping from here?');
    // The page is not told of what is published meanwhile, until it asks.
    await page.route(`**/v1/flows/${flowId}`, (route) => route.abort());
    await publisher.publishNext(account, flowId, 1);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'another version of the flow' }).waitFor();
    expect(await first.inputValue()).toBe('Does it answer a ping from here?');
    await expectAccessible(page);
    expect(await proposals()).toEqual([]);
    await page.unroute(`**/v1/flows/${flowId}`);
    await page.reload();
    expect(await first.inputValue()).toBe('Does it answer a ping from here?');
    await press(page, 'Propose it');
    expect(await drafted(page, 'Ask for the cable')).toMatchObject({
      ...{ proposal_type: 'enhancement', base_version: 2 },
    });
    await desk.leave(page);
  });

  it('proposes once what nobody answered, however often it is sent', async () => {
    const page = await desk.open(account, 'reviewer', '/flows/new');
    await field(page, 'Title of the flow').fill('The fax is silent');
    await page.getByRole('textbox', { name: 'Ask, step 1' }).fill('Is the line free?');
    let answers = 0;
    await page.route('**/v1/proposals', async (route) => {
      // It is taken, and the answer lost.
      if (answers++ < 4) {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await press(page, 'Propose it');
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 30_000 });
    await press(page, 'Propose it');
    await drafted(page, 'The fax is silent');
    expect(await proposals()).toHaveLength(1);
    await desk.leave(page);
  });

  it('is for engineers, and for flows that are in use', async () => {
    const flowId = await publisher.publish(account);
    const page = await desk.open(account, 'viewer', '/flows/new');
    await page.getByText('Flows are drawn by engineers').waitFor();
    await expectAccessible(page);
    await page.goto(`/flows/${flowId}`);
    await page.getByRole('link', { name: 'Runbook to print' }).waitFor();
    expect(await page.getByRole('link', { name: 'Change it' }).count()).toBe(0);
    await page.goto('/flows');
    expect(await page.getByRole('link', { name: 'New flow' }).count()).toBe(0);
    await desk.leave(page);
    await desk.test.as(account.tokens.reviewer).post(`/v1/flows/${flowId}/archive`).send({}).expect(200);
    const late = await desk.open(account, 'engineer', `/flows/${flowId}/change`);
    await late.getByText('It is out of use').waitFor();
    await desk.leave(late);
  });
});
