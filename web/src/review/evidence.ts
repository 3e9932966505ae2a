import type { components } from '../api/schema.gen.js';
import type { OutlineLine } from '../graph/outline.js';

type Schemas = components['schemas'];
type Message = Schemas['SessionMessage'];
type Step = Schemas['SessionStep'];
type Aligned = Schemas['StepAlignment'];

/** The steps of a session, by their places in it, that speak for a line of the outline. */
export interface Evidence {
  /** They made its step, or went through it. */
  made: ReadonlySet<number>;
  /** Their answers led to it. */
  answered: ReadonlySet<number>;
}

export const NO_EVIDENCE: Evidence = { made: new Set(), answered: new Set() };

export function evidenceFor(
  { node, edge }: Pick<OutlineLine, 'node' | 'edge'>,
  alignment: readonly Aligned[],
): Evidence {
  const walked = alignment.filter(({ node_id }) => node_id !== null);
  const answered = walked.filter(
    ({ node_id }, index) => edge !== null && node_id === edge.from && walked[index + 1]?.node_id === edge.to,
  );
  return {
    made: new Set(walked.filter(({ node_id }) => node_id === node.id).map(({ step }) => step)),
    answered: new Set(answered.map(({ step }) => step)),
  };
}

/** A part of a message that a step was read from, or what was said to it. */
export interface Passage {
  step: number;
  part: 'text' | 'result';
  message: number;
  from: number;
  to: number;
}

/**
 * Where the words of a session's steps were said, as far as they were: those of a recorded session are words of its
 * transcript but for marks of emphasis; steps that came with a session may be put in words of their own.
 */
export function passagesOf(messages: readonly Message[], steps: readonly Step[]): Passage[] {
  const read = messages.map(({ content }) => lettersOf(content));
  const passages: Passage[] = [];
  let begin = { message: 0, letter: 0 };
  steps.forEach(({ text, result }, step) => {
    const said = find(read, text, begin, () => true);
    if (!said) return;
    passages.push({ step, part: 'text', ...said.passage });
    begin = said.end;
    // Lines of an answer that went over several messages.
    let after = { message: said.passage.message + 1, letter: 0 };
    for (const line of (result ?? '').split('\n')) {
      const answer = find(read, line, after, (message) => messages[message]?.role === 'user');
      if (!answer) continue;
      passages.push({ step, part: 'result', ...answer.passage });
      after = answer.end;
    }
  });
  return passages;
}

interface Place {
  message: number;
  letter: number;
}

/** What counts of a text, and where each of it stands. */
interface Letters {
  text: string;
  at: number[];
  original: string;
}

const LETTER = /[\p{L}\p{N}]/u;
/** Spaces and the marks that Markdown emphasises with are passed over. */
const PASSED_OVER = /[\s*_`~]/;

function lettersOf(original: string): Letters {
  const at = Array.from({ length: original.length }, (_, place) => place).filter(
    (place) => !PASSED_OVER.test(original.charAt(place)),
  );
  return {
    text: at
      .map((place) => original.charAt(place))
      .join('')
      .toLowerCase(),
    at,
    original,
  };
}

function find(
  read: readonly Letters[],
  words: string,
  from: Place,
  isMeant: (message: number) => boolean,
): { passage: Pick<Passage, 'message' | 'from' | 'to'>; end: Place } | null {
  const wanted = lettersOf(words).text;
  if (wanted === '') return null;
  for (const [message, { text, at, original }] of read.entries()) {
    if (message < from.message || !isMeant(message)) continue;
    const first = message === from.message ? from.letter : 0;
    for (let letter = text.indexOf(wanted, first); letter >= 0; letter = text.indexOf(wanted, letter + 1)) {
      const begin = at[letter] ?? 0;
      const end = (at[letter + wanted.length - 1] ?? 0) + 1;
      if (isWhole(original, begin, end)) {
        return {
          passage: { message, from: begin, to: end },
          end: { message, letter: letter + wanted.length },
        };
      }
    }
  }
  return null;
}

/** Whether no word is cut in two there. */
function isWhole(text: string, begin: number, end: number): boolean {
  const cuts = (left: string, right: string): boolean => LETTER.test(left) && LETTER.test(right);
  return !cuts(text.charAt(begin - 1), text.charAt(begin)) && !cuts(text.charAt(end - 1), text.charAt(end));
}

export interface Piece {
  text: string;
  /** What it is evidence of; null for the words between. */
  part: Passage['part'] | null;
}

/** A message in its pieces, with those passages apart that speak for something. */
export function piecesOf(content: string, passages: readonly Passage[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, part } of passages.toSorted((one, other) => one.from - other.from)) {
    // Of two that overlap, the first has the words of both.
    if (from < at) continue;
    pieces.push({ text: content.slice(at, from), part: null }, { text: content.slice(from, to), part });
    at = to;
  }
  pieces.push({ text: content.slice(at), part: null });
  return pieces.filter(({ text }) => text !== '');
}

/** The passages that speak for a line. */
export function passagesFor(passages: readonly Passage[], { made, answered }: Evidence): Passage[] {
  return passages.filter(({ step, part }) => made.has(step) || (part === 'result' && answered.has(step)));
}
