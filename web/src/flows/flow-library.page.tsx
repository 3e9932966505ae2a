import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { useLiveEvents } from '../api/live-events.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { texts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import { LinkButton, TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { PagesOf } from '../ui/pages-of.js';
import { shareText } from '../ui/share.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { FlowBadges } from './flow-badges.view.js';
import {
  isFiltered,
  libraryQuery,
  peopleQuery,
  type FlowListItem,
  type LibraryFilter,
} from './flows.queries.js';
import classes from './flows.module.css';

const route = getRouteApi('/desk/flows');

/** Every flow of the account, the one that was published last first. */
export function FlowLibraryPage() {
  useLiveEvents();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { user, role } = useMe();
  const flows = useInfiniteQuery(libraryQuery(useApi(), filter, user.id));
  return (
    <Stack>
      <Group justify="space-between">
        <PageTitle>{flowsTexts.title}</PageTitle>
        {hasRole(role, 'engineer') && (
          <LinkButton to="/flows/new" size="sm">
            {flowsTexts.drawNew}
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
        query={flows}
        empty={
          isFiltered(filter) ? (
            <Group>
              <Text>{flowsTexts.noneFits}</Text>
              <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                {flowsTexts.clearFilters}
              </Button>
            </Group>
          ) : (
            flowsTexts.none
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

function Row({ flow }: { flow: FlowListItem }) {
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
          flowsTexts.version(flow.version),
          flowsTexts.publishedBy(flow.published_by_name),
        ].join(' · ')}
        {' · '}
        <Moment at={flow.published_at} />
      </Text>
      <Text size="sm" c="dimmed">
        {`${ownerText(flow)} · ${successText(flow)}`}
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
    <Group component="search" align="end" gap="xs" aria-label={flowsTexts.filterBy}>
      <TextInput
        type="search"
        size="xs"
        label={flowsTexts.find}
        placeholder={flowsTexts.findHint}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
      />
      <TextInput
        size="xs"
        label={flowsTexts.domain}
        value={domain}
        onChange={(event) => {
          setDomain(event.currentTarget.value);
        }}
      />
      <Choice
        label={flowsTexts.state}
        value={filter.status ?? 'published'}
        names={flowsTexts.states}
        required
        onChoose={(status) => {
          onChange({ status: status === 'archived' ? status : undefined });
        }}
      />
      <Choice
        label={flowsTexts.care}
        value={filter.care}
        names={flowsTexts.cares}
        onChoose={(care) => {
          onChange({ care });
        }}
      />
      <OwnerChoice
        owner={filter.owner}
        onChoose={(owner) => {
          onChange({ owner });
        }}
      />
    </Group>
  );
}

/** Oneself, or anybody else who may own a flow. */
function OwnerChoice({
  owner,
  onChoose,
}: {
  owner: string | undefined;
  onChoose: (owner: string | undefined) => void;
}) {
  const { user } = useMe();
  const people = useQuery(peopleQuery(useApi()));
  const others = people.data?.items.filter(({ id }) => id !== user.id) ?? [];
  const names = others.map(({ id, display_name }) => ({ value: id, label: display_name }));
  // Whoever the address names and the list has not is somebody all the same.
  const unknown = owner !== undefined && owner !== 'me' && !names.some(({ value }) => value === owner);
  return (
    <Select
      label={flowsTexts.owner}
      size="xs"
      w={170}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.states.any }}
      placeholder={texts.states.any}
      data={[
        { value: 'me', label: flowsTexts.ownerMe },
        ...names,
        ...(unknown ? [{ value: owner, label: flowsTexts.ownerOther }] : []),
      ]}
      value={owner ?? null}
      onChange={(chosen) => {
        onChoose(chosen ?? undefined);
      }}
    />
  );
}

const ownerText = ({ owner_name }: FlowListItem): string =>
  owner_name === null ? flowsTexts.noOwner : flowsTexts.ownedBy(owner_name);

function successText({ recent_walks: { finished, success } }: FlowListItem): string {
  return success === null ? flowsTexts.neverWalked : flowsTexts.solvedOf(shareText(success), finished);
}
