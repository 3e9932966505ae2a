import { isDatabaseAway } from '../../../kernel/errors/postgres-error.js';
import type { Problem } from '../../../kernel/errors/problem.js';
import { shortened } from '../../../kernel/shortened.js';
import { told } from './told.js';

/** Characters of what belongs to a problem, such as how a walk stands now. */
const LONGEST_EXTRA = 6_000;
const STANDARD = ['type', 'title', 'status', 'detail', 'code', 'errors', 'more_errors', 'request_id'];

/** What a model can do about a problem, by its code; for the others, what their detail says is all there is. */
const WAYS_ON: Readonly<Record<string, string>> = {
  already_decided: 'Nothing is left to do here; take another proposal.',
  answer_unclear: 'Ask the caller again, or call again with a condition or edge_id of one of the ways on.',
  claimed: 'Somebody else reviews it. Take another proposal, or wait until they let go of it.',
  external_id_taken: 'That session is recorded already; go on with it, or leave external_id out.',
  flow_archived: 'Find another flow with find_flows.',
  flow_changed: 'The flow moved on. Read the proposal again and decide on what it says now.',
  flow_unclear:
    'Call start_walk with the flow_id of one of the suggestions, or record a session where none fits.',
  forbidden: 'Do not try again: tell your user that their role, or this credential, does not allow it.',
  four_eyes: 'Somebody who has no part in it has to decide. Take another proposal.',
  internal: 'Try again once. If that fails, tell your user, with the request_id.',
  invalid: 'Mend the arguments that are named, and call again.',
  merge_conflict:
    'It cannot be approved as it stands. Tell your user: a person has to resolve it on the desk.',
  no_such_answer:
    'Use a condition or edge_id of one of the ways on. Where none is what the caller said, call deviate_walk.',
  not_found: 'Check the id: use one that an earlier answer gave. Ids of other accounts are never found.',
  not_pending: 'Nothing is left to do here; take another proposal.',
  nothing_to_take_back: 'Go on from here with answer_walk.',
  precondition_failed:
    'Read it again, look at what changed, and decide anew with the revision that it has now.',
  second_person_needed: 'You approved it first; somebody else has to agree. Take another proposal.',
  server_busy: 'Wait some seconds, then try again.',
  session_active: 'Call resolve_session first.',
  session_ended: 'Nothing can be added any more. Record another session if there is more to tell.',
  too_complex: 'Send less in one call.',
  too_large: 'Send less in one call.',
  unavailable: 'Wait some seconds, then try again.',
  unsure_labels: 'Name each of the labels in `labels`, after reading the proposal.',
  walk_at_end: 'Call finish_walk, or deviate_walk for what else was done.',
  walk_changed: 'Go on from how the walk stands now, with its present version.',
  walk_finished: 'Start another walk if there is more to do.',
  walk_open: 'Go on with that walk, or start this one with beside_open.',
  walk_too_long: 'Call finish_walk.',
  would_regress:
    'Known sessions would fit worse. Tell your user which; publish only if they accept it, with accept_regressions and a reason.',
};

/**
 * A problem in words that a model can act on: its code, what to do, and what is wrong. That last may name what people
 * wrote, such as a label or their own name, and so stands between the marks.
 */
export function problemWords(problem: Problem): string {
  const { code, title, detail = title, errors = [], request_id } = problem;
  const extra = Object.entries(problem).filter(([name]) => !STANDARD.includes(name));
  return told(
    [
      `Error ${code}: ${title}.`,
      `What to do: ${WAYS_ON[code] ?? 'Tell your user what is wrong.'}`,
      ...(problem.status >= 500 ? [`request_id: ${request_id}`] : []),
    ],
    [
      detail,
      ...errors.map(({ pointer, detail: fault }) => `- ${pointer || '(arguments)'} ${fault}`),
      ...(extra.length > 0 ? [shortened(JSON.stringify(Object.fromEntries(extra)), LONGEST_EXTRA)] : []),
    ],
  );
}

/** Whether an error says nothing of the program itself, so that the log need not tell where it happened. */
export const isForeseen = (error: unknown, { status }: Problem): boolean =>
  status < 500 || isDatabaseAway(error);
