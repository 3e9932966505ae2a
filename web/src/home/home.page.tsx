import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { useLiveEvents } from '../api/live-events.js';
import { hasRole } from '../api/me.queries.js';
import { texts } from '../texts/texts.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { Loading, QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { MyClaims } from './my-claims.view.js';
import { Helped, Week } from './learned.view.js';
import { flowsToVerifyQuery, myOpenWalksQuery, openFlagsQuery, reviewSummaryQuery } from './home.queries.js';

/** Figures to look at, which are loaded after what waits. */
const LearnedByWeek = lazyRouteComponent(() => import('./weeks.view.js'), 'LearnedByWeek');

/** What waits for whoever is signed in. */
export function HomePage() {
  useLiveEvents();
  const { user, role } = useMe();
  return (
    <Stack>
      <PageTitle>{texts.home.title}</PageTitle>
      <Text>{texts.home.greeting(user.display_name)}</Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {hasRole(role, 'engineer') && <OpenWalks userId={user.id} />}
        {hasRole(role, 'reviewer') && <ToReview />}
        {hasRole(role, 'reviewer') && <MyClaims />}
        <ToVerify />
        <OpenFlags />
        <Week />
        <Helped />
      </SimpleGrid>
      <Suspense fallback={<Loading />}>
        <LearnedByWeek />
      </Suspense>
    </Stack>
  );
}

function OpenWalks({ userId }: { userId: string }) {
  const query = useQuery(myOpenWalksQuery(useApi(), userId));
  return (
    <Section title={texts.home.openWalks}>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Stack align="flex-start">
              <Text>{texts.home.noOpenWalks}</Text>
              <LinkButton to="/walk">{texts.home.beginWalk}</LinkButton>
            </Stack>
          ) : (
            <List>
              {items.map(({ id, flow_title, problem, linked_ticket_id, created_at }) => (
                <List.Item key={id}>
                  <TextLink to="/walk/$walkId" params={{ walkId: id }}>
                    {problem ?? flow_title}
                  </TextLink>
                  <Text size="sm" c="dimmed">
                    {linked_ticket_id === null ? null : `${texts.home.ticket(linked_ticket_id)} · `}
                    <Moment at={created_at} />
                  </Text>
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryState>
    </Section>
  );
}

function ToReview() {
  const query = useQuery(reviewSummaryQuery(useApi()));
  return (
    <Section title={texts.home.toReview}>
      <QueryState query={query}>
        {({ pending: { total } }) =>
          total === 0 ? (
            <Text>{texts.home.nothingPending}</Text>
          ) : (
            <Stack align="flex-start">
              <Text>{texts.home.pending(total)}</Text>
              <LinkButton to="/review">{texts.home.openQueue}</LinkButton>
            </Stack>
          )
        }
      </QueryState>
    </Section>
  );
}

function ToVerify() {
  const query = useQuery(flowsToVerifyQuery(useApi()));
  return (
    <Section title={texts.home.needVerification}>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{texts.home.noneNeedVerification}</Text>
          ) : (
            <List>
              {items.map(({ id, title, needs_verification_since: since }) => (
                <List.Item key={id}>
                  <TextLink to="/flows/$flowId" params={{ flowId: id }} search={{ tab: 'care' }}>
                    {title}
                  </TextLink>
                  {since !== null && (
                    <Text size="sm" c="dimmed">
                      <Moment at={since} />
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryState>
    </Section>
  );
}

function OpenFlags() {
  const query = useQuery(openFlagsQuery(useApi()));
  return (
    <Section title={texts.home.openFlags}>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{texts.home.noOpenFlags}</Text>
          ) : (
            <List>
              {items.map(({ id, flow_id, flow_title, node_text, words, reason, raised_by_name }) => (
                <List.Item key={id}>
                  <TextLink to="/flows/$flowId" params={{ flowId: flow_id }} search={{ tab: 'care' }}>
                    {node_text ?? flow_title}
                  </TextLink>
                  <Text size="sm" c="dimmed">
                    {`${texts.home.flagReasons[reason]}${words === null ? '' : `: ${words}`} · ${raised_by_name}`}
                  </Text>
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryState>
    </Section>
  );
}
