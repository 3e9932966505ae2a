import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { ApiProblem, NotDelivered } from '../api/problem.js';
import { texts } from '../texts/texts.js';

/** What went wrong, in the server's own words, and a way on where there is one. */
export function Failure({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Alert color={problem?.status === 403 ? 'gray' : 'red'} title={title ?? titleOf(error)}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{detailOf(error)}</Text>
        {problem && problem.faults.length > 0 && (
          <List size="sm">
            {problem.faults.map(({ pointer, detail }) => (
              <List.Item key={pointer + detail}>{`${pointer} ${detail}`}</List.Item>
            ))}
            {problem.moreFaults > 0 && <List.Item>{texts.states.moreFaults(problem.moreFaults)}</List.Item>}
          </List>
        )}
        {problem !== null && problem.status >= 500 && problem.requestId !== null && (
          <Text size="xs">{texts.states.requestId(problem.requestId)}</Text>
        )}
        {onRetry && problem?.status !== 403 && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {texts.states.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function titleOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return texts.states.failedTitle;
  return error.status === 403 ? texts.states.forbidden : error.title;
}

/** The problem's own words; a program's own error is no text for people. */
export function detailOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail ?? error.title;
  return error instanceof NotDelivered ? texts.states.notDelivered : texts.states.failedTitle;
}
