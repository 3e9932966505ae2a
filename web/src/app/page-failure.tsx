import { Container, Stack, Text } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { LinkButton } from '../ui/link-button.js';
import { PageTitle } from '../ui/page-title.js';

/** In place of everything: nobody knows who is signed in. */
export function DeskFailure(props: ErrorComponentProps) {
  return (
    <main>
      <PageFailure {...props} />
    </main>
  );
}

/** In place of a page that cannot be shown. */
export function PageFailure({ error }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof ApiProblem && error.status === 404) return <NothingHere />;
  return (
    <Container py="xl">
      <Stack align="flex-start">
        <PageTitle>{texts.states.failedTitle}</PageTitle>
        <Failure error={error} onRetry={() => void router.invalidate()} />
      </Stack>
    </Container>
  );
}

export function NothingHere() {
  return (
    <Container py="xl">
      <Stack align="flex-start">
        <PageTitle>{texts.states.notFoundTitle}</PageTitle>
        <Text>{texts.states.notFoundText}</Text>
        <LinkButton to="/" variant="default">
          {texts.states.toHome}
        </LinkButton>
      </Stack>
    </Container>
  );
}
