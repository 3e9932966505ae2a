import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FlowEdge } from '../../../flows/document/flow-document.js';
import { TextCache } from '../../../search/text/analyse.js';
import { edgeOfAnswer } from './read-edge.js';

const cache = new TextCache();

const edges = (...labels: string[]): FlowEdge[] =>
  labels.map((label, index) => ({ id: `e${index}`, from: 'q', to: `n${index}`, condition: { label } }));

const read = (question: string, answer: string, ...labels: string[]): string | null =>
  edgeOfAnswer(question, answer, edges(...labels), cache)?.condition?.label ?? null;

describe('edgeOfAnswer', () => {
  it.each([
    ['Does the printer answer a ping?', 'Yes, it answers', ['yes', 'no'], 'yes'],
    ['Does the printer answer a ping?', 'No, nothing comes back.', ['Yes', 'No'], 'No'],
    ['Does the printer answer a ping?', 'nope', ['yes', 'no'], 'no'],
    ['Which colour is the light?', 'green', ['red', 'Green'], 'Green'],
    ['Which colour is the light?', 'I think it is red now', ['red', 'green'], 'red'],
    ['Which version do you use?', 'It says Windows 11 here', ['windows', 'windows 11'], 'windows 11'],
    ['Which colour is the light?', 'It is blue', ['red', 'green', 'any'], 'any'],
    ['Is the light on?', 'I do not know', ['yes', 'no', 'any'], 'any'],
  ])('reads %j %j', (question, answer, labels, expected) => {
    expect(read(question, answer, ...labels)).toBe(expected);
  });

  it.each([
    ['nothing of the kind', 'Which colour is the light?', 'It is blue', ['red', 'green']],
    ['two of them', 'Which colour is the light?', 'first red and then green', ['red', 'green']],
    ['what is denied', 'Which colour is the light?', 'it is not red', ['red', 'green']],
    ['who does not know', 'Is the light on?', 'I am not sure', ['yes', 'no']],
    ['a yes that has no way', 'Is the light on?', 'Yes, it is', ['no']],
  ])('does not guess: %s', (_what, question, answer, labels) => {
    expect(read(question, answer, ...labels)).toBeNull();
  });

  it('says one of the edges or none, whatever is said', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.uniqueArray(fc.string()), (question, answer, labels) => {
        const read = edgeOfAnswer(question, answer, edges(...labels), cache);
        expect(read === null || labels.includes(read.condition?.label ?? '')).toBe(true);
      }),
    );
  });
});
