import { asksForPeople, isSaidInGeneral, privateQuestion } from './private-question.js';
import { redacted, redactText } from './redact-text.js';

/** A step of a session as far as its texts go. */
interface TextStep {
  kind: 'question' | 'action' | 'info';
  text: string;
  result: string | null;
}

/** What is left of a question for somebody's data. */
export const PRIVATE_QUESTION = '[redacted: a question for personal data]';

/** A word that may be what a question about secrets must not let slip: digits, signs, or capitals within. */
const LIKE_A_SECRET =
  /(?<![\p{L}\p{N}])(?=[^\s]*\d|[^\s]*[@#$%^&*!_][^\s]*\p{L}|[^\s]*\p{Ll}\p{Lu})[^\s,;]{4,}/gu;

/**
 * Steps as everybody may read them. A question for a password, a name and the like becomes an explanation that says no more
 * than that it was asked, so that no node, label or wording comes of it; the steps keep their places. In an answer to a
 * question that speaks of such things, whatever looks like one is taken out, and of one for people their names.
 */
export function redactSteps<S extends TextStep>(steps: readonly S[]): S[] {
  return steps.map(redactStep);
}

export function redactStep<S extends TextStep>(step: S): S {
  const { kind, text } = step;
  const result = step.result ?? null;
  if (kind !== 'question') return { ...step, text: redactText(text), result: result && redactText(result) };
  const asked = privateQuestion(text);
  if (asked?.asksForIt) return { ...step, kind: 'info', text: PRIVATE_QUESTION, result: null };
  return { ...step, text: redactText(text), result: result && redactAnswer(text, result, asked !== null) };
}

/** A step as it was worded, whatever its kind: as a question, of whose answers most is taken out. */
export function redactWording({
  text,
  result,
}: {
  text: string;
  result: string | null;
}): Omit<TextStep, 'kind'> {
  const [step] = redactSteps([{ kind: 'question', text, result }]);
  return { text: step?.text ?? '', result: step?.result ?? null };
}

function redactAnswer(question: string, answer: string, speaksOfIt: boolean): string {
  const plain = redactText(answer);
  if (asksForPeople(question) && !isSaidInGeneral(answer)) return redacted('name');
  return speaksOfIt ? plain.replace(LIKE_A_SECRET, keepMarks) : plain;
}

function keepMarks(found: string): string {
  return found.includes('redacted') ? found : redacted('secret');
}

/** Redacts the messages of one transcript one after another, in their order: what follows a question for personal data is its answer. */
export function messageRedactor<M extends { role: string; content: string }>(): (message: M) => M {
  let asked = false;
  return (message) => {
    const isAnswer = asked && message.role === 'user';
    if (message.role !== 'user') asked = privateQuestion(message.content)?.asksForIt ?? false;
    else asked = false;
    return { ...message, content: isAnswer ? redacted('personal data') : redactText(message.content) };
  };
}
