import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import { wordsOfFilter, type ProposalSummary, type QueueFilter } from './review.queries.js';

type Schemas = components['schemas'];
export type BulkAction = Schemas['BulkDecision']['action'];
export type BulkResult = Schemas['BulkResult'];
export type BulkOutcome = Schemas['BulkOutcome'];
/** A decision on many, as it is tried first and then made. */
export type BulkWanted = Omit<Schemas['BulkDecision'], 'dry_run' | 'token'>;
/** Which proposals are decided on. */
export type BulkChoice = Pick<BulkWanted, 'ids' | 'if_match' | 'filter'>;

/** Those that somebody chose, as they saw them. */
export function choiceOf(chosen: readonly Pick<ProposalSummary, 'id' | 'revision'>[]): BulkChoice {
  return {
    ids: chosen.map(({ id }) => id),
    if_match: Object.fromEntries(chosen.map(({ id, revision }) => [id, `"${revision}"`])),
  };
}

/** All that a filter fits; null where the decision on many does not know such a filter, or it leaves nothing out. */
export function choiceOfFilter(filter: QueueFilter): BulkChoice | null {
  const { q, type, source, confidence, held, status } = filter;
  const isKnown = held === undefined && status === undefined;
  const namesSomething = [q, type, source, confidence].some((value) => value !== undefined);
  if (!isKnown || !namesSomething) return null;
  const { proposal_type, ...words } = wordsOfFilter(filter);
  const types = proposal_type?.flatMap((one) => (one === 'auto_reinforced' ? [] : [one]));
  return types?.length === 0 ? null : { filter: { ...words, proposal_type: types } };
}

const PUBLISHES: readonly BulkAction[] = ['approve', 'revert'];

/** What is sent once it was looked at: what publishes takes the token of its dry run. */
export function decisionOf(wanted: BulkWanted, { token }: BulkResult): Schemas['BulkDecision'] {
  return PUBLISHES.includes(wanted.action) && token !== null ? { ...wanted, token } : wanted;
}

/** How all of it is taken back; null where nothing was done, or it was itself an undoing. */
export function undoingOf({ action, items }: BulkResult): BulkWanted | null {
  if (action === 'reopen' || action === 'revert') return null;
  const ids = items.filter(({ succeeded }) => succeeded).map(({ id }) => id);
  if (ids.length === 0) return null;
  return { action: action === 'approve' ? 'revert' : 'reopen', ids: ids.toReversed() };
}

/** What would happen, or what did, in words. */
export function resultText(result: BulkResult): string {
  const { action, dry_run, succeeded, new_flows, new_versions, first_approvals } = result;
  if (succeeded === 0 && dry_run) return texts.bulk.nothingHappens;
  const more = [
    ...(new_flows > 0 ? [texts.bulk.newFlows(new_flows)] : []),
    ...(new_versions > 0 ? [texts.bulk.newVersions(new_versions)] : []),
    ...(first_approvals > 0 ? [texts.bulk.firstApprovals(first_approvals)] : []),
  ];
  const words = (dry_run ? texts.bulk.would : texts.bulk.did)[action](succeeded);
  return more.length === 0 ? `${words}.` : `${words}: ${more.join(', ')}.`;
}

/** Proposals that are left as they are, by what the server says of them. */
export function refusalsOf(items: readonly BulkOutcome[]): { detail: string; titles: string[] }[] {
  const titles = new Map<string, string[]>();
  for (const { succeeded, detail, code, title } of items) {
    if (succeeded) continue;
    const why = detail ?? code ?? '';
    titles.set(why, [...(titles.get(why) ?? []), title ?? texts.bulk.unknown]);
  }
  return [...titles].map(([detail, of]) => ({ detail, titles: of }));
}
