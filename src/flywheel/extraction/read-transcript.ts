import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { analyseText } from '../../search/text/analyse.js';
import { clipped, readMessage, type Said } from './read-message.js';
import { asksBack, isSuccess, replyOf, tellsOutcome } from './replies.js';
import { answersInOrder, answersTo } from './several-answers.js';
import { triedBefore } from './speech-acts.js';

/** A question that takes up this share of the words of the one before it asks the same once more. */
const SAME_QUESTION = 0.5;

/** The steps of one message, and what was said to them so far. */
interface Turn {
  said: Said[];
  apart: Said[];
  reply: string | null;
}

/**
 * The steps of a session, read from what was said: of each message of the assistant its questions (`question`), else
 * its instructions (`action`), else its explanations (`info`), with the user's answer as the result. A message in
 * running text makes one step, since it gets one answer; one with a list makes a step of each item, with what the user
 * said to it, or a choice among the items. Greetings, thanks, waiting and advice for later are left out. Where the user asks back, what
 * the assistant then explains is `info`, and the step before waits on for its answer; an answer to "did that help?"
 * is what came of the action before. Every text is a part of one message, word for word but for the marks of emphasis.
 *
 * General rules of support talk; nothing is learned from data.
 */
export function stepsOfTranscript(messages: readonly SessionMessage[]): SessionStep[] {
  const turns: Turn[] = [];
  let waiting: Turn | null = null;
  let askedBack = false;
  for (let i = 0, found = 0; i < messages.length && found < SESSION_LIMITS.steps; i++) {
    const message = messages[i];
    if (!message) continue;
    if (message.role === 'user') {
      const reply = replyOf(message.content);
      if (!waiting || reply === null) continue;
      askedBack = asksBack(message.content);
      if (!askedBack) waiting.reply = joined(waiting.reply, reply);
      continue;
    }
    const { said, apart, check } = readMessage(message.content);
    if (check) {
      // The answer to it tells more than the "done" before.
      if (waiting && waiting.said.at(-1)?.kind === 'action' && messages[i + 1]?.role === 'user')
        waiting.reply = null;
      continue;
    }
    const [first] = said;
    found += said.length;
    // What the user says once the talk has gone on is no answer to what was answered.
    if (waiting?.reply != null && !askedBack) waiting = null;
    if (!first) continue;
    if (waiting && askedBack && (first.kind !== 'question' || asksAgain(waiting.said, first.text))) {
      turns.push({ said: said.map(({ text }) => ({ kind: 'info', text })), apart: [], reply: null });
      continue;
    }
    const turn: Turn = { said, apart, reply: null };
    turns.push(turn);
    if (first.kind !== 'info') waiting = turn;
    askedBack = false;
  }
  return withoutAfterthoughts(turns).flatMap(stepsOf).slice(0, SESSION_LIMITS.steps);
}

/** What was said once an action had helped, and got no answer, is advice for later. */
function withoutAfterthoughts(turns: readonly Turn[]): Turn[] {
  const solved = turns.findLastIndex(({ said, reply }) => said.at(-1)?.kind === 'action' && reply !== null);
  const helped = solved >= 0 && isSuccess(turns[solved]?.reply ?? '');
  return turns.filter(({ reply }, i) => !helped || i <= solved || reply !== null);
}

function stepsOf({ said, apart, reply }: Turn): SessionStep[] {
  if (reply === null) return said.map((each) => ({ ...each, result: null }));
  if (apart.length > 1) {
    const answers = answersInOrder(apart.length, reply);
    if (answers) return apart.map((each, i) => ({ ...each, result: answers[i] ?? null }));
  }
  const answers = answersTo(said, reply);
  return said.flatMap((each, i) => {
    const answer = answers[i];
    return answer === undefined
      ? []
      : [{ ...asDone(each, answer), result: answer && clipped(answer, SESSION_LIMITS.result) }];
  });
}

/** "Have you tried ...?" is an action where the answer tells what came of it. */
function asDone(said: Said, answer: string | null): Said {
  if (said.kind !== 'question' || answer === null || !tellsOutcome(answer)) return said;
  const text = triedBefore(said.text);
  return text === null ? said : { kind: 'action', text };
}

function asksAgain(before: readonly Said[], now: string): boolean {
  const asked = before.flatMap(({ text }) => [...analyseText(text).stems.keys()]);
  const again = analyseText(now).stems;
  return asked.filter((term) => again.has(term)).length >= asked.length * SAME_QUESTION;
}

function joined(before: string | null, reply: string): string {
  return clipped(before === null ? reply : `${before}\n${reply}`, SESSION_LIMITS.result);
}
