import type { TicketKind } from '../../ai-sessions/session.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { type CursorValue, decodeCursor, isTimeKey, wrongCursor } from '../../kernel/http/paging.js';
import { wordConditions, type WordMatch } from '../../search/text-search.js';
import type { ReasonCode } from '../decision-reason.js';
import type { ProposalSource, ProposalStatus, ProposalType } from '../proposal.js';
import { skippedBy } from '../claims/skips.repository.js';

export const PROPOSAL_SORTS = ['created_at', 'confidence', 'support'] as const;
/** All of them descending: newest, most trusted, best supported first. */
export type ProposalSort = (typeof PROPOSAL_SORTS)[number];

/** The column of each order and its type. Ties are settled by the id, so that every order is total. */
export const SORTS = {
  created_at: { key: 'created_at', type: 'timestamptz' },
  confidence: { key: 'confidence_score', type: 'double precision' },
  support: { key: 'supporting_session_count', type: 'integer' },
} as const satisfies Record<ProposalSort, { key: string; type: string }>;

/** What is left out filters nothing. */
export interface ProposalFilter {
  status?: ProposalStatus[];
  proposal_type?: ProposalType[];
  source?: ProposalSource[];
  problem_domain?: string;
  team_id?: string;
  target_flow_id?: string;
  linked_ticket_id?: string;
  linked_ticket_kind?: TicketKind;
  min_confidence?: number;
  validated_by_outcome?: boolean;
  reason_code?: ReasonCode[];
  awaiting_second_approval?: boolean;
  /** Of the pending ones, those that this user holds; `none`: those that nobody holds. */
  claimed_by?: string;
  /** Those that a user passes over for a while, or those that they do not. */
  skipping?: { userId: string; skipped: boolean };
  /** Each of its words begins a word of the title, the description, the domain or a step. */
  q?: string;
}

/** Where the page before ended. */
export interface ProposalPosition {
  key: string | number;
  id: string;
}

/** The cursor names its order, since a position in one order means nothing in another. */
export function cursorValues(sort: ProposalSort, { key, id }: ProposalPosition): CursorValue[] {
  return [sort, key, id];
}

/** @throws DomainError 422 when it is no cursor of this order */
export function toPosition(sort: ProposalSort, cursor: string): ProposalPosition {
  const [cursorSort, key = null, id] = decodeCursor(cursor, 3);
  const fits = sort === 'created_at' ? isTimeKey(key) : typeof key === 'number';
  if (cursorSort !== sort || !fits || key === null || !isUuid(id)) throw wrongCursor();
  return { key, id };
}

/** SQL: somebody holds the proposal `p`. */
const IS_HELD = `(p.status = 'pending' AND p.claimed_by IS NOT NULL AND p.claim_expires_at > clock_timestamp())`;

/**
 * The WHERE of a filter with its parameters, the account first.
 * @param found what the search for the filter's words came to
 */
export function conditionsOf(
  accountId: string,
  filter: ProposalFilter,
  found: WordMatch | null,
): { conditions: string[]; parameters: unknown[] } {
  const parameters: unknown[] = [accountId];
  const conditions = ['p.account_id = $1'];
  const parameter = (value: unknown): string => `$${parameters.push(value)}`;
  const where = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameter(value)));
  };
  where(filter.status, (value) => `p.status = ANY (${value}::text[])`);
  where(filter.proposal_type, (value) => `p.proposal_type = ANY (${value}::text[])`);
  where(filter.source, (value) => `p.source = ANY (${value}::text[])`);
  where(filter.problem_domain, (value) => `p.problem_domain = ${value}`);
  where(filter.team_id, (value) => `p.team_id = ${value}`);
  where(filter.target_flow_id, (value) => `p.target_flow_id = ${value}`);
  where(filter.linked_ticket_id, (value) => `p.linked_ticket_id = ${value}`);
  where(filter.linked_ticket_kind, (value) => `p.linked_ticket_kind = ${value}`);
  where(filter.min_confidence, (value) => `p.confidence_score >= ${value}::double precision`);
  where(filter.validated_by_outcome, (value) => `p.validated_by_outcome = ${value}`);
  where(filter.reason_code, (value) => `p.reason_code = ANY (${value}::text[])`);
  where(filter.awaiting_second_approval, (value) => `(p.first_approval IS NOT NULL) = ${value}`);
  if (filter.claimed_by === 'none') conditions.push(`NOT COALESCE(${IS_HELD}, false)`);
  else where(filter.claimed_by, (value) => `${IS_HELD} AND p.claimed_by = ${value}::uuid`);
  where(filter.skipping?.userId, (user) => {
    const compared = filter.skipping?.skipped ? '= ANY' : '<> ALL';
    return `p.id ${compared} (${skippedBy(`${user}::uuid`)})`;
  });
  conditions.push(...wordConditions(found, { accountId: '$1', id: 'p.id' }, parameter));
  return { conditions, parameters };
}
