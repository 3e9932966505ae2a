import { describe, expect, it } from '@jest/globals';
import type { FlowEdge } from '../../../flows/document/flow-document.js';
import { readAnswerText } from '../answers/read-answer.js';
import { freeLabel, settleLabels } from './labels.js';
import { yesNoOdds as polarity } from '../answers/yes-no-odds.js';
import { isYesNoQuestion } from '../answers/yes-no-question.js';

describe('isYesNoQuestion', () => {
  it.each([
    'Is the cable plugged in?',
    'Please check whether the cable is plugged in.',
    'When you open it, does it crash?',
    'Once restarted, is a message displayed?',
    'Can you see the drive?',
  ])('knows %j as one', (question) => expect(isYesNoQuestion(question)).toBe(true));

  it.each([
    'Which version is installed?',
    'Could you give me your name, please?',
    'When did it begin?',
    'For what time should it be booked?',
    'Please provide the serial number.',
  ])('knows %j as another', (question) => expect(isYesNoQuestion(question)).toBe(false));
});

describe('polarity', () => {
  it.each([
    ['Is the printer on?', 'Yes, it is.'],
    ['Is the printer on?', 'It is on.'],
    ['Is the printer on?', "That's right, it is."],
    ['Does the service run properly?', "I'm not having any trouble with it."],
    ['Does it freeze even when it is idle?', 'It freezes even when nothing runs.'],
    ['Does it fail only on Mondays?', 'Only then.'],
    ['Is it a grinding rather than a beeping?', 'I hear a grinding. It is not beeping.'],
    ['Can you print without a cable?', 'I can print without one.'],
  ])('reads yes: %j %j', (question, answer) => expect(polarity(question, answer)).toBeGreaterThan(0));

  it.each([
    ['Is the printer on?', 'No.'],
    ['Is the printer on?', "It isn't."],
    ['Has a fuse blown?', 'I checked and there was no blown fuse there.'],
    ['Are there any errors?', 'Everything is fine.'],
    ['Do you see a "no signal" message?', 'There is no such message.'],
    ['Does it fail only on Mondays?', 'It fails on other days as well.'],
    ['Is it a grinding rather than a beeping?', 'It is a beeping.'],
    ['Is the room cold?', 'It is nice and warm.'],
    ['Does the fan run well?', 'It is broken.'],
  ])('reads no: %j %j', (question, answer) => expect(polarity(question, answer)).toBeLessThan(0));

  it.each([
    ['Is the printer on?', "I'm not sure."],
    ['Is the printer on?', ''],
  ])('reads nothing: %j %j', (question, answer) => expect(polarity(question, answer)).toBe(0));
});

describe('the label of an answer', () => {
  it.each([
    ['Has a fuse blown?', 'I found no blown fuse.', 'no'],
    ['Has a fuse blown?', 'Yep', 'yes'],
    ['Which system do you use?', 'Windows 11', 'windows 11'],
    ['Which system do you use?', 'Yes', 'yes'],
    ['Which system do you use?', 'I have been using the new one since our office moved last year.', 'any'],
    ['Which system do you use?', 'What do you mean?', 'any'],
    ['Is it on?', null, 'any'],
  ])('makes of %j %j the condition %j', (question, answer, label) => {
    expect(readAnswerText(question, answer ?? '').label).toBe(label);
  });
});

const edge = (id: string, label: string): FlowEdge => ({ id, from: 'q', to: id, condition: { label } });

describe('freeLabel', () => {
  it('gives the other of yes and no where an answer reads like one that leads elsewhere', () => {
    expect(freeLabel('Is it on?', 'It seems so', [edge('a', 'yes')], 'Next', () => 3)).toEqual({
      label: 'no',
      relabel: null,
      doubt: 'other_of_two',
    });
  });

  it('takes the label from an edge whose own answers say the opposite', () => {
    const known = edge('a', 'yes');
    expect(freeLabel('Is it on?', 'Yes', [known], 'Next', () => -2)).toEqual({
      label: 'yes',
      relabel: { edge: known, label: 'no' },
      doubt: 'other_of_two',
    });
  });

  it('tells two ways after the same clear answer apart by what comes next', () => {
    expect(freeLabel('Is it on?', 'no', [edge('a', 'no')], 'Call the electrician', () => -3)).toEqual({
      label: 'no: Call the electrician',
      relabel: null,
      doubt: 'same_answer',
    });
  });

  it('marks what an answer leaves open', () => {
    expect(freeLabel('Is it on?', 'only at night', [], 'Next')).toMatchObject({
      label: 'any',
      doubt: 'neither_yes_nor_no',
    });
    expect(freeLabel('Is it on?', 'no idea', [], 'Next')).toMatchObject({ label: 'any', doubt: 'not_said' });
  });

  it('falls back to any, and then to the next step', () => {
    const both = [edge('a', 'yes'), edge('b', 'no')];
    expect(freeLabel('Is it on?', 'yes', both, 'Next').label).toBe('any');
    expect(freeLabel('Is it on?', 'yes', [...both, edge('c', 'any')], 'Next').label).toBe('yes: Next');
  });
});

describe('settleLabels', () => {
  it('swaps yes and no where the answers say the opposite', () => {
    const settled = settleLabels([edge('a', 'yes'), edge('b', 'no')], ({ id }) => (id === 'a' ? -2 : 2));
    expect(settled).toMatchObject({
      relabelled: ['a', 'b'],
      edges: [{ condition: { label: 'no' } }, { condition: { label: 'yes' } }],
    });
  });

  it('makes yes or no of a label that an unclear answer left, where it is free', () => {
    const left = [edge('a', 'only at night'), edge('b', 'no')];
    const evidence = ({ id }: FlowEdge) => (id === 'a' ? 3 : -3);
    expect(settleLabels(left, evidence, ({ id }) => id === 'a').edges[0]?.condition).toEqual({
      label: 'yes',
    });
    expect(settleLabels(left, evidence).relabelled).toEqual([]);
    const taken = [edge('a', 'only at night'), edge('b', 'yes')];
    expect(
      settleLabels(
        taken,
        () => 3,
        ({ id }) => id === 'a',
      ).relabelled,
    ).toEqual([]);
  });

  it('leaves labels alone that the answers bear out, and those that are not yes or no', () => {
    const edges = [edge('a', 'yes'), edge('b', 'windows')];
    expect(settleLabels(edges, () => 9)).toEqual({ edges, relabelled: [] });
  });
});
