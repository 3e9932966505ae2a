import { useSessionStorage } from '@mantine/hooks';

interface ReviewDraft {
  notes: string;
  /** Names of unsure answers, by the id of the way. */
  names: Record<string, string>;
  acceptRegressions: boolean;
}

const EMPTY: ReviewDraft = { notes: '', names: {}, acceptRegressions: false };

/** What a reviewer typed about a proposal and has not sent: kept for this tab, also while they look at another one. */
export function useReviewDraft(proposalId: string) {
  const [draft, set, clear] = useSessionStorage<ReviewDraft>({
    key: `desk.review.${proposalId}`,
    defaultValue: EMPTY,
    getInitialValueInEffect: false,
  });
  return {
    ...draft,
    change: (changed: Partial<ReviewDraft>): void => {
      set((before) => ({ ...before, ...changed }));
    },
    clear,
  };
}

export type ReviewDraftOf = ReturnType<typeof useReviewDraft>;
