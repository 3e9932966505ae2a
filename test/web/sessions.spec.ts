import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';

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
    await page.getByRole('link', { name: 'stripes.md' }).click();
    await page.getByRole('heading', { level: 1, name: 'stripes.md' }).waitFor();
    await page.getByText('If yes: Clean the glass strip.').waitFor();
    await expectFitsWidth(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'The session it became' }).click();
    await page.getByRole('heading', { level: 1, name: 'Scanner makes stripes' }).waitFor();
    await desk.leave(page);
  });
});
