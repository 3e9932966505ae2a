import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Page } from 'playwright-core';
import type { TestAccount } from '../../support/app.js';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';
import { waitUntil } from '../../support/wait-until.js';

const DARK = [
  ['user', 'Our scanner does nothing at all since this morning.'],
  ['assistant', 'Is the lamp of the scanner on?'],
  ['user', 'no'],
  ['assistant', 'Plug the power cable into the **left** socket.'],
  ['user', 'The lamp is on and it works now'],
] as const;
const LIT = [
  ['user', 'The scanner does nothing at all.'],
  ['assistant', 'Is the lamp of the scanner on?'],
  ['user', 'yes'],
  ['assistant', 'Put a new driver on the computer of the scanner.'],
  ['user', 'It works now'],
] as const;

describePages('the evidence beside a change', () => {
  let desk: Desk;
  let client: pg.Client;

  beforeAll(async () => {
    desk = await deskOfFile();
    client = new pg.Client({ connectionString: desk.test.database.superuserUrl });
    await client.connect();
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(async () => {
    await client.end();
  });

  /** A session that was talked through and resolved; returns the proposal that the flywheel made of it. */
  async function learned(account: TestAccount, talk: typeof DARK | typeof LIT): Promise<string> {
    const engineer = desk.test.as(account.tokens.engineer);
    const messages = talk.map(([role, content]) => ({ role, content }));
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'Scanner does nothing', problem_domain: 'scanning', messages })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await waitUntil(client, `EXISTS (SELECT FROM session_observations WHERE session_id = '${body.id}')`);
    const read = await engineer.get(`/v1/ai-sessions/${body.id}`).expect(200);
    return String(read.body.flywheel.proposal_id);
  }

  /** The words of the transcript that are marked. */
  const marked = (page: Page) => page.getByRole('region', { name: 'What was said' }).locator('mark');

  it('marks what was said for the step that is looked at, and the answer that led to it', async () => {
    const account = await desk.test.openAccount('Said so');
    const id = await learned(account, DARK);
    const page = await desk.open(account, 'reviewer', `/review/${id}`);
    await marked(page).filter({ hasText: 'Is the lamp of the scanner on?' }).waitFor();
    await page.keyboard.press('j');
    await marked(page).filter({ hasText: 'Plug the power cable' }).waitFor();
    expect(await marked(page).allTextContents()).toEqual([
      'no',
      'Plug the power cable into the **left** socket.',
      'The lamp is on and it works now',
    ]);
    await page.getByText('its answer led to the selected step').waitFor();
    await page.getByText('made the selected step').first().waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('says where a session says nothing for a step, and leads from its steps to those of the flow', async () => {
    const account = await desk.test.openAccount('Silent');
    const first = await learned(account, DARK);
    await desk.test.as(account.tokens.reviewer).post(`/v1/proposals/${first}/approve`).send({}).expect(200);
    const id = await learned(account, LIT);
    expect(id).not.toBe(first);
    const page = await desk.open(account, 'reviewer', `/review/${id}`, { viewport: PHONE });
    await marked(page).filter({ hasText: 'Put a new driver' }).waitFor();
    await page.getByRole('button', { name: /Plug the power cable/ }).click();
    await page.getByText('Nothing in this session speaks for the selected step.').waitFor();
    expect(await marked(page).count()).toBe(0);
    await page.getByRole('button', { name: /^in the flow: Is the lamp/ }).click();
    await marked(page).filter({ hasText: 'Is the lamp of the scanner on?' }).waitFor();
    await expectFitsWidth(page);
    await page.keyboard.press('v');
    await page.getByText('Bold are the steps that the session beside it went through.').waitFor();
    await expectFitsWidth(page);
    await desk.leave(page);
  });
});
