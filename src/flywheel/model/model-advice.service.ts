import { Injectable } from '@nestjs/common';
import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import { oneLine } from '../../flows/document/one-line.js';
import type { ModelNote } from '../../proposals/proposal-explanation.js';
import { redactText } from '../../redaction/redact-text.js';
import { readQuestion } from '../core/answers/question-kind.js';
import type { Decision } from '../core/types.js';
import type { Considered } from '../observe/deliberation.service.js';
import type { Extracted, Untold } from '../observe/session-reader.service.js';
import { ModelQuestions, type Asking } from './model-questions.service.js';
import { isThin, ordinary, whyPoorlyRead } from './poorly-read.js';
import { requestForSteps } from './steps-request.js';
import { withLabels } from './with-labels.js';

const LONGEST_TITLE = 90;
const LONGEST_DESCRIPTION = 500;
/** Log odds of the best candidate of a session that is taken for a new problem, from which on somebody else is asked. */
const NEARLY_KNOWN = -3;

const POORLY = {
  too_few_steps: 'Rules found too few steps. ',
  long_steps: 'Rules found steps that hold several things. ',
  messages_left_out: 'Rules found no step in most of what the assistant said. ',
};

/**
 * What a language model makes of a session: steps that rules read poorly, unclear answers, a title, a second opinion. It is asked
 * where no transaction is open, and each answer is held against the session; what is kept is in the notes.
 */
@Injectable()
export class ModelAdvice {
  constructor(private readonly questions: ModelQuestions) {}

  /** Whether it would be asked for steps. In a language that is not read here nobody can tell what is private. */
  wantsSteps({ tasks }: Asking, { messages }: Untold, { steps, isUnread }: Extracted): boolean {
    return tasks.includes('steps') && !isUnread && whyPoorlyRead(messages, steps) !== null;
  }

  /** The steps that the model found in the words of the transcript, where they are more than rules found. */
  async steps(
    asking: Asking,
    untold: Untold,
    read: Extracted,
  ): Promise<{ extracted: Extracted; note: ModelNote }> {
    const { quotedSteps } = await import('../../language-model/tasks/quoted-steps.js');
    const why = whyPoorlyRead(untold.messages, read.steps);
    let readable: readonly SessionMessage[] = [];
    const { kept, note } = await this.questions.ask(
      asking,
      { task: 'steps', why: why ? POORLY[why] : '' },
      async () => {
        const made = await requestForSteps(untold);
        readable = made.readable;
        return made.request;
      },
      ({ steps: quoted }) => {
        const { steps, dropped } = quotedSteps(readable, quoted);
        const found = `Of ${quoted.length} steps of the language model, ${steps.length} stand in the transcript`;
        if (isThin(steps) || (!isThin(read.steps) && ordinary(steps) < ordinary(read.steps)))
          return { kept: null, status: 'nothing_kept', reason: `${found}; rules found more.`, told: null };
        const status = dropped > 0 ? ('kept_in_part' as const) : ('kept' as const);
        return { kept: steps, status, reason: `${found} and were taken.`, told: inWords(steps) };
      },
    );
    return { extracted: kept ? { steps: kept, isUnread: false } : read, note };
  }

  /** Whether it would be asked about what was decided. */
  wantsDecision(asking: Asking, considered: Considered): boolean {
    return ABOUT_DECISIONS.some((task) => isAsked(asking, task, considered));
  }

  /** What was decided, with the labels, the name and the doubts of the model. */
  async decision(asking: Asking, considered: Considered): Promise<Considered> {
    let advised = considered;
    if (isAsked(asking, 'labels', considered)) advised = await this.labels(asking, advised);
    if (isAsked(asking, 'title', considered)) advised = await this.title(asking, advised);
    if (isAsked(asking, 'same_problem', considered)) advised = await this.sameProblem(asking, advised);
    return advised;
  }

  private async labels(asking: Asking, considered: Considered): Promise<Considered> {
    const { labelsRequest, namedOptions } = await import('../../language-model/tasks/labels-task.js');
    const answers = unclearAnswers(considered);
    const { kept, note } = await this.questions.ask(
      asking,
      { task: 'labels', why: '' },
      () => Promise.resolve(labelsRequest(answers)),
      ({ labels }) => {
        const options = namedOptions(answers, labels);
        const named = answers.flatMap(({ edgeId }, i) => (options[i] ? [{ edgeId, label: options[i] }] : []));
        const { decision, set } = withLabels(considered.decision, named);
        const reason = `Of ${answers.length} unclear answers the language model read ${set.length}; a reviewer names or confirms them.`;
        if (set.length === 0) return { kept: null, status: 'nothing_kept', reason, told: null };
        const status = set.length < answers.length ? ('kept_in_part' as const) : ('kept' as const);
        return { kept: decision, status, reason, told: set.map(({ label }) => label).join(', ') };
      },
    );
    return withNote(kept ? { ...considered, decision: kept } : considered, note);
  }

  private async title(asking: Asking, considered: Considered): Promise<Considered> {
    const [{ titleRequest, textsOf }, { addedWords }] = await Promise.all([
      import('../../language-model/tasks/title-task.js'),
      import('../../language-model/tasks/own-words.js'),
    ]);
    const { title, opening = null, resolutionSummary, steps } = considered.session;
    const matter = { title, opening, resolutionSummary, steps };
    const { kept, note } = await this.questions.ask(
      asking,
      { task: 'title', why: '' },
      () => Promise.resolve(titleRequest(matter)),
      (named) => {
        const texts = textsOf(matter);
        const sound = (text: string, longest: number): string | undefined => {
          const line = oneLine(text).trim();
          const fits = line !== '' && line.length <= longest && !line.includes('[redacted');
          return fits && redactText(line) === line && addedWords(line, texts).length === 0 ? line : undefined;
        };
        const [own, description] = [
          sound(named.title, LONGEST_TITLE),
          sound(named.description, LONGEST_DESCRIPTION),
        ];
        const taken = { ...(own && { title: own }), ...(description && { description }) };
        const what =
          own && description ? 'Title and description are' : own ? 'The title is' : 'The description is';
        if (!own && !description)
          return {
            ...{ kept: null, status: 'nothing_kept', told: null },
            reason: 'Title and description of the language model have words that the session does not have.',
          };
        const status = own && description ? ('kept' as const) : ('kept_in_part' as const);
        const told = [own, description].filter((text) => text !== undefined).join('\n');
        return {
          kept: taken,
          status,
          reason: `${what} the language model's, in words of the session.`,
          told,
        };
      },
    );
    return withNote(kept ? { ...considered, named: kept } : considered, note);
  }

  /** It joins nothing: where it says that a new problem is a known one, the reviewer is told to look. */
  private async sameProblem(asking: Asking, considered: Considered): Promise<Considered> {
    const { sameProblemRequest } = await import('../../language-model/tasks/same-problem-task.js');
    const known = nearest(considered);
    const { title, opening } = considered.session;
    const { note } = await this.questions.ask(
      asking,
      { task: 'same_problem', why: '' },
      () => Promise.resolve(sameProblemRequest(opening ?? title, redactText(known?.title ?? ''))),
      ({ verdict }) => {
        const name = `"${known?.title ?? ''}"`;
        if (verdict !== 'same')
          return {
            ...{ kept: null, status: 'nothing_kept', told: null },
            reason: `The language model does not take it for the same problem as ${name}.`,
          };
        return {
          ...{ kept: true, status: 'kept', told: 'same' },
          reason: `The language model takes it for the same problem as ${name}: compare the two before you approve.`,
        };
      },
    );
    return withNote(considered, note);
  }
}

const ABOUT_DECISIONS = ['labels', 'title', 'same_problem'] as const;

/** Whether there is something to ask about what was decided. */
const OCCASION: Readonly<Record<(typeof ABOUT_DECISIONS)[number], (considered: Considered) => boolean>> = {
  labels: (considered) => unclearAnswers(considered).length > 0,
  title: (considered) => isNewFlow(considered),
  same_problem: (considered) => nearest(considered) !== null,
};

const isAsked = ({ tasks }: Asking, task: keyof typeof OCCASION, considered: Considered): boolean =>
  tasks.includes(task) && OCCASION[task](considered);

function withNote(considered: Considered, note: ModelNote): Considered {
  return { ...considered, notes: [...(considered.notes ?? []), note] };
}

const isNewFlow = ({ decision: { type, joinsProposalId }, joinsSetAside }: Considered): boolean =>
  type === 'new_flow' && joinsProposalId === null && !joinsSetAside;

/** The flow or proposal that a session which makes a new flow nearly belonged to. */
function nearest(considered: Considered): Decision['explanation']['candidates'][number] | null {
  const [best] = considered.decision.explanation.candidates;
  return isNewFlow(considered) && best && best.score > NEARLY_KNOWN ? best : null;
}

/** Labels that are left open, with the question, the answer, and what the answer may have meant. */
function unclearAnswers({ session, decision: { document, explanation } }: Considered) {
  return explanation.unsure_labels.flatMap(({ edge_id: edgeId, step, label }) => {
    const said = session.steps[step];
    const edge = document?.edges.find(({ id }) => id === edgeId);
    if (!said?.result || !edge || labelKey(label) !== ANY_LABEL || said.result.includes('[redacted'))
      return [];
    const { kind, options: named } = readQuestion(said.text);
    const options = kind === 'yes_no' ? ['yes', 'no'] : kind === 'choice' ? [...named] : [];
    return options.length > 1 ? [{ edgeId, question: said.text, answer: said.result, options }] : [];
  });
}

const inWords = (steps: readonly SessionStep[]): string =>
  steps
    .map(({ kind, text, result }) => `${kind}: ${text}${result === null ? '' : ` - ${result}`}`)
    .join('\n');
