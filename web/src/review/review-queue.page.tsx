import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { useLiveEvents } from '../api/live-events.js';
import { hasRole } from '../api/me.queries.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { LastDecision } from './last-decision.view.js';
import { QueueFilterView } from './queue-filter.view.js';
import { QueueList } from './queue-list.view.js';
import { QueueRow } from './queue-row.view.js';
import { KEYS } from './review.keys.js';
import { isFiltered, myClaimsQuery, pendingQuery, queueQuery, type QueueFilter } from './review.queries.js';
import classes from './review.module.css';
import { Section } from '../ui/section.js';
import { useTakeNext, waitingText } from './use-decisions.js';

const route = getRouteApi('/desk/review');

export function ReviewQueuePage() {
  const { role } = useMe();
  if (hasRole(role, 'reviewer')) return <ReviewQueue />;
  return (
    <Stack>
      <PageTitle>{texts.review.title}</PageTitle>
      <Alert color="gray" title={texts.states.forbidden}>
        {texts.review.reviewersOnly}
      </Alert>
    </Stack>
  );
}

/** What waits, and the way into it. */
function ReviewQueue() {
  useLiveEvents();
  const api = useApi();
  const { user } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { last, ...filter } = search;
  const pending = useQuery(pendingQuery(api));
  const mine = useQuery(myClaimsQuery(api));
  const queue = useInfiniteQuery(queueQuery(api, filter));
  const next = useTakeNext(search);
  const takeNext = (): void => {
    if (!next.isPending) next.mutate({ key: newIdempotencyKey(), said: '', decided: null });
  };

  useCommands(texts.review.queueKeys, [
    { keys: KEYS.next, label: texts.review.takeNext, run: takeNext },
    {
      keys: KEYS.nextChange,
      label: texts.review.nextRow,
      run: () => {
        focusRow(1);
      },
    },
    {
      keys: KEYS.changeBefore,
      label: texts.review.rowBefore,
      run: () => {
        focusRow(-1);
      },
    },
  ]);
  const change = (changed: QueueFilter): void => {
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  };
  const items = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      <Group justify="space-between">
        <PageTitle>{texts.review.title}</PageTitle>
        <Button onClick={takeNext} loading={next.isPending} rightSection={<KeyBadge keys={KEYS.next} />}>
          {texts.review.takeNext}
        </Button>
      </Group>
      {pending.data !== undefined && <Text>{texts.review.waiting(pending.data)}</Text>}
      {next.isError && (
        <Failure
          error={next.error}
          onRetry={() => {
            next.mutate(next.variables);
          }}
        />
      )}
      {next.data?.seen === null && <Text role="status">{waitingText(next.data.waiting)}</Text>}
      {last !== undefined && <LastDecision id={last} search={search} />}
      {mine.data !== undefined && mine.data.items.length > 0 && (
        <Section title={texts.review.mine}>
          <ul className={classes.list}>
            {mine.data.items.map((proposal) => (
              <QueueRow key={proposal.id} proposal={proposal} search={search} userId={user.id} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={texts.review.queue}>
        <Stack>
          <QueueFilterView filter={filter} onChange={change} />
          <QueryState query={queue}>
            {() => (
              <QueueList
                items={items}
                search={search}
                empty={
                  <Nothing
                    filtered={isFiltered(filter)}
                    onClear={() => void navigate({ search: { last } })}
                  />
                }
              />
            )}
          </QueryState>
          {queue.isFetchNextPageError && (
            <Failure error={queue.error} onRetry={() => void queue.fetchNextPage()} />
          )}
          {queue.hasNextPage && (
            <Button
              variant="default"
              loading={queue.isFetchingNextPage}
              onClick={() => void queue.fetchNextPage()}
            >
              {texts.review.more}
            </Button>
          )}
        </Stack>
      </Section>
    </Stack>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) return <Text>{texts.review.nothingWaits}</Text>;
  return (
    <Group>
      <Text>{texts.review.nothing}</Text>
      <Button variant="default" size="xs" onClick={onClear}>
        {texts.review.clearFilters}
      </Button>
    </Group>
  );
}

/** Enter opens the one that has the focus, as every link. */
function focusRow(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row] a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const link = at === -1 ? links[0] : links[at + by];
  link?.focus();
}
