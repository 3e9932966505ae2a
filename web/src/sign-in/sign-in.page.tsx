import { Alert, Button, Center, Loader, Paper, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate, useLocation } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import {
  placeOnDesk,
  problemText,
  providerAddress,
  signInQuery,
  tokenIn,
  waysQuery,
} from './sign-in.queries.js';

const route = getRouteApi('/sign-in');

/** Opened by a one-time link, it signs in and goes on; without one it shows the ways that there are. */
export function SignInPage() {
  const { to, problem } = route.useSearch();
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
          {problem !== undefined && token === null && (
            <Alert color="red" role="alert" title={texts.signIn.problemTitle}>
              {problemText(problem)}
            </Alert>
          )}
          {error !== null && <Failure error={error} title={texts.signIn.failedTitle} />}
          {(token === null || error !== null) && <Ways to={to} />}
        </Stack>
      </Paper>
    </Center>
  );
}

function Ways({ to }: { to: string | undefined }) {
  const ways = useQuery(waysQuery(useApi()));
  return (
    <QueryState query={ways}>
      {({ oidc }) => (
        <>
          {oidc && (
            <Button component="a" href={providerAddress(oidc.path, to)} size="md">
              {texts.signIn.by(oidc.name)}
            </Button>
          )}
          <Text>{oidc ? texts.signIn.orLink : texts.signIn.noLink}</Text>
          <Text size="sm">{texts.signIn.where}</Text>
        </>
      )}
    </QueryState>
  );
}
