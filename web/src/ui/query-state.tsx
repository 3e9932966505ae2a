import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.js';
import { Failure } from './failure.js';

/** A part of a page that is read from the server: loading, failed, or there. What was there stays while it is read again. */
export function QueryState<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}

export function Loading() {
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden>{texts.states.loading}</VisuallyHidden>
      <Skeleton h={18} w="60%" />
      <Skeleton h={18} />
      <Skeleton h={18} w="80%" />
    </Stack>
  );
}
