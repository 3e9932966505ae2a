import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { NotDelivered } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { intentFor, outcomeText, undoOf, type Decision, type Intent } from './decide.js';
import {
  repeatUndelivered,
  sendClaim,
  sendDecision,
  sendSkip,
  sendUndo,
  takeNext,
  type ClaimChange,
  type Undoing,
  type Waiting,
} from './review.actions.js';
import {
  pendingQuery,
  proposalNowQuery,
  rememberSeen,
  type Proposal,
  type ProposalNow,
  type QueueFilter,
  type SeenProposal,
} from './review.queries.js';

export interface Going {
  key: string;
  /** What was done before going on. */
  said: string;
  /** What was decided before going on. */
  decided: SeenProposal | null;
}

/** Whether deciding goes on to the next; some want to stay. */
export function useGoOn(): [boolean, (on: boolean) => void] {
  const [value, set] = useLocalStorage<boolean>({
    key: 'desk.review.go-on',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return [value, set];
}

/** Takes the next proposal and opens it; where there is none, opens the queue and says so. */
export function useTakeNext(filter: QueueFilter & { last?: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: async ({ key }: Going) => {
      const left = queryClient.query({ ...pendingQuery(api), staleTime: 0 }).catch(() => null);
      return { ...(await takeNext(api, filter, key)), left: await left };
    },
    retry: repeatUndelivered,
    onSuccess: async ({ seen, waiting, left }, { said, decided }) => {
      const search = { ...filter, last: decided?.proposal.id ?? filter.last };
      const how = [said, left === null ? '' : texts.review.left(left), seen ? '' : waitingText(waiting)];
      announce(how.filter((part) => part !== '').join(' '));
      if (seen) {
        rememberSeen(queryClient, seen);
        await navigate({ to: '/review/$proposalId', params: { proposalId: seen.proposal.id }, search });
      } else {
        await navigate({ to: '/review', search });
      }
      // Only now: what was decided is not shown in place of what comes next.
      if (decided) rememberSeen(queryClient, decided);
    },
    onError: (_error, { decided }) => {
      if (decided) rememberSeen(queryClient, decided);
    },
  });
}

/** Why none was handed out. */
export function waitingText(waiting: Waiting | null): string {
  if (waiting === null) return '';
  const { held, skipped, not_yours, resting } = waiting;
  const reasons = [
    ...(held > 0 ? [texts.review.withOthers(held)] : []),
    ...(skipped > 0 ? [texts.review.skippedByYou(skipped)] : []),
    ...(not_yours > 0 ? [texts.review.notYours(not_yours)] : []),
    ...(resting > 0 ? [texts.review.resting(resting)] : []),
  ];
  return reasons.length === 0 ? '' : `${texts.review.noneForYou} ${reasons.join(', ')}.`;
}

/** All that a reviewer does with the proposal that is open. */
export function useDecisions(seen: SeenProposal, search: QueueFilter & { last?: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [goOn] = useGoOn();
  const next = useTakeNext(search);
  const { id } = seen.proposal;

  const remember = (proposal: Proposal): void => {
    queryClient.setQueryData(proposalNowQuery(api, proposal.id).queryKey, proposal);
    for (const part of ['list', 'summary'])
      void queryClient.invalidateQueries({ queryKey: ['proposals', part] });
    void queryClient.invalidateQueries({ queryKey: ['proposals', 'history', proposal.id] });
  };
  const goOnTo = (said: string, decided: SeenProposal | null): void => {
    next.mutate({ key: newIdempotencyKey(), said, decided });
  };

  const decide = useMutation({
    mutationFn: (intent: Intent) => sendDecision(api, intent),
    retry: repeatUndelivered,
    onSuccess: (decided) => {
      remember(decided.proposal);
      const said = outcomeText(decided.proposal);
      if (goOn) {
        goOnTo(said, decided);
        return;
      }
      rememberSeen(queryClient, decided);
      announce(said);
    },
  });
  const skip = useMutation({
    mutationFn: (skipping: { key: string; proposalId: string }) => sendSkip(api, skipping),
    retry: repeatUndelivered,
    onSuccess: () => {
      goOnTo(texts.review.skipped, null);
    },
  });
  const undo = useMutation({
    mutationFn: (undoing: Undoing) => sendUndo(api, undoing),
    retry: repeatUndelivered,
    onSuccess: async (undone, { how }) => {
      remember(undone.proposal);
      rememberSeen(queryClient, undone);
      announce(how === 'revert' ? texts.review.reverted : texts.review.reopened);
      const to = { to: '/review/$proposalId', params: { proposalId: undone.proposal.id } } as const;
      await navigate({ ...to, search: { ...search, last: undefined } });
    },
  });
  const claim = useMutation({
    mutationFn: (change: ClaimChange) => sendClaim(api, change),
    retry: repeatUndelivered,
    onSuccess: (proposal) => {
      remember(proposal);
    },
  });

  const all = [decide, skip, undo, claim, next];
  const failed = all.find(({ isError }) => isError);
  const isBusy = all.some(({ isPending }) => isPending);
  const reset = (): void => {
    for (const mutation of all) mutation.reset();
  };
  return {
    isBusy,
    working: workingOf(),
    error: failed?.error ?? null,
    /** Sends what was not answered again, as the same intent. */
    resend: (): void => {
      if (decide.isError) decide.mutate(decide.variables);
      else if (skip.isError) skip.mutate(skip.variables);
      else if (undo.isError) undo.mutate(undo.variables);
      else if (claim.isError) claim.mutate(claim.variables);
      else if (next.isError) next.mutate(next.variables);
    },
    reset,
    decide: (decision: Decision, onSuccess: () => void): void => {
      const undelivered = decide.error instanceof NotDelivered ? (decide.variables ?? null) : null;
      const wanted = { proposalId: id, etag: seen.etag, decision };
      reset();
      decide.mutate(intentFor(undelivered, wanted, newIdempotencyKey), { onSuccess });
    },
    skip: (): void => {
      reset();
      skip.mutate({ key: newIdempotencyKey(), proposalId: id });
    },
    undo: ({ id: proposalId, revision, status }: ProposalNow): void => {
      const how = undoOf(status);
      if (how === null) return;
      reset();
      undo.mutate({ key: newIdempotencyKey(), proposalId, revision, how });
    },
    next: (): void => {
      reset();
      goOnTo('', null);
    },
    changeClaim: (what: ClaimChange['what']): void => {
      reset();
      claim.mutate({ key: newIdempotencyKey(), proposalId: id, what });
    },
  };

  function workingOf(): string | null {
    const { working } = texts.review;
    if (decide.isPending) return working[decide.variables.decision.verb];
    if (skip.isPending) return working.skip;
    if (undo.isPending) return working.undo;
    return next.isPending ? `${next.variables.said} ${working.next}`.trim() : null;
  }
}

export type Decisions = ReturnType<typeof useDecisions>;
