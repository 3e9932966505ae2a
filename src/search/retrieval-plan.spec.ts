import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  estimateCount,
  planRetrieval,
  POSTING_BUDGET,
  SUBJECT_SAMPLE,
  TERM_SAMPLE,
  type TermSample,
} from './retrieval-plan.js';

const few = { seen: 10, lastSlot: 7, meanLength: 20 };

/** A sample of a term or collection with about so many members, evenly spread over the slots. */
function sampleOf(count: number, sample: number): { seen: number; lastSlot: number } {
  const seen = Math.min(count, sample);
  return { seen, lastSlot: Math.round(-(2 ** 31) + (2 ** 32 * seen) / (count + 1)) };
}

const termOf = (term: string, count: number): TermSample => ({ term, ...sampleOf(count, TERM_SAMPLE) });
const many = { ...sampleOf(10_000, SUBJECT_SAMPLE), meanLength: 100 };

describe('an estimated count', () => {
  it.each([0, 1, TERM_SAMPLE - 1])('is exact for %i', (seen) => {
    expect(estimateCount(seen, seen === 0 ? null : 2 ** 31 - 1, TERM_SAMPLE)).toBe(seen);
  });

  it('is never less than what was seen, and near what evenly spread slots say', () => {
    fc.assert(
      fc.property(fc.integer({ min: TERM_SAMPLE, max: 1_000_000 }), (count) => {
        const { seen, lastSlot } = sampleOf(count, TERM_SAMPLE);
        const estimate = estimateCount(seen, lastSlot, TERM_SAMPLE);
        expect(estimate).toBeGreaterThanOrEqual(seen);
        expect(Math.abs(estimate / count - 1)).toBeLessThan(0.03);
      }),
    );
  });

  it('stays within three standard errors for slots drawn at random', () => {
    let state = 42;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state;
    };
    const slots = Array.from({ length: 5_000 }, () => random() - 2 ** 31).sort((a, b) => a - b);
    const estimate = estimateCount(SUBJECT_SAMPLE, slots[SUBJECT_SAMPLE - 1] ?? 0, SUBJECT_SAMPLE);
    expect(Math.abs(estimate / 5_000 - 1)).toBeLessThan(3 / Math.sqrt(SUBJECT_SAMPLE - 2));
  });
});

describe('the plan of a search', () => {
  it('reads every term of a small account, rarest first', () => {
    const query = new Map([
      ['spooler', 1],
      ['printer', 1.5],
      ['ghost', 1],
    ]);
    const plan = planRetrieval(query, few, [
      { term: 'printer', seen: 9, lastSlot: 7 },
      { term: 'spooler', seen: 2, lastSlot: 5 },
    ]);
    expect(plan.documents).toBe(10);
    expect([...plan.frequencies]).toEqual([
      ['printer', 9],
      ['spooler', 2],
    ]);
    expect(plan.essential).toEqual(['spooler', 'printer']);
    expect(plan.impacts.get('spooler')).toBeGreaterThan(plan.impacts.get('printer') ?? Infinity);
  });

  it('leaves out of a large account the terms that most flows have', () => {
    const query = new Map([
      ['common', 1],
      ['half', 1],
      ['rare', 1],
    ]);
    const samples = [termOf('common', 9_000), termOf('half', 3_000), termOf('rare', 30)];
    const plan = planRetrieval(query, many, samples);
    expect(plan.essential).toEqual(['rare']);
    expect([...plan.impacts.keys()]).toEqual(['half', 'rare']);
    expect(plan.frequencies.get('common')).toBeGreaterThan(8_000);
  });

  it('reads at least one term, however common', () => {
    const plan = planRetrieval(new Map([['half', 1]]), many, [termOf('half', 4_500)]);
    expect(plan.essential).toEqual(['half']);
  });

  it('keeps within the budget beyond the first term, and takes no term before a rarer one', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, (terms) => {
        const samples = terms.map((count, i) => termOf(`t${i}`, count));
        const query = new Map(samples.map(({ term }) => [term, 1]));
        const { essential, frequencies, impacts } = planRetrieval(query, many, samples);
        const read = essential.map((term) => frequencies.get(term) ?? 0);
        expect(read).toEqual([...read].sort((a, b) => a - b));
        if (read.length > 1)
          expect(read.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(POSTING_BUDGET);
        const left = [...impacts.keys()].filter((term) => !essential.includes(term));
        for (const term of left) expect(frequencies.get(term)).toBeGreaterThanOrEqual(read.at(-1) ?? 0);
      }),
    );
  });

  it('finds nothing to read where no term is known', () => {
    expect(planRetrieval(new Map([['new', 1]]), few, []).essential).toEqual([]);
  });
});
