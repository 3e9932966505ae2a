import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { FlowPublisher } from '../support/flow-publisher.js';

const SESSION = {
  external_id: 'fan-1',
  title: 'Laptop fan is loud',
  messages: [{ role: 'user', content: 'It sounds like a hair dryer.' }],
  steps: [
    { kind: 'question', text: 'Is the vent blocked?', result: 'yes, by dust' },
    { kind: 'action', text: 'Blow the dust out of the vent.', result: 'quiet again' },
  ],
  outcome: 'resolved',
};
const RUNBOOK = `# Scanner makes stripes

1. Is there a stripe at the same place on every page?
   - If yes: Clean the glass strip.
   - If no: Call the vendor.
`;

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

describePages('the pages of sessions and knowledge', () => {
  let desk: Desk;
  let account: TestAccount;

  beforeAll(async () => {
    desk = await Desk.start();
  });

  beforeEach(async () => {
    account = await desk.test.openAccount('Larch & Sons');
  });

  afterEach(() => {
    desk.expectNoFaults();
  });

  afterAll(() => desk.close());

  it('import a file of sessions, name its faulty lines, and lead to what came of each', async () => {
    const page = await desk.open(account, 'reviewer', '/sessions');
    await page.getByText('No session yet.').waitFor();
    await page.getByRole('link', { name: 'Import sessions' }).click();
    await expectAccessible(page);
    const lines = [JSON.stringify(SESSION), 'no json', JSON.stringify({ external_id: 'x' })].join('\n');
    await page.locator('input[type=file]').setInputFiles(fileOf('talks.ndjson', lines));
    await page.getByText('Laptop fan is loud').waitFor();
    await page.getByText('Line 2: no JSON object').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByText('It is done').waitFor();
    await page.getByText('1 sessions created').waitFor();
    await page.getByText(/^Line 2: /).waitFor();
    await page.getByText(/^Line 3: /).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByText('It is done').waitFor();

    await page.goto('/sessions?q=fan');
    await page.getByRole('link', { name: 'Laptop fan is loud' }).click();
    await page.getByRole('heading', { level: 1, name: 'Laptop fan is loud' }).waitFor();
    await page.getByText('It sounds like a hair dryer.').waitFor();
    await page.getByText('A flow of its own was proposed').waitFor();
    await page.getByRole('button', { name: 'The outcome was confirmed' }).click();
    await page.getByRole('button', { name: 'Take the confirmation back' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'The proposal' }).click();
    await page.waitForURL(/\/review\//);
    await desk.leave(page);
  });

  it('say why a file was not taken, and keep it at hand', async () => {
    const page = await desk.open(account, 'engineer', '/sessions/import', { viewport: PHONE });
    await page.locator('input[type=file]').setInputFiles(fileOf('empty.ndjson', '\n\n'));
    await page.getByText('There is no line in it.').waitFor();
    expect(await page.getByRole('button', { name: 'Import it' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Another file' }).click();
    await page.locator('input[type=file]').setInputFiles(fileOf('talks.ndjson', JSON.stringify(SESSION)));
    await page.route('**/v1/ai-sessions/import', (route) =>
      route.fulfill({ status: 413, json: { title: 'Too large', detail: 'The upload has too many lines.' } }),
    );
    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByText('The upload has too many lines.').waitFor();
    await expectFitsWidth(page);
    await page.unroute('**/v1/ai-sessions/import');
    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByText('It is done').waitFor();
    await desk.leave(page);
  });

  it('are for engineers to import, and for every role to read', async () => {
    const page = await desk.open(account, 'viewer', '/sessions/import');
    await page.getByText('Your role may not see this').waitFor();
    await page.goto('/sessions?status=active');
    await page.getByText('No session fits.').waitFor();
    await expectAccessible(page);
    await page.goto(`/sessions/${account.accountId}`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.goto('/knowledge');
    await page.getByText('Documents are imported by engineers').waitFor();
    await page.getByText('No document yet.').waitFor();
    await expectAccessible(page);
    await desk.leave(page);
  });

  it('show what would come of documents before they are imported, and what came', async () => {
    const page = await desk.open(account, 'reviewer', '/knowledge', { viewport: PHONE });
    await page
      .locator('input[type=file]')
      .setInputFiles([fileOf('stripes.md', RUNBOOK), fileOf('menu.md', 'Soup and salad.')]);
    await page.getByText(/stripes\.md.*would be imported/).waitFor();
    await page.getByText(/menu\.md.*has no procedure/).waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Import them' }).click();
    await page.getByText('What became of them').waitFor();
    // What became of it, and the document among all.
    await page.getByRole('link', { name: 'stripes.md' }).nth(1).waitFor();
    await page.getByRole('link', { name: 'stripes.md' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'stripes.md' }).waitFor();
    await page.getByText('If yes: Clean the glass strip.').waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'The session it became' }).click();
    await page.getByRole('heading', { level: 1, name: 'Scanner makes stripes' }).waitFor();
    await desk.leave(page);
  });

  it('tell of each of many documents what it became, page by page', async () => {
    // More than are imported while one waits, and than one page shows.
    const documents = Array.from({ length: 26 }, (_, at) =>
      fileOf(
        `scanner-${at}.md`,
        at % 25 === 0 ? RUNBOOK.replace('Scanner', `Scanner ${at} of the floor`) : `Soup number ${at}.`,
      ),
    );
    const page = await desk.open(account, 'engineer', '/knowledge', { viewport: PHONE });
    await page.locator('input[type=file]').setInputFiles(documents);
    await page.getByRole('button', { name: 'Import them' }).click();
    await page.getByText('It is done').waitFor({ timeout: 60_000 });
    const became = page.getByRole('region', { name: 'What became of them' });
    await became.getByRole('link', { name: 'scanner-0.md' }).waitFor();
    await became.getByText(/scanner-1\.md.*has no procedure/).waitFor();
    await expectAccessible(page);
    await expectFitsWidth(page);
    await became.getByRole('button', { name: 'Show more' }).click();
    await became.getByRole('link', { name: 'scanner-25.md' }).click();
    await page.getByRole('heading', { level: 1, name: 'scanner-25.md' }).waitFor();
    await page.route('**/v1/jobs/*/documents?*', (route) =>
      route.fulfill({ status: 500, json: { title: 'Broken' } }),
    );
    await page.goBack();
    await page.reload();
    await became.getByText('Broken').first().waitFor();
    await page.unroute('**/v1/jobs/*/documents?*');
    await became.getByRole('button', { name: 'Try again' }).click();
    await became.getByRole('link', { name: 'scanner-0.md' }).waitFor();
    await desk.leave(page);
  });

  it('give a session to the flow to which it belongs, as that flow is now', async () => {
    const publisher = new FlowPublisher(desk.test);
    const flowId = await publisher.publish(account, { title: 'Laptop runs hot' });
    const engineer = desk.test.as(account.tokens.engineer);
    const { title, steps } = SESSION;
    const { body } = await engineer.post('/v1/ai-sessions').send({ title, steps }).expect(201);
    const id: string = body.id;
    await engineer.post(`/v1/ai-sessions/${id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    const viewer = desk.test.as(account.tokens.viewer);
    /** The flow that the proposal changes which the session stands behind; undefined for a new one. */
    const flowOf = async (): Promise<string | undefined> => {
      const { body: read } = await viewer.get(`/v1/ai-sessions/${id}`).expect(200);
      const { body: proposal } = await viewer.get(`/v1/proposals/${read.flywheel.proposal_id}`).expect(200);
      return proposal.target_flow?.id;
    };

    const page = await desk.open(account, 'reviewer', `/sessions/${id}`, { viewport: PHONE });
    await page.getByRole('button', { name: 'It belongs to another flow' }).click();
    const dialog = page.getByRole('dialog');
    const move = dialog.getByRole('button', { name: 'Move it' });
    expect(await move.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'The flow to which it belongs' }).fill('no such words');
    await page.getByText('No flow in use has these words').waitFor();
    await dialog.getByRole('combobox', { name: 'The flow to which it belongs' }).fill('runs h');
    await page.getByRole('option', { name: 'Laptop runs hot' }).click();
    await dialog.getByText('“Laptop fan is loud” is moved to “Laptop runs hot”.').waitFor();
    await dialog.getByLabel('Why?').fill('The dust made it hot.');
    await expectAccessible(page);
    await expectFitsWidth(page);
    await publisher.publishNext(account, flowId, 1);
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('The flow moved from version 1 to 2').waitFor();
    await expectAccessible(page);
    expect(await flowOf()).toBeUndefined();
    expect(await dialog.getByLabel('Why?').inputValue()).toBe('The dust made it hot.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('It adds to the flow: that waits for review.').waitFor();
    await expectAccessible(page);
    expect(await flowOf()).toBe(flowId);
    await page.getByRole('link', { name: 'What it adds' }).click();
    await page.waitForURL(/\/review\//);
    await desk.leave(page);

    const other = await desk.open(account, 'engineer', `/sessions/${id}`);
    await other.getByRole('button', { name: 'The outcome was confirmed' }).waitFor();
    expect(await other.getByRole('button', { name: 'It belongs to another flow' }).count()).toBe(0);
    await desk.leave(other);
  });
});
