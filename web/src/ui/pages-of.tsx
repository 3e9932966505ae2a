import { Button, Stack, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.js';
import { Failure } from './failure.js';
import { QueryState } from './query-state.js';

/** A list that is read a page at a time: loading, failed, empty, or there, with a way to the next page. */
export function PagesOf<T>({
  query,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<{ items: T[]; next_cursor: string | null }>>;
  /** What is said where there is nothing. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  return (
    <Stack gap="sm">
      <QueryState query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) return children(items);
          return typeof empty === 'string' ? <Text>{empty}</Text> : empty;
        }}
      </QueryState>
      {query.isFetchNextPageError && (
        <Failure error={query.error} onRetry={() => void query.fetchNextPage()} />
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {texts.states.more}
        </Button>
      )}
    </Stack>
  );
}

/** What every list of pages takes alike, for `infiniteQueryOptions`. */
export const BY_CURSOR = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor ?? undefined,
};
