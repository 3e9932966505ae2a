import { afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
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

/** The fields of the form, by what they say and their place in the outline. */
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describePages('modifying a proposed flow', () => {
  let desk: Desk;
  let writer: ProposalWriter;

  beforeAll(async () => {
    desk = await deskOfFile();
    writer = new ProposalWriter(desk.test);
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  async function modifying(account: TestAccount, id: string, viewport = PHONE): Promise<Page> {
    const page = await desk.open(account, 'reviewer', `/review/${id}`, { viewport });
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'Modify before publishing' }).waitFor();
    return page;
  }

  async function published(account: TestAccount, id: string): Promise<FlowDocument> {
    const reviewer = desk.test.as(account.tokens.reviewer);
    const { body } = await reviewer.get(`/v1/proposals/${id}`).expect(200);
    const flow = await reviewer.get(`/v1/flows/${String(body.published_flow_id)}`).expect(200);
    return flow.body.flow_data as FlowDocument;
  }

  const textsOf = ({ nodes }: FlowDocument): string[] => nodes.map(({ text }) => text);

  it('adds a step, says at it what is missing, and publishes it where it was put', async () => {
    const account = await desk.test.openAccount('One more');
    const id = await writer.proposal(account, { document: LAMP });
    const page = await modifying(account, id);
    await press(page, 'Add a step after step 2');
    const added = field(page, 'Do, step 3');
    await page.locator('textarea:focus').waitFor();
    expect(await added.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.getByText('Step added. 4 steps now.').waitFor({ state: 'attached' });
    await page.locator('textarea[aria-invalid=true]').waitFor();
    await expectAccessible(page);
    await expectFitsWidth(page);
    await added.fill('Count to ten.');
    await page.getByRole('combobox', { name: 'What step 3 is' }).selectOption({ label: 'Tell' });
    await page.locator('[aria-invalid=true]').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await page.locator('h1:focus').filter({ hasText: 'Review' }).waitFor();
    const flow = await published(account, id);
    const ten = flow.nodes.find(({ text }) => text === 'Count to ten.');
    expect(ten?.kind).toBe('info');
    expect(flow.edges.filter(({ from, to }) => from === 'switch' || to === 'done')).toMatchObject([
      { from: 'lamp', to: 'done' },
      { from: 'switch', to: ten?.id, condition: null },
      { from: ten?.id, to: 'done', condition: null },
    ]);
    await desk.leave(page);
  });

  it('connects a step with one that is found by its words, and asks for what a way needs', async () => {
    const account = await desk.test.openAccount('Connected');
    const id = await writer.proposal(account, { document: LAMP });
    const page = await modifying(account, id);
    await press(page, 'Add a way on from step 1');
    await page.locator('input:focus').waitFor();
    await press(page, 'Add the way');
    await page.getByText('Say where it leads').waitFor();
    await page.getByText('A question’s way has an answer').waitFor();
    await expectAccessible(page);
    await field(page, 'If the answer is').fill('it flickers');
    const where = page.getByRole('combobox', { name: 'go on with the step' });
    await where.fill('lit');
    await page.getByRole('option', { name: 'It is lit.' }).click();
    await press(page, 'Add the way');
    await field(page, 'Answer that leads to step 5').waitFor();
    expect(await field(page, 'Answer that leads to step 5').inputValue()).toBe('it flickers');
    await press(page, 'Move the way to step 5 up');
    await page.keyboard.press('Control+Enter');
    await page.locator('h1:focus').filter({ hasText: 'Review' }).waitFor();
    const flow = await published(account, id);
    expect(flow.edges.filter(({ from }) => from === 'lamp').map(({ condition }) => condition?.label)).toEqual(
      [...['no', 'it flickers', 'yes']],
    );
    await desk.leave(page);
  });

  it('removes steps and ways, keeps the focus, and takes each back', async () => {
    const account = await desk.test.openAccount('Fewer');
    const id = await writer.proposal(account, { document: LAMP });
    const page = await modifying(account, id);
    await press(page, 'Remove step 2');
    await page.getByText('Step removed. 2 steps now.').waitFor({ state: 'attached' });
    expect(await page.locator('textarea:focus').inputValue()).toBe('Is the lamp on?');
    await press(page, 'Remove the way to step 2');
    await page.getByText('Way removed. 2 steps now.').waitFor({ state: 'attached' });
    expect(await page.locator('textarea:focus').inputValue()).toBe('Is the lamp on?');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await field(page, 'Do, step 2').waitFor();
    expect(await field(page, 'Do, step 2').inputValue()).toBe('Switch it on.');
    await press(page, 'Remove step 2');
    await page.keyboard.press('Control+Enter');
    await page.locator('h1:focus').filter({ hasText: 'Review' }).waitFor();
    expect(textsOf(await published(account, id))).toEqual(['Is the lamp on?', 'It is lit.']);
    await desk.leave(page);
  });
});

/** Asks whether a lamp is on. */
const LAMP: FlowDocument = {
  schema_version: 1,
  entries: ['lamp'],
  nodes: [
    { id: 'lamp', kind: 'question', text: 'Is the lamp on?' },
    { id: 'switch', kind: 'action', text: 'Switch it on.' },
    { id: 'done', kind: 'resolution', text: 'It is lit.' },
  ],
  edges: [
    { id: 'no', from: 'lamp', to: 'switch', condition: { label: 'no' } },
    { id: 'yes', from: 'lamp', to: 'done', condition: { label: 'yes' } },
    { id: 'lit', from: 'switch', to: 'done', condition: null },
  ],
};
