import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import type { WalkDto } from '../../src/l1-walks/walks.response.dto.js';
import type { TestAccount } from '../support/app.js';
import { describePages, Desk, expectAccessible, expectFitsWidth, PHONE } from '../support/desk.js';
import { FlowPublisher } from '../support/flow-publisher.js';

const PING = 'Does the printer answer a ping from the print server?';
const PORT = 'Does the port of the print queue show the address of the printer?';
const SPOOLER = 'Clear the queue and restart the Print Spooler service.';
const PRINTED = 'A test page comes out and the printer shows as online.';

describePages('walking a flow', () => {
  let desk: Desk;
  let account: TestAccount;
  let flowId: string;
  let page: Page;

  beforeAll(async () => {
    desk = await Desk.start();
  });

  beforeEach(async () => {
    account = await desk.test.openAccount();
    flowId = await new FlowPublisher(desk.test).publish(account);
  });

  afterEach(async () => {
    await desk.leave(page);
    desk.expectNoFaults();
  });

  afterAll(() => desk.close());

  const heading = (name: string): Promise<void> => page.getByRole('heading', { level: 2, name }).waitFor();

  /** What has the focus, in its own words. */
  const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.textContent');

  async function startWalk(more: object = {}): Promise<WalkDto> {
    const { body } = await desk.test
      .as(account.tokens.engineer)
      .post('/v1/l1-walks')
      .send({ flow_id: flowId, problem: 'Nothing prints', ...more })
      .expect(201);
    return body as WalkDto;
  }

  async function readWalk(id: string): Promise<WalkDto> {
    const { body } = await desk.test.as(account.tokens.engineer).get(`/v1/l1-walks/${id}`).expect(200);
    return body as WalkDto;
  }

  async function openWalk(more: object = {}): Promise<WalkDto> {
    const walk = await startWalk(more);
    page = await desk.open(account, 'engineer', `/walk/${walk.id}`);
    await heading(PING);
    return walk;
  }

  const idOfPage = (): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

  it('leads from the words of a caller to the end by the keyboard alone', async () => {
    page = await desk.open(account, 'engineer', '/walk');
    await page.getByLabel("What is wrong, in the caller's words?").waitFor();
    await page.keyboard.type('the printer is offline');
    await page.getByRole('option', { name: /Printer offline/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await heading(PING);
    expect(await focused()).toBe(PING);
    await expectAccessible(page);

    await page.keyboard.press('w');
    await page.keyboard.type('it does, I see answers');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await heading(PORT);
    expect(await focused()).toBe(PORT);
    await page.getByText('“it does, I see answers”').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('queue PRN-2');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await heading(SPOOLER);
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await heading(PRINTED);
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByLabel('The caller says that it works').check();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await heading('This walk is over: solved');
    await page.getByText('Confirmed: the ticket stayed closed.').waitFor();
    await expectAccessible(page);

    const walk = await readWalk(idOfPage());
    expect(walk).toMatchObject({
      ...{ status: 'resolved', outcome_confirmed: true, problem: 'the printer is offline' },
      walked_path: [
        { kind: 'answer', condition: 'yes', words: 'it does, I see answers', note: null },
        { kind: 'answer', condition: 'yes', words: null, note: 'queue PRN-2' },
        { kind: 'step' },
        { kind: 'finish' },
      ],
    });
  });

  it('reads free words, and keeps those that are not clear until a way is chosen', async () => {
    const { id } = await openWalk();
    const words = page.getByLabel("The caller's words");
    await page.keyboard.press('1');
    await heading(PORT);
    await words.fill('the colour of the cat');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Which of the answers do the words mean?').waitFor();
    expect(await words.inputValue()).toBe('the colour of the cat');
    await expectAccessible(page);
    await words.fill('no, it has an old one');
    await page.getByRole('button', { name: 'Send the words' }).click();
    await heading('Set the TCP/IP port to the printer address and turn SNMP off.');
    expect(await words.inputValue()).toBe('');
    expect((await readWalk(id)).walked_path).toMatchObject([
      { condition: 'yes' },
      { condition: 'no', words: 'no, it has an old one' },
    ]);
  });

  it('goes back step by step, and to any answer at once', async () => {
    const { id } = await openWalk();
    for (const [key, next] of [['1', PORT] as const, ['1', SPOOLER] as const, ['Enter', PRINTED] as const]) {
      await page.keyboard.press(key);
      await heading(next);
    }
    await page.keyboard.press('b');
    await heading(SPOOLER);
    await page.getByRole('button', { name: `Back to here: ${PING}` }).click();
    await heading(PING);
    await page.getByText('Nothing is answered yet.').waitFor();
    const { walked_path } = await readWalk(id);
    expect(walked_path.filter(({ kind }) => kind === 'back')).toHaveLength(3);
  });

  it('records what the flow does not have, and keeps it while it is typed', async () => {
    const { id } = await openWalk();
    await page.keyboard.press('d');
    await page.getByLabel('What did you ask or do?').fill('Fed the printer by hand');
    await expectAccessible(page);
    await page.reload();
    await heading(PING);
    await page.keyboard.press('d');
    expect(await page.getByLabel('What did you ask or do?').inputValue()).toBe('Fed the printer by hand');
    await page.getByLabel('What came of it?').fill('one page came out');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Fed the printer by hand').waitFor();
    expect(await readWalk(id)).toMatchObject({
      deviation_count: 1,
      walked_path: [
        { step: { kind: 'action', text: 'Fed the printer by hand', result: 'one page came out' } },
      ],
    });
  });

  it('finds one of many answers, and takes one that the flow has no way for beside it', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Program ${index + 1}`);
    flowId = await new FlowPublisher(desk.test).publish(account, {
      title: 'Programs that do not open',
      document: {
        schema_version: 1,
        entries: ['which'],
        nodes: [
          { id: 'which', kind: 'question', text: 'Which program is it?' },
          { id: 'opens', kind: 'question', text: 'Does it open now?' },
          { id: 'end', kind: 'resolution', text: 'It opens.' },
        ],
        edges: [
          ...names.map((label, index) => ({
            id: `e${index}`,
            from: 'which',
            to: 'opens',
            condition: { label },
          })),
          { id: 'yes', from: 'opens', to: 'end', condition: { label: 'yes' } },
        ],
      },
    });
    const { id } = await startWalk();
    page = await desk.open(account, 'engineer', `/walk/${id}`);
    await heading('Which program is it?');
    await page.keyboard.press('/');
    await page.keyboard.type('program 12');
    await page.getByRole('button', { name: 'Program 1', exact: true }).waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await heading('Does it open now?');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'No the flow has no way for it yet' }).click();
    await page.getByLabel('What did you ask or do?').fill('Installed it anew');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Installed it anew').waitFor();
    expect((await readWalk(id)).walked_path).toMatchObject([
      { condition: 'Program 12' },
      { kind: 'deviation', words: 'no', step: { text: 'Installed it anew' } },
    ]);
  });

  it('ends as escalated with one line why, and is confirmed or not later', async () => {
    const { id } = await openWalk();
    await page.keyboard.press('e');
    await page.getByLabel('Who takes over?').fill('the vendor');
    await page.getByLabel('In one line: why?').fill('The card is dead');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await heading('This walk is over: escalated');
    expect(await readWalk(id)).toMatchObject({ escalated_to: 'the vendor', notes: 'The card is dead' });

    const other = await startWalk();
    await page.goto(`/walk/${other.id}`);
    await heading(PING);
    await page.keyboard.press('f');
    await page.keyboard.press('Control+Enter');
    await heading('This walk is over: solved');
    await page.getByRole('button', { name: 'The ticket stayed closed' }).click();
    await page.getByText('Confirmed: the ticket stayed closed.').waitFor();
    await page.getByRole('button', { name: 'It was opened again' }).click();
    await page.getByText('The ticket was opened again.').waitFor();
    expect(await readWalk(other.id)).toMatchObject({ outcome_confirmed: false });
  });

  it('flags a step for whoever answers for the flow', async () => {
    await openWalk();
    await page.keyboard.press('g');
    await page.getByLabel('It is out of date').check();
    await page.getByLabel('In your words').fill('There is no print server any more');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { body } = await desk.test.as(account.tokens.engineer).get(`/v1/flows/${flowId}/flags`).expect(200);
    expect(body.items).toMatchObject([
      { node_id: 'ping', reason: 'outdated', words: 'There is no print server any more' },
    ]);
  });

  it('gives the ticket a note, as text and as Markdown', async () => {
    await openWalk();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('1');
    await heading(PORT);
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `Printer offline (version 1)\nProblem: Nothing prints\n\n1. ${PING} → yes\n\nStill open at: ${PORT}`,
    );
    await page.getByText('Markdown').click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      '**Printer offline (version 1)**',
    );
  });

  it('opens from a ticket, and takes up the walk that is open for it', async () => {
    page = await desk.open(account, 'engineer', '/walk?ticket=psa/48213&q=printer+offline');
    await page.getByRole('option', { name: /Printer offline/ }).click();
    await heading(PING);
    const first = idOfPage();
    expect(await readWalk(first)).toMatchObject({ linked_ticket_id: '48213', linked_ticket_kind: 'psa' });
    await page.keyboard.press('1');
    await heading(PORT);

    await page.goto('/walk?ticket=psa/48213&q=printer+offline');
    await heading(PORT);
    expect(idOfPage()).toBe(first);
    await page.getByText('This ticket had an open walk').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Begin another walk beside it' }).click();
    await page.getByRole('option', { name: /Printer offline/ }).click();
    await heading(PING);
    expect(idOfPage()).not.toBe(first);
  });

  it('tells whose walk of the ticket is open, where it is somebody else’s', async () => {
    const { body: user } = await desk.test
      .as(account.tokens.admin)
      .post('/v1/users')
      .send({ email: 'ben@larch.example', display_name: 'Ben Larch', role: 'engineer' })
      .expect(201);
    const { body } = await desk.test.as(account.tokens.admin).post(`/v1/users/${user.id}/token`).expect(201);
    await desk.test
      .as(body.token)
      .post('/v1/l1-walks')
      .send({ flow_id: flowId, linked_ticket_id: '7', linked_ticket_kind: 'psa' })
      .expect(201);
    page = await desk.open(account, 'engineer', '/walk?ticket=psa/7&q=printer+offline');
    await page.getByRole('option', { name: /Printer offline/ }).click();
    await page.getByText('Walk of Ben Larch').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go on' }).click();
    await page.getByText('Ben Larch walks here. You may look on.').waitFor();
    await expectAccessible(page);
  });

  it('records a session where no flow fits, and keeps it over a reload', async () => {
    page = await desk.open(account, 'engineer', '/walk?ticket=psa/9&q=zebra+crossing');
    await page.getByText('No flow has anything of this.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Record what you do instead' }).click();
    await page.getByLabel('What exactly?').fill('Are the lights on?');
    await page.reload();
    expect(await page.getByLabel('What exactly?').inputValue()).toBe('Are the lights on?');
    await page.getByLabel('Answer, or what came of it').fill('no');
    await page.getByRole('button', { name: 'Add a step' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save the session' }).click();
    await page.getByText('Saved. The flywheel looks at it now.').waitFor();
    await expectAccessible(page);
    const { body } = await desk.test.as(account.tokens.engineer).get('/v1/ai-sessions').expect(200);
    expect(body.items).toMatchObject([
      { title: 'zebra crossing', status: 'resolved', linked_ticket_id: '9', origin: 'manual' },
    ]);
  });

  it('fits a phone', async () => {
    const walk = await startWalk();
    page = await desk.open(account, 'engineer', '/walk?q=printer+offline', { viewport: PHONE });
    await page.getByRole('option').first().waitFor();
    await expectFitsWidth(page);
    await page.goto(`/walk/${walk.id}`);
    await heading(PING);
    await expectFitsWidth(page);
    await page.getByRole('button', { name: 'Yes' }).click();
    await heading(PORT);
    await expectAccessible(page);
  });

  it('says that there is no such walk, also for one of another account', async () => {
    const walk = await startWalk();
    const stranger = await desk.test.openAccount();
    page = await desk.open(stranger, 'engineer', `/walk/${walk.id}`);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });

  it('shows how the walk stands where it moved in another window, and keeps the words', async () => {
    const walk = await openWalk();
    await desk.test
      .as(account.tokens.engineer)
      .post(`/v1/l1-walks/${walk.id}/answer`)
      .send({ version: 1, condition: 'yes' })
      .expect(200);
    await page.getByLabel("The caller's words").fill('hm, no');
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await heading(PORT);
    await page.getByText('The walk has moved on in the meantime').waitFor();
    expect(await page.getByLabel("The caller's words").inputValue()).toBe('hm, no');
    await expectAccessible(page);
    expect((await readWalk(walk.id)).version).toBe(2);
  });

  const cut = (route: Route): Promise<void> => route.abort('connectionreset');

  it('repeats an answer that did not arrive, and says so', async () => {
    const walk = await openWalk();
    await page.route('**/answer', cut);
    await page.keyboard.press('1');
    await page.getByText('“Yes” has not arrived yet.').waitFor();
    await expectAccessible(page);
    // Whatever is pressed meanwhile is not another intent.
    await page.keyboard.press('2');
    await page.unroute('**/answer', cut);
    await heading(PORT);
    expect((await readWalk(walk.id)).walked_path).toMatchObject([{ condition: 'yes' }]);
  });

  it('takes an answer once whose confirmation was lost', async () => {
    const walk = await openWalk();
    let lost = 0;
    await page.route('**/answer', async (route) => {
      await route.fetch();
      if (lost++ < 2) await route.abort('connectionreset');
      else await route.fallback();
    });
    await page.keyboard.press('1');
    await heading(PORT);
    expect(lost).toBeGreaterThan(2);
    expect((await readWalk(walk.id)).walked_path).toHaveLength(1);
  });

  it('goes on after a reload with an answer that was under way', async () => {
    const walk = await openWalk();
    await page.route('**/answer', cut);
    await page.getByLabel("The caller's words").fill('yes it does');
    await page.keyboard.press('Control+Enter');
    await page.getByText('“yes it does” has not arrived yet.').waitFor();
    await page.unroute('**/answer', cut);
    await page.reload();
    await heading(PORT);
    expect((await readWalk(walk.id)).walked_path).toMatchObject([{ condition: 'yes', words: 'yes it does' }]);
  });

  it('waits without a connection, and sends when it is back', async () => {
    const walk = await openWalk();
    await page.context().setOffline(true);
    await page.getByText('No connection. What you do is kept').waitFor();
    await page.keyboard.press('2');
    await page.getByText('No connection. “No” is kept').waitFor();
    await expectAccessible(page);
    expect((await readWalk(walk.id)).version).toBe(1);
    await page.context().setOffline(false);
    await heading('Reseat the network cable and power the printer off and on.');
    expect((await readWalk(walk.id)).version).toBe(2);
  });
});
