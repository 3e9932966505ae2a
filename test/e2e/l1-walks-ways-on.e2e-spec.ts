import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import type { WalkDto } from '../../src/l1-walks/walks.response.dto.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { Walker } from '../support/walker.js';

/** A flow that so far knows what to do for one answer of each question. */
const LABELS: FlowDocument = {
  schema_version: 1,
  entries: ['ribbon'],
  nodes: [
    { id: 'ribbon', kind: 'question', text: 'Is the ribbon of the label printer in place?' },
    { id: 'light', kind: 'question', text: 'Which light is on at the label printer?' },
    { id: 'open', kind: 'action', text: 'Open the lid of the label printer and close it again.' },
  ],
  edges: [
    { id: 'e1', from: 'ribbon', to: 'light', condition: { label: 'no' } },
    { id: 'e2', from: 'light', to: 'open', condition: { label: 'red' } },
  ],
};
const TICKET = { linked_ticket_id: '48213', linked_ticket_kind: 'psa' };
const PROBLEM = 'The label printer prints nothing and its light is on';

let test: TestApp;
let publisher: FlowPublisher;
let account: TestAccount;
let flow: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  publisher = new FlowPublisher(test);
});

afterAll(() => test.close());

beforeEach(async () => {
  account = await test.openAccount();
  flow = await publisher.publish(account, { title: 'Label printer prints nothing', document: LABELS });
});

const begin = (body: object, token = account.tokens.engineer) =>
  test.as(token).post('/v1/l1-walks').send(body);
const start = (body: object = {}): Promise<Walker> =>
  Walker.start(test, account.tokens.engineer, { flow_id: flow, ...body });
const shown = ({ options }: WalkDto) => options.map(({ condition, known, to }) => [condition, known, to?.id]);

describe('the walk of a ticket', () => {
  it('is found again where it is open: by the problem, by its flow, and whoever asks', async () => {
    const { body: open } = await begin({ problem: PROBLEM, ...TICKET }).expect(201);
    for (const again of [
      { problem: PROBLEM, ...TICKET },
      { flow_id: flow, ...TICKET },
    ])
      for (const token of [account.tokens.engineer, account.tokens.reviewer]) {
        const { body } = await begin(again, token).expect(409);
        expect(body).toMatchObject({ code: 'walk_open', walk_id: open.id, walk: open });
      }
    const { body } = await test
      .as(account.tokens.engineer)
      .get('/v1/l1-walks?status=active&linked_ticket_id=48213&linked_ticket_kind=psa')
      .expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([open.id]);
  });

  it('may be another one where that is wanted, of another flow, of another ticket, or once it is finished', async () => {
    const walker = await start(TICKET);
    await begin({ flow_id: flow, ...TICKET, beside_open: true }).expect(201);
    const other = await publisher.publish(account, { title: 'Another' });
    await begin({ flow_id: other, ...TICKET }).expect(201);
    await begin({ flow_id: flow, ...TICKET, linked_ticket_kind: 'internal' }).expect(201);
    await begin({ flow_id: flow, linked_ticket_id: '48214' }).expect(201);
    await begin({ flow_id: flow, problem: PROBLEM }).expect(201);
    const { body } = await begin({ flow_id: flow, ...TICKET }).expect(409);
    await walker.finish({ outcome: 'abandoned' });
    await test
      .as(account.tokens.engineer)
      .post(`/v1/l1-walks/${body.walk_id}/finish`)
      .send({ version: 1, outcome: 'abandoned' })
      .expect(200);
    await begin({ flow_id: flow, ...TICKET }).expect(201);
  });

  it('is one, of however many begin it at the same time', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => begin({ flow_id: flow, ...TICKET })));
    const [won] = answers.filter(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'walk_open', walk_id: won?.body.id });
  });

  it('is nobody else’s of another account, and no word of it is told there', async () => {
    await start(TICKET);
    const foreign = await test.openAccount();
    const theirs = await publisher.publish(foreign, { document: LABELS });
    await begin({ flow_id: theirs, ...TICKET }, foreign.tokens.engineer).expect(201);
  });

  it('is said to be over, where the flow that fits was walked for it already', async () => {
    const walker = await start({ problem: PROBLEM, ...TICKET });
    await walker.finish({ outcome: 'escalated' });
    const { body } = await begin({ problem: PROBLEM, ...TICKET }).expect(409);
    expect(body).toMatchObject({
      code: 'flow_unclear',
      detail:
        'The flow that fits best was walked for this ticket already (escalated): begin with one of the suggestions',
      suggestions: [{ flow_id: flow }],
    });
  });
});

describe('a question with one way', () => {
  it('shows the answer that has none yet, and anything else', async () => {
    const { walk } = await start();
    expect(shown(walk)).toEqual([
      ['no', true, 'light'],
      ['yes', false, undefined],
      [null, false, undefined],
    ]);
    expect(walk.options[1]).toEqual({ edge_id: null, condition: 'yes', to: null, known: false });
    expect(walk.at_end).toBe(false);
  });

  it('shows anything else beside answers that are neither yes nor no, and nothing at an action or an end', async () => {
    const walker = await start();
    await walker.follow('no');
    expect(shown(walker.walk)).toEqual([
      ['red', true, 'open'],
      [null, false, undefined],
    ]);
    await walker.follow('red');
    expect(walker.walk).toMatchObject({ options: [], at_end: true });
  });

  it('shows only what is known, where yes and no or any other answer lead on', async () => {
    const printer = await publisher.publish(account, { title: 'Printer offline' });
    const { walk } = await start({ flow_id: printer });
    expect(walk.options.map(({ known }) => known)).toEqual([true, true, true]);
    const walker = await start({ flow_id: printer });
    await walker.follow('yes');
    expect(shown(walker.walk).map(([condition]) => condition)).toEqual(['yes', 'no']);
  });

  it.each([
    [{ condition: 'Yes' }, '/condition', /deviate records what is done, with the answer in its words/],
    [{ words: 'Yes, it is in place.' }, '/words', /^means yes, for which the flow has no way yet; deviate/],
    [{ edge_id: 'e2' }, '/edge_id', /deviate records what is done/],
  ])('says of %j how to go on', async (answer, pointer, detail) => {
    const walker = await start();
    const { status, body } = await walker.try('answer', { version: 1, ...answer });
    expect([status, body.code]).toEqual([422, 'no_such_answer']);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
    expect(body.options).toEqual(walker.walk.options);
  });

  it('takes what was done for the answer as a deviation, of which the session has the answer', async () => {
    const walker = await start();
    await walker.deviate({
      kind: 'action',
      text: 'Clean the head with alcohol.',
      result: 'it prints',
      words: 'yes',
    });
    await walker.finish({ outcome: 'resolved' });
    const { body } = await test
      .as(account.tokens.viewer)
      .get(`/v1/ai-sessions/${walker.walk.session_id}`)
      .expect(200);
    expect(body.steps).toMatchObject([
      { kind: 'question', text: LABELS.nodes[0]?.text, result: 'yes' },
      { kind: 'action', text: 'Clean the head with alcohol.', result: 'it prints' },
    ]);
  });
});
