import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SessionMessage } from '../../ai-sessions/session.js';
import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import { stepsOfTranscript } from './read-transcript.js';

/** A: the assistant, U: the user, in the order in which they speak. */
function talk(script: string): SessionMessage[] {
  return script
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .map((line) => ({ role: line.startsWith('A: ') ? 'assistant' : 'user', content: line.slice(3) }));
}

/** Without the marks of Markdown, which are no words. */
function lettersOf(text: string): string {
  return text.replace(/[\s*_#>`|~\\-]+/g, '');
}

describe('stepsOfTranscript', () => {
  it('reads questions and instructions with what the user said to them', () => {
    const steps = stepsOfTranscript(
      talk(`
        U: Hi, the printer in accounts shows as offline for everybody.
        A: Hello Maria, thanks for calling. Does it answer a ping from the print server?
        U: No, nothing comes back.
        A: Okay. Switch it off, wait ten seconds, and switch it on.
        U: It answers now, and the queue is printing. Thank you!
        A: Glad to hear that! Is there anything else I can help you with?
        U: No, that's all. Bye.
        A: Have a great day!`),
    );
    expect(steps).toEqual([
      {
        kind: 'question',
        text: 'Does it answer a ping from the print server?',
        result: 'No, nothing comes back.',
      },
      {
        kind: 'action',
        text: 'Switch it off, wait ten seconds, and switch it on.',
        result: 'It answers now, and the queue is printing. Thank you!',
      },
    ]);
  });

  it('lets a question wait while the user asks back, and takes the explanation for one', () => {
    const steps = stepsOfTranscript(
      talk(`
        U: VPN is broken again
        A: Is the certificate in your personal store still valid?
        U: How do I find that out?
        A: It is listed under Personal in the certificate manager. The date stands in the third column.
        U: It ran out on Monday.
        A: I have issued a new one. Please connect again.
        U: I'm in.`),
    );
    expect(steps.map(({ kind, result }) => [kind, result])).toEqual([
      ['question', 'It ran out on Monday.'],
      ['info', null],
      ['action', "I'm in."],
    ]);
    expect(steps[2]?.text).toBe('I have issued a new one. Please connect again.');
  });

  it('takes instructions that say how to answer a question for an explanation', () => {
    const steps = stepsOfTranscript(
      talk(`
        A: Is the disk of the terminal server full?
        U: I don't know how to check that.
        A: Open This PC and look at the bar below drive C.
        U: The bar is red, 200 MB free.`),
    );
    expect(steps).toEqual([
      {
        kind: 'question',
        text: 'Is the disk of the terminal server full?',
        result: 'The bar is red, 200 MB free.',
      },
      { kind: 'info', text: 'Open This PC and look at the bar below drive C.', result: null },
    ]);
  });

  it('goes on with a new question although the user asked back', () => {
    const steps = stepsOfTranscript(
      talk(`
        A: Is the mailbox shared with you in Exchange?
        U: Where can I see that?
        A: I will look at it myself. Do you use the old or the new Outlook?
        U: The new one.`),
    );
    expect(steps.map(({ text, result }) => [text, result])).toEqual([
      ['Is the mailbox shared with you in Exchange?', null],
      ['Do you use the old or the new Outlook?', 'The new one.'],
    ]);
  });

  it('takes the answer to "did that help?" for what came of the action', () => {
    const steps = stepsOfTranscript(
      talk(`
        A: Remove the account from the authenticator app and add it again.
        U: Done.
        A: Did that help?
        U: Yes, the prompt arrives now.`),
    );
    expect(steps).toEqual([
      {
        kind: 'action',
        text: 'Remove the account from the authenticator app and add it again.',
        result: 'Yes, the prompt arrives now.',
      },
    ]);
  });

  it('keeps an action together with the question whether it helped', () => {
    const [step] = stepsOfTranscript(
      talk(`
        A: Please reset OneDrive with onedrive.exe /reset. Does it work now?
        U: It syncs again.`),
    );
    expect(step).toEqual({
      kind: 'action',
      text: 'Please reset OneDrive with onedrive.exe /reset.',
      result: 'It syncs again.',
    });
  });

  it('joins what the user says in several messages', () => {
    const [step] = stepsOfTranscript(
      talk(`
        A: What does Teams show for the headset?
        U: it shows up
        U: but greyed out`),
    );
    expect(step?.result).toBe('it shows up\nbut greyed out');
  });

  it('takes a message that only explains for info, and keeps the waiting question', () => {
    const steps = stepsOfTranscript(
      talk(`
        A: Which error number does the client report?
        A: The number is at the bottom of the window.
        U: 809`),
    );
    expect(steps).toEqual([
      { kind: 'question', text: 'Which error number does the client report?', result: '809' },
      { kind: 'info', text: 'The number is at the bottom of the window.', result: null },
    ]);
  });

  it('takes in the explanation before an order that says too little by itself', () => {
    const [step] = stepsOfTranscript(
      talk(`
        A: The toner of the Kyocera is empty. Replace it.
        U: That was it`),
    );
    expect(step?.text).toBe('The toner of the Kyocera is empty. Replace it.');
  });

  it('finds nothing in small talk', () => {
    const steps = stepsOfTranscript(
      talk(`
        A: Good morning, how can I help you?
        U: Hi there
        A: One moment please.
        U: sure
        A: Thanks for waiting!`),
    );
    expect(steps).toEqual([]);
  });

  it('leaves a thank-you alone out of the result', () => {
    const [step] = stepsOfTranscript(
      talk(`
        A: Please restart the computer.
        U: ok, thanks!`),
    );
    expect(step?.result).toBeNull();
  });

  const words = fc.constantFrom(
    ...[
      'is',
      'the',
      'Printer',
      'restart',
      'please',
      'thanks',
      'how do I',
      'did that help',
      'yes',
      'no',
      'e.g.',
    ],
    ...[
      'it',
      'not',
      '?',
      '.',
      '!',
      ',',
      ':',
      '\n',
      '1. ',
      '- ',
      '"',
      "don't",
      '\u{1F600}',
      '\u0301',
      'you should',
    ],
  );
  const content = fc.oneof(
    fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  const transcript = fc.array(
    fc.record({ role: fc.constantFrom<SessionMessage['role']>('user', 'assistant'), content }),
    { maxLength: 12 },
  );

  it('takes every text word for word from a message of the assistant, in order, and never throws', () => {
    fc.assert(
      fc.property(transcript, (messages) => {
        let from = 0;
        for (const { text } of stepsOfTranscript(messages)) {
          expect(text.trim()).not.toBe('');
          const found = messages.findIndex(
            (message, i) =>
              i >= from &&
              message.role === 'assistant' &&
              lettersOf(message.content).includes(lettersOf(text)),
          );
          expect(found).toBeGreaterThanOrEqual(from);
          from = found;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes every result from what the user said after the step', () => {
    fc.assert(
      fc.property(transcript, (messages) => {
        const said = messages.filter(({ role }) => role === 'user').map((message) => message.content.trim());
        for (const { result } of stepsOfTranscript(messages)) {
          if (result === null) continue;
          const part = lettersOf(result.split('\n')[0] ?? '');
          expect(said.some((each) => lettersOf(each).includes(part))).toBe(true);
        }
      }),
    );
  });

  it('keeps within the limits of a session, and is quick about it', () => {
    const long = `Restart ${'the very long named service and '.repeat(600)}`;
    const messages = Array.from({ length: 2_000 }, (_, i): SessionMessage => ({
      role: i % 2 === 0 ? 'assistant' : 'user',
      content: i < 20 ? long : `Restart server ${i}`,
    }));
    const steps = stepsOfTranscript(messages);
    expect(steps).toHaveLength(SESSION_LIMITS.steps);
    for (const { text, result } of steps) {
      expect([...text].length).toBeLessThanOrEqual(SESSION_LIMITS.text);
      expect([...(result ?? '')].length).toBeLessThanOrEqual(SESSION_LIMITS.result);
    }
  });

  it.each(['1. ', '> ', '\n', '- \n', '['])('takes text that is all "%s" for running text', (mark) => {
    const content = `Is the lamp on?${mark.repeat(Math.floor(19_900 / mark.length))}`;
    const started = performance.now();
    const steps = stepsOfTranscript([
      { role: 'assistant', content: `\n${content.slice(15)}\n\n${content.slice(0, 15)}` },
      { role: 'user', content: 'yes' },
    ]);
    expect(steps.length).toBeGreaterThan(0);
    // Seconds, where all lines are looked at from each of them, or lists nest in lists; or the stack overflows.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
