import { Button, Select, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf, type Api } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { isProblem } from '../api/problem.js';
import type { components } from '../api/schema.gen.js';
import { DialogForm } from '../keys/dialog-form.js';
import { sessionsTexts } from '../texts/sessions-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { Failure } from '../ui/failure.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { TextLink } from '../ui/link-button.js';
import { useIntent } from '../ui/use-intent.js';
import { flowsToMoveToQuery, type Session } from './sessions.queries.js';

type Schemas = components['schemas'];

const LONGEST_NOTES = 20_000;
/** Milliseconds without a key after which flows are looked for. */
const PAUSE_MS = 200;

function send(
  api: Api,
  id: string,
  body: Schemas['SessionMove'],
  key: string,
): Promise<Schemas['SessionMoveResult']> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return dataOf<Schemas['SessionMoveResult']>(api.POST('/v1/ai-sessions/{id}/move', { params, body }));
}

/** Gives the session to a flow to which it belongs, where the flywheel was wrong; and says what came of it. */
export function MoveSession({
  session,
  flowId,
}: {
  session: Session;
  /** The flow that it belongs to now; null where there is none. */
  flowId: string | null;
}) {
  const api = useApi();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [opened, { open, close }] = useDisclosure();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), PAUSE_MS);
  const [chosen, setChosen] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const found = useQuery({
    ...flowsToMoveToQuery(api, asked),
    enabled: opened,
    placeholderData: (before) => before,
  });
  const flows = found.data?.items.filter(({ id }) => id !== flowId) ?? [];
  const flow = flows.find(({ id }) => id === chosen);
  const readAgain = () =>
    Promise.all(
      ['sessions', 'flows', 'proposals'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
    );
  const intent = useIntent(
    async (body: Schemas['SessionMove'], key) => {
      try {
        return await send(api, session.id, body, key);
      } catch (error) {
        // Seen anew, it can be moved.
        if (isProblem(error, 'flow_changed', 'flow_archived', 'session_moved', 'session_in_flow'))
          await readAgain();
        throw error;
      }
    },
    () => {
      void readAgain();
      announce(sessionsTexts.moved);
      setChosen(null);
      setNotes('');
      close();
    },
  );
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          intent.reset();
          open();
        }}
      >
        {sessionsTexts.move}
      </Button>
      {intent.data && <Moved result={intent.data} />}
      <DialogForm
        title={sessionsTexts.moveTitle}
        opened={opened}
        onClose={close}
        send={sessionsTexts.moveNow}
        incomplete={flow === undefined || intent.isPending}
        onSend={() => {
          if (flow === undefined) return;
          const { id: flow_id, version: flow_version } = flow;
          const told = notes.trim() === '' ? null : notes.trim();
          intent.run({ flow_id, flow_version, proposal_id: session.flywheel.proposal_id, notes: told });
        }}
      >
        <Text size="sm">{sessionsTexts.moveWhy}</Text>
        <Select
          label={sessionsTexts.moveTo}
          searchable
          searchValue={words}
          onSearchChange={setWords}
          // The server has found them.
          filter={({ options }) => options}
          data={flows.map(({ id, title }) => ({ value: id, label: title }))}
          nothingFoundMessage={sessionsTexts.moveNothing}
          value={chosen}
          onChange={setChosen}
        />
        {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
        {flow && (
          <Text size="sm" role="status">
            {sessionsTexts.moveSure(session.title, flow.title)}
          </Text>
        )}
        <Textarea
          label={sessionsTexts.moveNotes}
          autosize
          maxLength={LONGEST_NOTES}
          value={notes}
          onChange={(event) => {
            setNotes(event.currentTarget.value);
          }}
        />
        <IntentFailure intent={intent} />
      </DialogForm>
    </Stack>
  );
}

function Moved({ result }: { result: Schemas['SessionMoveResult'] }) {
  const { decision, proposal_id, left_node_ids: left, from_flow_id: from } = result;
  const waits = decision !== 'auto_reinforced' && proposal_id !== null;
  return (
    <Stack gap={4} role="status">
      <Text size="sm" fw={600}>
        {sessionsTexts.moved}
      </Text>
      <Text size="sm">{waits ? sessionsTexts.movedAdds : sessionsTexts.movedFits}</Text>
      {waits && (
        <TextLink to="/review/$proposalId" params={{ proposalId: proposal_id }} size="sm">
          {sessionsTexts.movedProposal}
        </TextLink>
      )}
      {from !== null && left.length > 0 && (
        <>
          <Text size="sm">{sessionsTexts.movedLeft(left.length)}</Text>
          <TextLink to="/flows/$flowId" params={{ flowId: from }} search={{ node: left[0] }} size="sm">
            {sessionsTexts.movedFrom}
          </TextLink>
        </>
      )}
    </Stack>
  );
}
