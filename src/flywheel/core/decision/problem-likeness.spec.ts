import { describe, expect, it } from '@jest/globals';
import { NO_VECTORS, PLAIN, toVector, type Vectors } from '../../../encoding/vectors.js';
import { NOT_TOLD, problemLikeness } from './problem-likeness.js';

const OTHER_WORDS = 'Nothing can be heard in the call';
const vectors: Vectors = {
  byText: new Map([
    ['Speaker is silent', toVector([1, 0])],
    [OTHER_WORDS, toVector([1, 0.2])],
    ['Speaker is gone', toVector([0, 1])],
  ]),
  scale: PLAIN,
};

describe('the likeness of problems', () => {
  it('is that in meaning, where both are encoded', () => {
    expect(problemLikeness('Speaker is silent', [OTHER_WORDS], vectors).meaning).toBeGreaterThan(0.9);
    expect(problemLikeness('Speaker is silent', ['Speaker is gone'], vectors).meaning).toBe(0);
    expect(problemLikeness('Speaker is silent', ['Not encoded'], vectors).meaning).toBe(0);
  });

  it('is on the scale of the encoder', () => {
    const strict = { ...vectors, scale: { times: 0.5, plus: 0 } };
    expect(problemLikeness('Speaker is silent', [OTHER_WORDS], strict).meaning).toBe(0);
  });

  it('is that of the symptoms, by how many of the problems name the same', () => {
    const told = (problems: string[]) => problemLikeness('VPN disconnects', problems, NO_VECTORS);
    expect(told(['VPN drops', 'VPN is kicking me out'])).toMatchObject({ sameSymptom: 1, otherSymptom: 0 });
    expect(told(['VPN is slow', 'VPN crawls', 'VPN'])).toMatchObject({ sameSymptom: 0, otherSymptom: 1 });
    expect(told(['VPN is slow', 'VPN drops'])).toMatchObject({ sameSymptom: 0, otherSymptom: 0 });
  });

  it('is not told of stories, nor by them', () => {
    const story =
      'Since we moved to the new office last week my speaker is silent, and I have tried all that I could think of';
    expect(problemLikeness(story, ['Speaker is silent'], vectors)).toEqual(NOT_TOLD);
    expect(problemLikeness('Speaker is silent', [story], vectors)).toEqual(NOT_TOLD);
  });

  it.each(['Hello there', 'It does not work', 'Printer problem', ''])('is not told by "%s"', (text) => {
    const same: Vectors = { byText: new Map([[text, toVector([1, 0])]]), scale: PLAIN };
    expect(problemLikeness(text, [text], same)).toEqual(NOT_TOLD);
  });
});
