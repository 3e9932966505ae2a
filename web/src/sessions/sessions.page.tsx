import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { sessionsTexts } from '../texts/sessions-texts.js';
import { Choice } from '../ui/choice.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { PagesOf } from '../ui/pages-of.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { isFiltered, sessionsQuery, type SessionFilter, type SessionSummary } from './sessions.queries.js';
import classes from './sessions.module.css';

const route = getRouteApi('/desk/sessions');

/** What the flywheel learns from, and what came of each. */
export function SessionsPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useMe();
  const sessions = useInfiniteQuery(sessionsQuery(useApi(), filter));
  return (
    <Stack>
      <Group justify="space-between">
        <PageTitle>{sessionsTexts.title}</PageTitle>
        {hasRole(role, 'engineer') && (
          <LinkButton to="/sessions/import" variant="default" size="xs">
            {sessionsTexts.toImport}
          </LinkButton>
        )}
      </Group>
      <Filter
        filter={filter}
        onChange={(changed) =>
          void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
        }
      />
      <PagesOf
        query={sessions}
        empty={
          isFiltered(filter) ? (
            <Group>
              <Text>{sessionsTexts.noneFits}</Text>
              <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                {sessionsTexts.clearFilters}
              </Button>
            </Group>
          ) : (
            sessionsTexts.none
          )
        }
      >
        {(items) => (
          <ul className={classes.list}>
            {items.map((session) => (
              <Row key={session.id} session={session} />
            ))}
          </ul>
        )}
      </PagesOf>
    </Stack>
  );
}

function Row({ session }: { session: SessionSummary }) {
  return (
    <li className={classes.row}>
      <Group justify="space-between" align="start" gap="xs">
        <TextLink
          to="/sessions/$sessionId"
          params={{ sessionId: session.id }}
          fw={600}
          className={classes.words}
        >
          {session.title}
        </TextLink>
        <Badge variant="default" tt="none">
          {flywheelText(session)}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {[
          sessionsTexts.states[session.status] +
            (session.outcome_confirmed ? `, ${sessionsTexts.confirmed}` : ''),
          sessionsTexts.origins[session.origin],
          sessionsTexts.steps(session.step_count),
          sessionsTexts.messages(session.message_count),
        ].join(' · ')}
        {' · '}
        <Moment at={session.created_at} />
      </Text>
    </li>
  );
}

/** What came of it in the flywheel, or how far that is. */
export function flywheelText({ flywheel: { status, decision } }: SessionSummary): string {
  return decision === null ? sessionsTexts.flywheels[status] : sessionsTexts.decisions[decision];
}

function Filter({ filter, onChange }: { filter: SessionFilter; onChange: (changed: SessionFilter) => void }) {
  const [words, setWords] = useTypedAddress(filter.q ?? '', (q) => {
    onChange({ q: q === '' ? undefined : q });
  });
  return (
    <Group component="search" align="end" gap="xs" aria-label={sessionsTexts.filterBy}>
      <TextInput
        type="search"
        size="xs"
        label={sessionsTexts.find}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <Choice
        label={sessionsTexts.state}
        value={filter.status}
        names={sessionsTexts.states}
        onChoose={(status) => {
          onChange({ status });
        }}
      />
      <Choice
        label={sessionsTexts.origin}
        value={filter.origin}
        names={sessionsTexts.origins}
        onChoose={(origin) => {
          onChange({ origin });
        }}
      />
      <Choice
        label={sessionsTexts.flywheel}
        value={filter.flywheel}
        names={sessionsTexts.flywheels}
        onChoose={(flywheel) => {
          onChange({ flywheel });
        }}
      />
    </Group>
  );
}
