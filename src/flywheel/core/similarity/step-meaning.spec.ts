import { describe, expect, it } from '@jest/globals';
import { PLAIN, toVector, type Vectors } from '../../../encoding/vectors.js';
import { TextCache } from '../../../search/text/analyse.js';
import { modelOf } from '../alignment/flow-model.js';
import { action, question } from '../sessions.testing.js';
import type { SessionStep } from '../types.js';
import { analyseSteps } from './step-analysis.js';
import { FEW_WORDINGS, stepMeaning } from './step-meaning.js';

/** As an encoder to which all texts with the same first letter mean the same, and others something else. */
function vectorsOf(texts: readonly string[]): Vectors {
  const byText = new Map(
    texts.map((text) => [text, toVector(text.startsWith('I') ? [1, 0.1] : [0.1, 1])] as const),
  );
  return { byText, scale: PLAIN };
}

function meaning(step: SessionStep, text: string, wordings: readonly string[] = []): number {
  const cache = new TextCache();
  const node = { id: 'n', kind: step.kind, text };
  const memory = new Map([['n', wordings.map((each) => ({ text: each, result: null, nextNodeId: null }))]]);
  const model = modelOf({ schema_version: 1, entries: ['n'], nodes: [node], edges: [] }, memory, cache);
  const [analysed] = analyseSteps([step], cache);
  const [found] = model.nodes;
  if (!analysed || !found) throw new Error('there is one of each');
  return stepMeaning(analysed, found, vectorsOf([step.text, text, ...wordings]));
}

describe('the meaning of a step', () => {
  it('counts where a question means what the node asks', () => {
    expect(meaning(question('Is the lid shut?'), 'Is the cover down?')).toBeGreaterThan(0.9);
    expect(meaning(question('Is the lid shut?'), 'Does it ring?')).toBe(0);
  });

  it.each([
    ['a number', 'Is port 25 reachable?', 'Is port 587 reachable?'],
    ['an opposite', 'Is the valve open?', 'Is the valve closed?'],
    ['a quoted name', 'Is "Guest" selected?', 'Is "Staff" selected?'],
    ['a thing of a class', 'Is it connected by HDMI?', 'Is it connected by VGA?'],
  ])('does not count where they differ in %s', (_, asked, known) => {
    expect(meaning(question(asked), known)).toBe(0);
  });

  it('does not count for what is done', () => {
    expect(meaning(action('Install the agent.'), 'Ignore the agent.')).toBe(0);
  });

  it('counts the less the more wordings are known, until they tell by themselves', () => {
    const asked = question('Is the lid shut?');
    const wordings = Array.from(
      { length: FEW_WORDINGS },
      (_, i) => `Is the cover ${'really '.repeat(i + 1)}down?`,
    );
    const [all, fewer] = [wordings.length - 1, 1].map((count) =>
      meaning(asked, 'Is the cover down?', wordings.slice(0, count)),
    );
    expect(all).toBeGreaterThan(0);
    expect(fewer).toBeGreaterThan(all ?? 0);
    expect(meaning(asked, 'Is the cover down?', wordings)).toBe(0);
  });
});
