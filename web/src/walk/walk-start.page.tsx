import {
  Alert,
  Combobox,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
  useCombobox,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useApi, useMe } from '../api/desk-context.js';
import { NotDelivered, problemOf } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { LinkButton } from '../ui/link-button.js';
import { focusAtFirst, PageTitle } from '../ui/page-title.js';
import { QueryState } from '../ui/query-state.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import { OpenWalks } from './open-walks.view.js';
import { startMutation, type NewWalk } from './start.actions.js';
import { Suggestion } from './suggestion.view.js';
import { ticketOf, ticketText, type Ticket } from './ticket.js';
import { linked, openWalksQuery, suggestionsQuery, type FlowSuggestion } from './walk.queries.js';

const route = getRouteApi('/desk/walk');
const LONGEST = 2_000;
const LONGEST_TICKET = 64;

/** A caller is on the line: their words, and the flows that may help. */
export function WalkStartPage() {
  const { q = '', ticket: ticketParameter = '', beside } = route.useSearch();
  const navigate = route.useNavigate();
  const ticket = ticketOf(ticketParameter);
  const change = (changed: { q?: string; ticket?: string }) => {
    void navigate({ search: (search) => ({ ...search, ...changed }), replace: true });
  };
  const [words, setWords] = useTypedAddress(q, (text) => {
    change({ q: text === '' ? undefined : text });
  });
  const [ticketTyped, setTicket] = useTypedAddress(ticketParameter, (text) => {
    change({ ticket: text === '' ? undefined : text });
  });
  return (
    <Stack maw={860}>
      <PageTitle focused={false}>{texts.walk.startTitle}</PageTitle>
      <TicketFields ticket={ticketTyped} onChange={setTicket} />
      <Search q={words} asked={q} ticket={ticket} beside={beside === true} onChange={setWords} />
      {words.trim() === '' && (
        <>
          <Text c="dimmed">{texts.walk.typeFirst}</Text>
          <MyOpenWalks />
        </>
      )}
    </Stack>
  );
}

function TicketFields({ ticket, onChange }: { ticket: string; onChange: (text: string) => void }) {
  const [, kind = 'psa', id = ''] = /^(psa|internal)\/(.*)$/.exec(ticket) ?? [];
  const set = (nextKind: string, nextId: string) => {
    onChange(nextId === '' ? '' : `${nextKind}/${nextId}`);
  };
  return (
    <Group grow align="flex-end">
      <Select
        label={texts.walk.ticketKind}
        value={kind}
        allowDeselect={false}
        data={Object.entries(texts.walk.ticketKinds).map(([value, label]) => ({ value, label }))}
        onChange={(value) => {
          set(value ?? 'psa', id);
        }}
      />
      <TextInput
        label={texts.walk.ticketNumber}
        value={id}
        maxLength={LONGEST_TICKET}
        onChange={(event) => {
          set(kind, event.currentTarget.value);
        }}
      />
    </Group>
  );
}

function Search({
  q,
  asked,
  ticket,
  beside,
  onChange,
}: {
  /** What stands in the field. */
  q: string;
  /** What flows are asked for with, in the pauses of typing. */
  asked: string;
  ticket: Ticket | null;
  beside: boolean;
  onChange: (text: string) => void;
}) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const query = useQuery(suggestionsQuery(api, asked, ticket));
  const start = useMutation(startMutation(api, queryClient));
  const startWith = (body: NewWalk) => {
    if (start.isPending) return;
    start.mutate(body, {
      onSuccess: ({ id }) => void navigate({ to: '/walk/$walkId', params: { walkId: id } }),
    });
  };
  const items = q.trim() === '' ? [] : (query.data?.items ?? []);
  const begin = (suggestion: FlowSuggestion | undefined) => {
    if (!suggestion) return;
    startWith({
      flow_id: suggestion.flow_id,
      problem: q.trim(),
      entry_node_id: suggestion.entry_node_id,
      ...linked(ticket),
      ...(beside && { beside_open: true }),
    });
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(flowId) => {
        begin(items.find(({ flow_id }) => flow_id === flowId));
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          label={texts.walk.search}
          description={items.length > 0 ? texts.walk.searchHint : undefined}
          size="md"
          value={q}
          maxLength={LONGEST}
          ref={focusAtFirst}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            combobox.resetSelectedOption();
          }}
          onKeyDown={(event) => {
            // Without a mark it is the first that is meant.
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1 && asked === q)
              begin(items[0]);
          }}
        />
      </Combobox.EventsTarget>
      <StartState
        error={start.failureReason ?? start.error}
        pending={start.isPending}
        onBeginBeside={() => {
          if (start.variables) startWith({ ...start.variables, beside_open: true });
        }}
      />
      {q.trim() !== '' && (
        <QueryState query={query}>
          {() => (
            <>
              {items.length === 0 && !query.isFetching && <Text>{texts.walk.nothingFits}</Text>}
              <Combobox.Options aria-label={texts.walk.suggestions}>
                {items.map((suggestion, index) => (
                  <Combobox.Option key={suggestion.flow_id} value={suggestion.flow_id}>
                    <Suggestion suggestion={suggestion} first={index === 0} />
                  </Combobox.Option>
                ))}
              </Combobox.Options>
            </>
          )}
        </QueryState>
      )}
      {q.trim() !== '' && (
        <Group gap="xs" mt="sm">
          <Text>{texts.walk.noneOfThese}</Text>
          <LinkButton
            to="/walk/record"
            search={{ q, ticket: ticketText(ticket) }}
            variant="default"
            size="xs"
          >
            {texts.walk.record}
          </LinkButton>
        </Group>
      )}
    </Combobox>
  );
}

/** How it stands with a walk that is to begin. */
function StartState({
  error,
  pending,
  onBeginBeside,
}: {
  error: Error | null;
  pending: boolean;
  onBeginBeside: () => void;
}) {
  const open = problemOf(error, 'walk_open');
  if (open)
    return (
      <Alert color="yellow" my="sm" title={texts.walk.openOfTicket}>
        <OpenWalks walks={[open.walk]} onBeginBeside={onBeginBeside} />
      </Alert>
    );
  if (pending && error instanceof NotDelivered)
    return (
      <Alert color="yellow" my="sm" role="status">
        {texts.walk.repeated(texts.walk.beginning)}
      </Alert>
    );
  if (pending) return <Text role="status">{texts.walk.beginning}</Text>;
  return error && <Failure error={error} />;
}

function MyOpenWalks() {
  const { user } = useMe();
  const query = useQuery(openWalksQuery(useApi(), { technicianId: user.id }));
  return (
    <QueryState query={query}>
      {({ items }) =>
        items.length > 0 && (
          <Paper withBorder p="md" component="section" aria-labelledby="my-open-walks">
            <Title order={2} size="h4" mb="sm" id="my-open-walks">
              {texts.walk.yourOpenWalks}
            </Title>
            <OpenWalks walks={items} />
          </Paper>
        )
      }
    </QueryState>
  );
}
