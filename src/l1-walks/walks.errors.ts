import { conflict, DomainError, forbidden, invalid, notFound } from '../kernel/errors/domain-error.js';
import { preconditionFailed } from '../kernel/http/etag/etag.errors.js';
import type { FlowSuggestion } from '../suggestions/suggestion.js';
import { FlowSuggestionDto } from '../suggestions/suggestions.response.dto.js';
import { WALK_LIMITS } from './walk-limits.js';
import type { WalkDto, WalkOptionDto } from './walks.response.dto.js';

export const walkNotFound = (): DomainError => notFound('Walk');

export const notYourWalk = (): DomainError =>
  forbidden('Only the technician who began the walk, or a reviewer, may go on with it');

export const notAPerson = (): DomainError => forbidden('Only a person can walk a flow');

export const noSuchFlow = (): DomainError =>
  invalid([{ pointer: '/flow_id', detail: 'is no flow of the account' }]);

export const flowOrProblem = (): DomainError =>
  invalid([{ pointer: '/flow_id', detail: 'must be given, or a problem to find the flow by' }]);

/** Why the best suggestion is not begun without being asked for. */
function whyUnclear([best]: readonly FlowSuggestion[]): string {
  if (!best) return 'No flow has anything of the problem; name one in flow_id';
  const choose = 'begin with one of the suggestions';
  if (best.ticketWalk !== null)
    return `The flow that fits best was walked for this ticket already (${best.ticketWalk}): ${choose}`;
  if (best.downgraded) return `The flow that fits best has needed verification for long: ${choose}`;
  return `No flow fits clearly better than the others: ${choose}`;
}

/** Somebody walks for the ticket already; it says where that walk stands, to go on with. */
export const walkOpen = (walk: WalkDto): DomainError =>
  conflict(
    'walk_open',
    `A walk of ${walk.technician_name} for this ticket is open: go on with it, or finish it`,
    {
      walk_id: walk.id,
      walk,
    },
  );

/** Several flows may be meant, or none fits. */
export const flowUnclear = (suggestions: readonly FlowSuggestion[]): DomainError =>
  conflict('flow_unclear', whyUnclear(suggestions), {
    suggestions: suggestions.map((suggestion) => FlowSuggestionDto.from(suggestion)),
  });

export const noSuchTeam = (): DomainError =>
  invalid([{ pointer: '/team_id', detail: 'is no team of the account' }]);

export const noSuchEntry = (entries: readonly string[]): DomainError =>
  invalid([
    { pointer: '/entry_node_id', detail: `must be one of the flow's entries: ${entries.join(', ')}` },
  ]);

export const ticketNeedsId = (): DomainError =>
  invalid([{ pointer: '/linked_ticket_kind', detail: 'needs a linked_ticket_id' }]);

export const confirmedNeedsResolved = (): DomainError =>
  invalid([{ pointer: '/outcome_confirmed', detail: 'goes with the outcome resolved alone' }]);

export const takenOverNeedsEscalated = (): DomainError =>
  invalid([{ pointer: '/escalated_to', detail: 'goes with the outcome escalated alone' }]);

export const flowNotWalked = (flowId: string, mergedInto: string | null): DomainError =>
  conflict('flow_archived', 'The flow is archived, and no walk begins there', {
    flow_id: flowId,
    merged_into: mergedInto,
  });

/** Another tab, or another person, was faster. */
export const walkChanged = (seen: number, walk: WalkDto): DomainError =>
  conflict('walk_changed', `The walk moved from version ${seen} to ${walk.version}`, {
    seen_version: seen,
    walk,
  });

/** As `walkChanged`, told to who sent `If-Match`. */
export const walkPreconditionFailed = (etag: string, walk: WalkDto): DomainError =>
  preconditionFailed(`The walk is at version ${walk.version}`, { etag, walk });

export const versionMissing = (): DomainError =>
  new DomainError({
    status: 428,
    code: 'precondition_required',
    title: 'Say what you saw',
    detail: 'Send the version of the walk that you saw, in the body or as If-Match',
  });

export const walkFinished = (walk: WalkDto): DomainError =>
  conflict('walk_finished', `The walk was ${walk.outcome ?? 'finished'}`, { walk });

export const walkActive = (): DomainError =>
  conflict('walk_active', 'The walk is not finished, so that it has no outcome');

export const walkNotResolved = (outcome: string): DomainError =>
  conflict('walk_not_resolved', `The walk was ${outcome}; only what was resolved can hold or not`, {
    outcome,
  });

export const walkAtEnd = (): DomainError =>
  conflict('walk_at_end', 'The flow ends here: finish the walk, or record what else was done');

export const nothingToTakeBack = (): DomainError =>
  conflict('nothing_to_take_back', 'The walk stands where it began, with nothing done that counts');

export const walkTooLong = (): DomainError =>
  conflict(
    'walk_too_long',
    `A walk has at most ${WALK_LIMITS.entries} entries; finish it, and begin another`,
  );

const unanswered = (code: string, detail: string, pointer: string, options: WalkOptionDto[]): DomainError =>
  new DomainError({
    status: 422,
    code,
    title: 'No way on',
    detail,
    errors: [{ pointer, detail }],
    extra: { options },
  });

export const noSuchEdge = (options: WalkOptionDto[]): DomainError =>
  unanswered(
    'no_such_answer',
    'is no edge that leaves the present node; where the flow has no way for it, deviate records what is done',
    '/edge_id',
    options,
  );

export const noSuchAnswer = (options: WalkOptionDto[]): DomainError =>
  unanswered(
    'no_such_answer',
    'has no way here; deviate records what is done, with the answer in its words',
    '/condition',
    options,
  );

/** The words are clear, and mean an answer that the flow has no way for. */
export const noWayForWords = (answer: string, options: WalkOptionDto[]): DomainError =>
  unanswered(
    'no_such_answer',
    `means ${answer}, for which the flow has no way yet; deviate records what is done, with these words`,
    '/words',
    options,
  );

export const answerUnclear = (options: WalkOptionDto[]): DomainError =>
  unanswered(
    'answer_unclear',
    'does not say for certain which way is meant; name the condition or the edge, or record with deviate what is done',
    '/words',
    options,
  );

export const answerMissing = (options: WalkOptionDto[]): DomainError =>
  unanswered('answer_unclear', 'must say which way: name the condition or the edge', '/condition', options);
