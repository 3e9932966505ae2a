import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { useLiveEvents } from '../api/live-events.js';
import { texts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { PagesOf } from '../ui/pages-of.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { FlowBadges } from './flow-badges.view.js';
import { isFiltered, libraryQuery, type FlowSummary, type LibraryFilter } from './flows.queries.js';
import classes from './flows.module.css';

const route = getRouteApi('/desk/flows');

/** Every flow of the account, the one that was published last first. */
export function FlowLibraryPage() {
  useLiveEvents();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { user } = useMe();
  const flows = useInfiniteQuery(libraryQuery(useApi(), filter, user.id));
  return (
    <Stack>
      <PageTitle>{texts.flows.title}</PageTitle>
      <Filter
        filter={filter}
        onChange={(changed) =>
          void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
        }
      />
      <PagesOf
        query={flows}
        empty={
          isFiltered(filter) ? (
            <Group>
              <Text>{texts.flows.noneFits}</Text>
              <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                {texts.flows.clearFilters}
              </Button>
            </Group>
          ) : (
            texts.flows.none
          )
        }
      >
        {(items) => (
          <ul className={classes.list}>
            {items.map((flow) => (
              <Row key={flow.id} flow={flow} />
            ))}
          </ul>
        )}
      </PagesOf>
    </Stack>
  );
}

function Row({ flow }: { flow: FlowSummary }) {
  return (
    <li className={classes.row}>
      <Group justify="space-between" align="start" gap="xs">
        <TextLink to="/flows/$flowId" params={{ flowId: flow.id }} fw={600} className={classes.words}>
          {flow.title}
        </TextLink>
        <FlowBadges flow={flow} />
      </Group>
      {flow.description !== null && (
        <Text size="sm" className={classes.words} lineClamp={2}>
          {flow.description}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {[
          ...(flow.problem_domain === null ? [] : [flow.problem_domain]),
          texts.flows.version(flow.version),
          texts.flows.publishedBy(flow.published_by_name),
        ].join(' · ')}
        {' · '}
        <Moment at={flow.published_at} />
      </Text>
    </li>
  );
}

function Filter({ filter, onChange }: { filter: LibraryFilter; onChange: (changed: LibraryFilter) => void }) {
  const [words, setWords] = useTypedAddress(filter.q ?? '', (q) => {
    onChange({ q: q === '' ? undefined : q });
  });
  const [domain, setDomain] = useTypedAddress(filter.domain ?? '', (typed) => {
    onChange({ domain: typed === '' ? undefined : typed });
  });
  return (
    <Group component="search" align="end" gap="xs" aria-label={texts.flows.filterBy}>
      <TextInput
        type="search"
        size="xs"
        label={texts.flows.find}
        placeholder={texts.flows.findHint}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <TextInput
        size="xs"
        label={texts.flows.domain}
        value={domain}
        onChange={(event) => {
          setDomain(event.currentTarget.value);
        }}
      />
      <Choice
        label={texts.flows.state}
        value={filter.status ?? 'published'}
        names={texts.flows.states}
        required
        onChoose={(status) => {
          onChange({ status: status === 'archived' ? status : undefined });
        }}
      />
      <Choice
        label={texts.flows.care}
        value={filter.care}
        names={texts.flows.cares}
        onChoose={(care) => {
          onChange({ care });
        }}
      />
      <Choice
        label={texts.flows.owner}
        value={filter.owner}
        names={texts.flows.owners}
        onChoose={(owner) => {
          onChange({ owner });
        }}
      />
    </Group>
  );
}
