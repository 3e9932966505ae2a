import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { texts } from '../texts/texts.js';
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
        <PageTitle>{texts.sessions.title}</PageTitle>
        {hasRole(role, 'engineer') && (
          <LinkButton to="/sessions/import" variant="default" size="xs">
            {texts.sessions.toImport}
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
              <Text>{texts.sessions.noneFits}</Text>
              <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                {texts.sessions.clearFilters}
              </Button>
            </Group>
          ) : (
            texts.sessions.none
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
          texts.sessions.states[session.status] +
            (session.outcome_confirmed ? `, ${texts.sessions.confirmed}` : ''),
          texts.sessions.origins[session.origin],
          texts.sessions.steps(session.step_count),
          texts.sessions.messages(session.message_count),
        ].join(' · ')}
        {' · '}
        <Moment at={session.created_at} />
      </Text>
    </li>
  );
}

/** What came of it in the flywheel, or how far that is. */
export function flywheelText({ flywheel: { status, decision } }: SessionSummary): string {
  return decision === null ? texts.sessions.flywheels[status] : texts.sessions.decisions[decision];
}

function Filter({ filter, onChange }: { filter: SessionFilter; onChange: (changed: SessionFilter) => void }) {
  const [words, setWords] = useTypedAddress(filter.q ?? '', (q) => {
    onChange({ q: q === '' ? undefined : q });
  });
  return (
    <Group component="search" align="end" gap="xs" aria-label={texts.sessions.filterBy}>
      <TextInput
        type="search"
        size="xs"
        label={texts.sessions.find}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <Choice
        label={texts.sessions.state}
        value={filter.status}
        names={texts.sessions.states}
        onChoose={(status) => {
          onChange({ status });
        }}
      />
      <Choice
        label={texts.sessions.origin}
        value={filter.origin}
        names={texts.sessions.origins}
        onChoose={(origin) => {
          onChange({ origin });
        }}
      />
      <Choice
        label={texts.sessions.flywheel}
        value={filter.flywheel}
        names={texts.sessions.flywheels}
        onChoose={(flywheel) => {
          onChange({ flywheel });
        }}
      />
    </Group>
  );
}
