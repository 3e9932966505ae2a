import { describe, expect, it } from '@jest/globals';
import {
  brierScoresOf,
  caseOf,
  modelOf,
  reliabilityOf,
  scoreOf,
  type CalibrationCase,
  type JudgedProposal,
} from './calibration.js';

const judged = (given: Partial<JudgedProposal> = {}, confirmedThen = false): JudgedProposal => ({
  status: 'approved',
  reasonCode: null,
  predicted: {
    confidence_score: 0.6,
    prior_confidence: 0.4,
    confidence_basis: 'calibrated',
    validated_by_outcome: confirmedThen,
  },
  validatedByOutcome: confirmedThen,
  ...given,
});

describe('caseOf', () => {
  it.each([
    ['approved', 1],
    ['modified', 1],
    ['rejected', 0],
    ['dismissed', 0],
  ] as const)('takes %s for %d, and keeps both predictions', (status, observed) => {
    expect(caseOf(judged({ status }))).toEqual({ prior: 0.4, predicted: 0.6, observed });
  });

  it.each([
    ['rejected', 'duplicate'],
    ['dismissed', 'not_now'],
    ['dismissed', 'needs_owner'],
  ] as const)('learns nothing from %s as %s', (status, reasonCode) => {
    expect(caseOf(judged({ status, reasonCode }))).toBeNull();
  });

  it.each(['incorrect', 'unsafe', 'low_value', 'out_of_scope', 'other', 'unheard_of'])(
    'learns from %s',
    (reasonCode) => {
      expect(caseOf(judged({ status: 'rejected', reasonCode }))?.observed).toBe(0);
    },
  );

  it('learns nothing where nothing was predicted', () => {
    expect(caseOf(judged({ predicted: null }))).toBeNull();
  });

  it('hears an outcome that became known later as a second witness', () => {
    expect(caseOf(judged({ validatedByOutcome: true }))?.observed).toBe(1);
    expect(caseOf(judged({ status: 'rejected', validatedByOutcome: true }))?.observed).toBe(0.5);
    expect(caseOf(judged({ validatedByOutcome: false }, true))?.observed).toBe(0.5);
    expect(caseOf(judged({ status: 'rejected', validatedByOutcome: false }, true))?.observed).toBe(0);
  });

  it('does not count again what was confirmed before the decision', () => {
    expect(caseOf(judged({ status: 'rejected' }, true))?.observed).toBe(0);
  });
});

const cases: CalibrationCase[] = [
  { prior: 0.4, predicted: 0.6, observed: 1 },
  { prior: 0.4, predicted: 0.64, observed: 0 },
  { prior: 0.5, predicted: 0.69, observed: 1 },
  { prior: 0.9, predicted: 1, observed: 1 },
];

describe('modelOf', () => {
  it('stays with the formula below the minimum', () => {
    const model = modelOf(cases, 5);
    expect(model).toEqual({ basis: 'prior', curve: null });
    expect(scoreOf(model, 0.4123)).toBe(0.4123);
  });

  it('goes by the decisions from the minimum on, and by what the formula had said', () => {
    const model = modelOf(cases, 4);
    expect(model.basis).toBe('calibrated');
    expect(scoreOf(model, 0.5)).toBeGreaterThan(0.5);
    expect(scoreOf(model, 0.4)).toBe(Math.round(scoreOf(model, 0.4) * 10_000) / 10_000);
  });
});

describe('reliabilityOf', () => {
  it('puts what was predicted beside what came of it', () => {
    const bins = reliabilityOf(cases);
    expect(bins).toHaveLength(10);
    expect(bins[6]).toEqual({
      from: 0.6,
      to: 0.7,
      count: 3,
      meanPredicted: expect.closeTo(1.93 / 3),
      meanObserved: expect.closeTo(2 / 3),
    });
    expect(bins[9]).toEqual({ from: 0.9, to: 1, count: 1, meanPredicted: 1, meanObserved: 1 });
    expect(bins[0]).toEqual({ from: 0, to: 0.1, count: 0, meanPredicted: null, meanObserved: null });
  });

  it('puts a score on a bound into the upper stretch', () => {
    for (let tenth = 0; tenth < 10; tenth++) {
      const predicted = tenth / 10;
      const counts = reliabilityOf([{ prior: 0, predicted, observed: 1 }]).map(({ count }) => count);
      expect(counts.indexOf(1)).toBe(tenth);
    }
  });
});

describe('brierScoresOf', () => {
  it('compares what was shown, the formula and the model in force', () => {
    const scores = brierScoresOf(cases, modelOf(cases, 5));
    expect(scores?.predicted).toBeCloseTo((0.16 + 0.4096 + 0.0961 + 0) / 4, 12);
    expect(scores?.prior).toBeCloseTo((0.36 + 0.16 + 0.25 + 0.01) / 4, 12);
    expect(scores?.model).toBe(scores?.prior);
    expect(brierScoresOf(cases, modelOf(cases, 4))?.model).toBeLessThan(scores?.prior ?? 0);
  });

  it('says nothing of no decisions', () => {
    expect(brierScoresOf([], modelOf([], 1))).toBeNull();
  });
});
