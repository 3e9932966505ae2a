import { afterEach, beforeAll, expect, it } from '@jest/globals';
import {
  describePages,
  type Desk,
  deskOfFile,
  expectAccessible,
  expectFitsWidth,
  PHONE,
} from '../../support/desk.js';
import { ProposalWriter } from '../../support/proposals.js';
import { Walker } from '../../support/walker.js';

describePages('the home page', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await deskOfFile();
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  it('leads a reviewer to what waits, what they hold, and what came of it', async () => {
    const account = await desk.test.openAccount('Larch & Sons');
    const writer = new ProposalWriter(desk.test);
    const reviewer = desk.test.as(account.tokens.reviewer);
    const published = await writer.proposal(account, { title: 'Printer offline' });
    const { body } = await reviewer.post(`/v1/proposals/${published}/approve`).send({}).expect(200);
    await reviewer
      .post(`/v1/flows/${body.published_flow_id}/flags`)
      .send({ reason: 'unclear', words: 'Which server?' })
      .expect(201);
    const held = await writer.proposal(account, { title: 'Scanner makes stripes' });
    await reviewer.post(`/v1/proposals/${held}/claim`).expect(200);

    const page = await desk.open(account, 'reviewer', '/', { viewport: PHONE });
    await page.getByText('One proposal waits').waitFor();
    await page.getByRole('region', { name: 'Learned this week' }).getByText('1 approved').waitFor();
    await page.getByText('nobody walked it since').waitFor();
    await page.getByText('unclear: Which server?').waitFor();
    const weeks = page.getByRole('region', { name: 'Decided, week by week' });
    await weeks.getByRole('row', { name: /1 approved$/ }).waitFor();
    await page.getByRole('link', { name: 'Scanner makes stripes' }).waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Printer offline', exact: true }).click();
    await page.getByText('Which server?').waitFor();
    await desk.leave(page);
  });

  it('draws whether it helped, and what was decided in which week, and says the same in words', async () => {
    const account = await desk.test.openAccount('Larch & Sons');
    const reviewer = desk.test.as(account.tokens.reviewer);
    const writer = new ProposalWriter(desk.test);
    const id = await writer.proposal(account, { title: 'Printer offline' });
    const { body } = await reviewer.post(`/v1/proposals/${id}/approve`).send({}).expect(200);
    for (const outcome of ['resolved', 'abandoned']) {
      const walker = await Walker.start(desk.test, account.tokens.engineer, {
        flow_id: body.published_flow_id,
      });
      await walker.finish({ outcome });
    }
    const parked = await writer.proposal(account, { title: 'Scanner makes stripes' });
    const reason = { reason_code: 'not_now' };
    await reviewer.post(`/v1/proposals/${parked}/dismiss`).send(reason).expect(200);

    const page = await desk.open(account, 'viewer', '/', { viewport: PHONE });
    await page.getByText('50% of 2 walks solved since').waitFor();
    const week = page.getByRole('row', { name: /1 approved, 1 parked$/ });
    await week.waitFor();
    expect(await week.locator('.mantine-Progress-section').count()).toBe(4);
    await expectAccessible(page);
    await expectFitsWidth(page);
    await desk.leave(page);
  });

  it('shows the rest where one part of it cannot be read', async () => {
    const account = await desk.test.openAccount('Half');
    const page = await desk.open(account, 'viewer', '/sign-in');
    await page.route('**/v1/review/summary?*', (route) =>
      route.fulfill({ status: 500, json: { title: 'Broken' } }),
    );
    await page.goto('/');
    await page.getByText('Broken').first().waitFor();
    await page.getByText('Nothing is flagged.').waitFor();
    await desk.leave(page);
  });
});
