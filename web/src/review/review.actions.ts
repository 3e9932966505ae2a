import { dataOf, taggedDataOf, type Api } from '../api/client.js';
import { NotDelivered } from '../api/problem.js';
import type { components } from '../api/schema.gen.js';
import type { Intent } from './decide.js';
import { wordsOfFilter, type Proposal, type QueueFilter, type SeenProposal } from './review.queries.js';

export type Waiting = components['schemas']['Waiting'];

const REPEATS = 3;

/** Repeats what was not answered; it goes under its one Idempotency-Key each time. */
export function repeatUndelivered(failures: number, error: unknown): boolean {
  return error instanceof NotDelivered && failures < REPEATS;
}

type Answer = Promise<{ data?: Proposal; response: Response }>;

async function seenOf(call: Answer): Promise<SeenProposal> {
  const { data, etag } = await taggedDataOf<Proposal>(call);
  return { proposal: data, etag };
}

export function sendDecision(api: Api, { key, proposalId, etag, decision }: Intent): Promise<SeenProposal> {
  const params = { path: { id: proposalId }, header: { 'Idempotency-Key': key, 'If-Match': etag } };
  switch (decision.verb) {
    case 'approve':
      return seenOf(api.POST('/v1/proposals/{id}/approve', { params, body: decision.body }));
    case 'modify':
      return seenOf(api.POST('/v1/proposals/{id}/modify', { params, body: decision.body }));
    case 'reject':
      return seenOf(api.POST('/v1/proposals/{id}/reject', { params, body: decision.body }));
    case 'dismiss':
      return seenOf(api.POST('/v1/proposals/{id}/dismiss', { params, body: decision.body }));
  }
}

export interface Undoing {
  key: string;
  proposalId: string;
  /** Of the decision that is taken back. */
  revision: number;
  how: 'reopen' | 'revert';
}

export function sendUndo(api: Api, { key, proposalId, revision, how }: Undoing): Promise<SeenProposal> {
  const params = {
    path: { id: proposalId },
    header: { 'Idempotency-Key': key, 'If-Match': `"${revision}"` },
  };
  return how === 'reopen'
    ? seenOf(api.POST('/v1/proposals/{id}/reopen', { params, body: {} }))
    : seenOf(api.POST('/v1/proposals/{id}/revert', { params, body: {} }));
}

export interface ClaimChange {
  key: string;
  proposalId: string;
  what: 'claim' | 'renew' | 'release';
}

/** Leaves what was seen as it is: a claim is no change of it. */
export function sendClaim(api: Api, { key, proposalId, what }: ClaimChange): Promise<Proposal> {
  const params = { path: { id: proposalId }, header: { 'Idempotency-Key': key } };
  switch (what) {
    case 'claim':
      return dataOf<Proposal>(api.POST('/v1/proposals/{id}/claim', { params }));
    case 'renew':
      return dataOf<Proposal>(api.POST('/v1/proposals/{id}/renew', { params }));
    case 'release':
      return dataOf<Proposal>(api.POST('/v1/proposals/{id}/release', { params }));
  }
}

export function sendSkip(api: Api, { key, proposalId }: { key: string; proposalId: string }) {
  const params = { path: { id: proposalId }, header: { 'Idempotency-Key': key } };
  return dataOf(api.POST('/v1/proposals/{id}/skip', { params, body: {} }));
}

/** Claims the best proposal that nobody holds, or says why there is none. */
export async function takeNext(
  api: Api,
  filter: QueueFilter,
  key: string,
): Promise<{ seen: SeenProposal | null; waiting: Waiting | null }> {
  const params = { query: wordsOfFilter(filter), header: { 'Idempotency-Key': key } };
  const { data, etag } = await taggedDataOf(api.POST('/v1/review/next', { params }));
  const { proposal, waiting } = data;
  return { seen: proposal && { proposal, etag }, waiting };
}
