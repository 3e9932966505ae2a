import { afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PRINTER_OFFLINE_LATER } from '../../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../../src/flows/document/flow-document.js';
import type { TestAccount } from '../../support/app.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';
import { ProposalWriter } from '../../support/proposals.js';

const CANVAS = /flow-canvas.*\.js/;

describePages('the drawing of a proposed flow', () => {
  let desk: Desk;
  let writer: ProposalWriter;

  beforeAll(async () => {
    desk = await deskOfFile();
    writer = new ProposalWriter(desk.test);
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  /** What would change a published flow: a step more, with the ways to and from it. */
  async function change(account: TestAccount): Promise<string> {
    const first = await writer.proposal(account);
    const { body } = await desk.test
      .as(account.tokens.admin)
      .post(`/v1/proposals/${first}/approve`)
      .send({})
      .expect(200);
    return writer.enhancement(account, body.published_flow_id as string);
  }

  const box = (page: Page, text: string) => page.locator('[data-box]').filter({ hasText: text });
  const drawn = (page: Page) => page.getByRole('region', { name: 'Drawing of the flow' });

  it('is loaded when it is needed, and marks what changes by sign and word', async () => {
    const account = await desk.test.openAccount('Drawn');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    const loaded: string[] = [];
    page.on('request', (request) => void loaded.push(request.url()));
    await page.getByText('Replace the driver').first().waitFor();
    expect(loaded.filter((url) => CANVAS.test(url))).toEqual([]);
    await page.keyboard.press('v');
    await page.waitForURL(/view=drawing/);
    await drawn(page).waitFor();
    expect(await page.locator('[data-box]').count()).toBe(PRINTER_OFFLINE_LATER.nodes.length);
    expect(await box(page, 'Replace the driver').textContent()).toContain('+ added');
    expect(await box(page, 'Clear the queue').textContent()).not.toContain('added');
    await drawn(page).getByText('+ new way · still offline').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('v');
    await page.getByText('unchanged steps').first().waitFor();
    await desk.leave(page);
  });

  it('follows the steps that are gone through, and leads along the ways by the arrow keys', async () => {
    const account = await desk.test.openAccount('By keys');
    const id = await change(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}?view=drawing`);
    await drawn(page).waitFor();
    const selected = page.locator('[data-box][aria-current=step]');
    await selected.filter({ hasText: 'Replace the driver' }).waitFor();
    await page.keyboard.press('j');
    await selected.filter({ hasText: 'A test page comes out' }).waitFor();
    await selected.focus();
    for (const [key, text] of [
      ['ArrowUp', 'Reseat the network cable'],
      ['ArrowUp', 'Does the printer answer a ping'],
      ['ArrowDown', 'Does the port of the print queue'],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator('[data-box]:focus[aria-current=step]').filter({ hasText: text }).waitFor();
    }
    // One of the steps alone is on the way of the Tab key.
    expect(await page.locator('[data-box][tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('0');
    await box(page, 'Hand over to the printer vendor').click();
    await selected.filter({ hasText: 'Hand over' }).waitFor();
    await desk.leave(page);
  });

  it('says that it could not be loaded, and is loaded again', async () => {
    const account = await desk.test.openAccount('Cut off');
    const id = await writer.proposal(account);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await page.route(CANVAS, (route) => route.abort());
    await page.getByText('Drawing', { exact: true }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await page.unroute(CANVAS);
    await again.click();
    await drawn(page).waitFor();
    await desk.leave(page);
  });

  it('draws 300 steps, of more those around the selected one, and fits a phone', async () => {
    const account = await desk.test.openAccount('Large');
    const id = await writer.proposal(account, { document: large(300) });
    const page = await desk.open(account, 'reviewer', `/review/${id}?view=drawing`, { viewport: PHONE });
    await drawn(page).waitFor();
    expect(await page.locator('[data-box]').count()).toBe(300);
    await expectFitsWidth(page);
    const larger = await writer.proposal(account, { document: large(320) });
    await page.goto(`/review/${larger}?view=drawing`);
    await page.getByText('300 of 320 steps are drawn').waitFor();
    await drawn(page).waitFor();
    await page.goto(`/review/${larger}?view=drawing&step=e319`);
    await page.locator('[data-box][aria-current=step]').filter({ hasText: 'Step 319.' }).waitFor();
    await desk.leave(page);
  });
});

/** Questions that each lead to two more steps. */
function large(steps: number): FlowDocument {
  const ids = Array.from({ length: steps }, (_, at) => `n${at}`);
  return {
    schema_version: 1,
    entries: ['n0'],
    nodes: ids.map((id, at) => ({
      ...{ id, text: `Step ${at}.` },
      kind: 2 * at + 1 < steps ? ('question' as const) : ('resolution' as const),
    })),
    edges: ids.slice(1).map((id, index) => ({
      ...{ id: `e${index + 1}`, from: `n${Math.floor(index / 2)}`, to: id },
      condition: { label: index % 2 === 0 ? 'yes' : 'no' },
    })),
  };
}
