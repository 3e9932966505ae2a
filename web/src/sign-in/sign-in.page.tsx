import { Center, Loader, Paper, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate, useLocation } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { PageTitle } from '../ui/page-title.js';
import { placeOnDesk, signInQuery, tokenIn } from './sign-in.queries.js';

const route = getRouteApi('/sign-in');

/** Opened by a one-time link, it signs in and goes on; without one it says where links come from. */
export function SignInPage() {
  const { to } = route.useSearch();
  const token = useLocation({ select: ({ hash }) => tokenIn(hash) });
  const { error, isSuccess } = useQuery(signInQuery(useApi(), useQueryClient(), token));
  if (isSuccess) return <Navigate to={placeOnDesk(to)} replace />;
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" maw={480} w="100%">
        <Stack>
          <PageTitle>{texts.signIn.title}</PageTitle>
          {token !== null && error === null && (
            <>
              <Text role="status">{texts.signIn.working}</Text>
              <Loader />
            </>
          )}
          {error !== null && <Failure error={error} title={texts.signIn.failedTitle} />}
          {(token === null || error !== null) && (
            <>
              <Text>{texts.signIn.noLink}</Text>
              <Text size="sm">{texts.signIn.where}</Text>
            </>
          )}
        </Stack>
      </Paper>
    </Center>
  );
}
