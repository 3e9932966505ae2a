import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { TestAccount } from '../../support/app.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';
import { saying } from '../../support/flow-edits.js';
import { FlowPublisher } from '../../support/flow-publisher.js';
import { ProposalWriter } from '../../support/proposals.js';
import { waitUntil } from '../../support/wait-until.js';

describePages('what stands in the way of a decision', () => {
  let desk: Desk;
  let writer: ProposalWriter;
  let client: pg.Client;

  beforeAll(async () => {
    desk = await deskOfFile();
    writer = new ProposalWriter(desk.test);
    client = new pg.Client({ connectionString: desk.test.database.superuserUrl });
    await client.connect();
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(async () => {
    await client.end();
  });

  const asReviewer = ({ tokens }: TestAccount) => desk.test.as(tokens.reviewer);

  it('asks for the answers that nobody said clearly, and publishes them as they were named', async () => {
    const account = await desk.test.openAccount('Unsure');
    const settings = { name_unsure_labels: true };
    await desk.test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
    const engineer = desk.test.as(account.tokens.engineer);
    const { body } = await engineer.post('/v1/ai-sessions').send(DOUBTFUL).expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await waitUntil(client, `EXISTS (SELECT FROM session_observations WHERE session_id = '${body.id}')`);
    const session = await engineer.get(`/v1/ai-sessions/${body.id}`).expect(200);
    const id = String(session.body.flywheel.proposal_id);
    const page = await desk.open(account, 'reviewer', `/review/${id}`, { viewport: PHONE });
    await page.locator('h1:focus').waitFor();
    const name = page.getByRole('textbox', { name: /Is the light of the dock green/ });
    await name.waitFor();
    await page.keyboard.press('a');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await expectFitsWidth(page);
    expect((await asReviewer(account).get(`/v1/proposals/${id}`).expect(200)).body.status).toBe('pending');
    await name.fill('no');
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.locator('h1:focus').filter({ hasText: 'Review' }).waitFor();
    const read = await asReviewer(account).get(`/v1/proposals/${id}`).expect(200);
    expect(read.body.status).toBe('approved');
    const flow = await asReviewer(account).get(`/v1/flows/${read.body.published_flow_id}`).expect(200);
    const { edges } = flow.body.flow_data as { edges: { condition: { label: string } | null }[] };
    expect(edges.flatMap(({ condition }) => condition?.label ?? [])).toEqual(['no']);
    await desk.leave(page);
  });

  it('tells who modifies a proposal that others published meanwhile, and carries over what was typed', async () => {
    const account = await desk.test.openAccount('Meanwhile');
    const flowId = await new FlowPublisher(desk.test).publish(account);
    const propose = (text: string) =>
      writer.enhancement(account, flowId, 1, { document: saying('cable', text) });
    const theirs = await propose('Replace the cable.');
    const mine = await propose('Reseat the cable at both ends.');
    const page = await desk.open(account, 'reviewer', `/review/${mine}`, { viewport: PHONE });
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('m');
    const step = page.getByRole('textbox', { name: 'Do, step 7' });
    expect(await step.inputValue()).toBe('Reseat the cable at both ends.');
    await step.fill('Reseat it firmly.');
    // A page would go on to this proposal, and hold it.
    await desk.test.as(account.tokens.admin).post(`/v1/proposals/${theirs}/approve`).send({}).expect(200);
    await page.getByText('It changed since you opened it').waitFor();
    await page.getByText('The flow moved from version 1 to 2').waitFor();
    expect(await step.inputValue()).toBe('Reseat it firmly.');
    await expectAccessible(page);
    await expectFitsWidth(page);
    await page.getByRole('button', { name: 'Show it as it is now' }).click();
    await page.getByText('The flow moved from version 1 to 2').waitFor({ state: 'detached' });
    expect(await step.inputValue()).toBe('Reseat it firmly.');
    const choice = page.getByRole('group', { name: 'Others changed 1 place that you changed' });
    await choice.waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('[role=group]:focus').waitFor();
    expect(await choice.getByText(/^Do: /).allTextContents()).toEqual([
      'Do: Reseat the network cable and power the printer off and on.',
      'Do: Replace the cable.',
      'Do: Reseat it firmly.',
    ]);
    await expectAccessible(page);
    await expectFitsWidth(page);
    await choice.getByRole('button', { name: 'Take theirs' }).click();
    expect(await step.inputValue()).toBe('Replace the cable.');
    await choice.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo the last change' }).click();
    await choice.waitFor();
    expect(await step.inputValue()).toBe('Reseat it firmly.');
    await choice.getByRole('button', { name: 'Keep mine' }).click();
    await choice.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await page.locator('h1:focus').filter({ hasText: 'Review' }).waitFor();
    const { body } = await asReviewer(account).get(`/v1/flows/${flowId}`).expect(200);
    expect(body).toMatchObject({ version: 3, flow_data: saying('cable', 'Reseat it firmly.') });
    await desk.leave(page);
  });
});

/** Its first answer leaves open which of two ways it speaks for. */
const DOUBTFUL = {
  title: 'The dock charges nothing',
  problem_domain: 'hardware',
  steps: [
    { kind: 'question', text: 'Is the light of the dock green?', result: 'I cannot tell from here' },
    { kind: 'action', text: 'Move the dock to another socket', result: 'it charges' },
  ],
};
