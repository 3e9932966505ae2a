import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIRM_OUTCOME, OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { fitCurve, readCurve } from '../../src/proposals/calibration/confidence-curve.js';
import { priorOnly, NO_CONFIDENCE } from '../../src/proposals/calibration/confidence.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';

const STEPS = [
  { kind: 'question', text: 'Is the network cable of the camera plugged in?', result: 'no' },
  { kind: 'action', text: 'Plug the network cable into the camera', result: 'picture is back' },
];

let test: TestApp;
let writer: ProposalWriter;
let queue: TestQueue;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  queue = await TestQueue.open(test);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

async function report(account: TestAccount) {
  const { body } = await test.as(account.tokens.viewer).get('/v1/review/calibration').expect(200);
  return body;
}

async function decide(account: TestAccount, id: string, path: string, body: object = {}) {
  const answer = await test
    .as(account.tokens.reviewer)
    .post(`/v1/proposals/${id}/${path}`)
    .send(body)
    .expect(200);
  return answer.body;
}

/** A proposal of which this was predicted, decided so; returns its id. */
async function decided(account: TestAccount, prior: number, path: string, body: object = {}) {
  const id = await writer.proposal(account, priorOnly(prior));
  await decide(account, id, path, body);
  return id;
}

async function setMinimum(account: TestAccount, calibration_minimum: number | null) {
  return test.as(account.tokens.admin).patch('/v1/account').send({ settings: { calibration_minimum } });
}

/** A session that the flywheel has looked at; returns its id and that of its proposal. */
async function observed(account: TestAccount, title: string, steps: object[]) {
  const engineer = test.as(account.tokens.engineer);
  const { body } = await engineer.post('/v1/ai-sessions').send({ title, steps }).expect(201);
  await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  const session = await engineer.get(`/v1/ai-sessions/${body.id}`).expect(200);
  return { sessionId: body.id, proposalId: session.body.flywheel.proposal_id };
}

async function proposal(account: TestAccount, id: string) {
  const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
  return body;
}

describe('the calibration of an account that has decided nothing', () => {
  it('says that the formula is in force, and nothing else', async () => {
    const account = await test.openAccount();
    const body = await report(account);
    expect(body).toMatchObject({
      model: { basis: 'prior', decisions: 0, minimum: 50 },
      decisions: { approved: 0, declined: 0, left_out: 0, confirmed_since: 0, withdrawn_since: 0 },
      brier_scores: null,
    });
    expect(body.model.curve).toHaveLength(11);
    for (const point of body.model.curve) expect(point.confidence_score).toBe(point.prior_confidence);
    expect(body.bins).toHaveLength(10);
    for (const bin of body.bins)
      expect(bin).toMatchObject({ count: 0, mean_predicted: null, mean_observed: null });
  });

  it('is for whoever may read, and for nobody without a credential', async () => {
    const account = await test.openAccount();
    for (const token of Object.values(account.tokens))
      await test.as(token).get('/v1/review/calibration').expect(200);
    const { body } = await test.anonymous().get('/v1/review/calibration').expect(401);
    expect(body.code).toBe('unauthorized');
  });
});

describe('the calibration of an account with decisions', () => {
  /*
   * By hand: .35 approved, modified, rejected; .85 approved; .85 rejected as a duplicate and a draft teach nothing.
   * Brier score: (.65² + .65² + .35² + .15²) / 4 = .2475.
   */
  it('puts what was predicted beside what came of it', async () => {
    const account = await test.openAccount();
    const stranger = await test.openAccount();
    await decided(account, 0.35, 'approve');
    await decided(account, 0.35, 'modify', { flow_data: PRINTER_OFFLINE });
    await decided(account, 0.35, 'reject', { reason_code: 'incorrect' });
    const original = await decided(account, 0.85, 'approve');
    await decided(account, 0.85, 'reject', {
      reason_code: 'duplicate',
      duplicate_of: { kind: 'proposal', id: original },
    });
    await decide(account, await writer.proposal(account, NO_CONFIDENCE), 'approve');
    await writer.proposal(account, priorOnly(0.6));
    await decided(stranger, 0.95, 'reject');

    const body = await report(account);
    expect(body).toMatchObject({
      model: { basis: 'prior', decisions: 4, minimum: 50 },
      decisions: { approved: 3, declined: 1, left_out: 2, confirmed_since: 0, withdrawn_since: 0 },
    });
    expect(body.brier_scores.predicted).toBeCloseTo(0.2475, 12);
    expect(body.brier_scores.prior).toBeCloseTo(0.2475, 12);
    expect(body.bins[3]).toEqual({
      from: 0.3,
      to: 0.4,
      count: 3,
      mean_predicted: expect.closeTo(0.35),
      mean_observed: expect.closeTo(2 / 3),
    });
    expect(body.bins[8]).toMatchObject({ count: 1, mean_predicted: 0.85, mean_observed: 1 });
    expect(body.bins[6]).toMatchObject({ count: 0 });
    expect(body.bins[9]).toMatchObject({ count: 0 });
  });

  it('keeps what was predicted with the decision', async () => {
    const account = await test.openAccount();
    const id = await decided(account, 0.35, 'dismiss', { reviewer_notes: 'Too rare' });
    const { events } = await proposal(account, id);
    expect(events.at(-1)).toMatchObject({
      event: 'dismissed',
      details: {
        predicted: {
          confidence_score: 0.35,
          prior_confidence: 0.35,
          confidence_basis: 'prior',
          validated_by_outcome: false,
        },
      },
    });
  });

  it('forgets a decision that does not stand any more, and takes the next one', async () => {
    const account = await test.openAccount();
    const id = await decided(account, 0.35, 'dismiss');
    expect((await report(account)).decisions).toMatchObject({ approved: 0, declined: 1 });
    await decide(account, id, 'reopen');
    expect((await report(account)).decisions).toMatchObject({ approved: 0, declined: 0 });
    await decide(account, id, 'approve');
    expect((await report(account)).decisions).toMatchObject({ approved: 1, declined: 0 });
  });

  it('takes no decision from a proposal that another took over', async () => {
    const account = await test.openAccount();
    const gone = await decided(account, 0.35, 'dismiss');
    await decide(account, gone, 'reopen');
    const into = await writer.proposal(account);
    expect(await writer.inAccount(account, (tx) => writer.proposals.absorb(tx, into, gone))).toBe(true);
    expect(await proposal(account, gone)).toMatchObject({ status: 'dismissed' });
    const { decisions } = await report(account);
    expect(decisions).toMatchObject({ approved: 0, declined: 0, left_out: 0 });
  });

  it('hears an outcome that is confirmed after the decision', async () => {
    const account = await test.openAccount();
    const { sessionId, proposalId } = await observed(account, 'Camera shows no picture', STEPS);
    await decide(account, proposalId, 'reject');
    expect((await report(account)).bins[3]).toMatchObject({ count: 1, mean_observed: 0 });
    const confirm = async (outcome_confirmed: boolean) => {
      await test
        .as(account.tokens.engineer)
        .post(`/v1/ai-sessions/${sessionId}/confirm`)
        .send({ outcome_confirmed })
        .expect(200);
      await queue.drain(account.accountId, CONFIRM_OUTCOME);
    };
    await confirm(true);
    expect(await report(account)).toMatchObject({
      decisions: { declined: 1, confirmed_since: 1 },
      bins: expect.arrayContaining([expect.objectContaining({ from: 0.3, count: 1, mean_observed: 0.5 })]),
    });
    await confirm(false);
    expect((await report(account)).decisions).toMatchObject({ confirmed_since: 0, withdrawn_since: 0 });
  });
});

describe('the score of proposals', () => {
  it('is what the formula says, until enough was decided', async () => {
    const account = await test.openAccount();
    await setMinimum(account, 10);
    for (let n = 0; n < 9; n++) await decided(account, 0.35, 'approve');
    expect((await report(account)).model).toMatchObject({ basis: 'prior', decisions: 9, minimum: 10 });
    const { proposalId } = await observed(account, 'Camera shows no picture', STEPS);
    expect(await proposal(account, proposalId)).toMatchObject({
      confidence_score: 0.35,
      prior_confidence: 0.35,
      confidence_basis: 'prior',
    });
  });

  it('is then the share of such proposals that was approved', async () => {
    const account = await test.openAccount();
    const stranger = await test.openAccount();
    await setMinimum(account, 10);
    await setMinimum(stranger, 10);
    for (let n = 0; n < 12; n++) await decided(account, 0.35, n % 4 === 0 ? 'reject' : 'approve');
    const { model, brier_scores } = await report(account);
    expect(model).toMatchObject({ basis: 'calibrated', decisions: 12, minimum: 10 });
    expect(brier_scores.model).toBeLessThan(brier_scores.prior);
    const curve = fitCurve(
      Array.from({ length: 12 }, (_, n) => ({ prior: 0.35, observed: n % 4 === 0 ? 0 : 1 })),
    );

    const { proposalId } = await observed(account, 'Camera shows no picture', STEPS);
    const made = await proposal(account, proposalId);
    expect(made).toMatchObject({ prior_confidence: 0.35, confidence_basis: 'calibrated' });
    expect(made.confidence_score).toBeCloseTo(readCurve(curve, 0.35), 4);
    // Nine of twelve were approved.
    expect(Math.abs(made.confidence_score - 0.75)).toBeLessThan(0.12);

    await observed(account, 'Camera shows no picture', STEPS);
    const grown = await proposal(account, proposalId);
    expect(grown).toMatchObject({ supporting_session_count: 2, confidence_basis: 'calibrated' });
    expect(grown.prior_confidence).toBeCloseTo(0.5125, 3);
    expect(grown.confidence_score).toBeCloseTo(readCurve(curve, grown.prior_confidence), 4);

    const theirs = await observed(stranger, 'Camera shows no picture', STEPS);
    expect(await proposal(stranger, theirs.proposalId)).toMatchObject({
      confidence_score: 0.35,
      confidence_basis: 'prior',
    });

    // What is learned from is what the formula said; what is judged is what was shown.
    const approved = await decide(account, proposalId, 'approve');
    expect(approved.events.at(-1).details.predicted).toEqual({
      confidence_score: grown.confidence_score,
      prior_confidence: grown.prior_confidence,
      confidence_basis: 'calibrated',
      validated_by_outcome: false,
    });
    const after = await report(account);
    const shown = after.bins.find((bin: { from: number; to: number }) => {
      return bin.from <= grown.confidence_score && grown.confidence_score < bin.to;
    });
    expect(shown).toMatchObject({ count: 1, mean_predicted: grown.confidence_score, mean_observed: 1 });
  });

  it('leaves what nobody reviews to the formula', async () => {
    const account = await test.openAccount();
    await setMinimum(account, 10);
    const { proposalId } = await observed(account, 'Camera shows no picture', STEPS);
    await decide(account, proposalId, 'approve');
    for (let n = 0; n < 10; n++) await decided(account, 0.35, 'approve');
    const again = await observed(account, 'Camera shows no picture', STEPS);
    expect(await proposal(account, again.proposalId)).toMatchObject({
      proposal_type: 'auto_reinforced',
      confidence_basis: 'prior',
    });
  });
});

describe('the setting calibration_minimum', () => {
  it.each([9, 501, 10.5, '50'])('is not %j', async (calibration_minimum) => {
    const account = await test.openAccount();
    const { body } = await test
      .as(account.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { calibration_minimum } })
      .expect(422);
    expect(body.errors[0].pointer).toBe('/settings/calibration_minimum');
  });

  it('goes back to the default on null', async () => {
    const account = await test.openAccount();
    const set = await setMinimum(account, 500);
    expect(set.body.settings.calibration_minimum).toBe(500);
    expect((await setMinimum(account, null)).body.settings.calibration_minimum).toBe(50);
  });
});
