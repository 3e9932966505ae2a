import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Radio,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../api/desk-context.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { NotDelivered } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { clearDrafts, useFormDraft } from '../ui/draft.js';
import { Failure } from '../ui/failure.js';
import { LinkButton } from '../ui/link-button.js';
import { PageTitle } from '../ui/page-title.js';
import { recordMutation } from './record.actions.js';
import { EMPTY_RECORDING, EMPTY_STEP, stepsOf, type RecordedStep, type Recording } from './recording.js';
import { ticketOf } from './ticket.js';

const route = getRouteApi('/desk/walk/record');
const DRAFT = 'walk.recording';
const LONGEST_TITLE = 255;
const LONGEST_TEXT = 10_000;
const MOST_STEPS = 500;
const OUTCOMES: readonly Recording['outcome'][] = ['resolved', 'escalated', 'abandoned'];

/** Where no flow fits: what is asked and done with the caller becomes a session, and a flow is proposed of it. */
export function RecordPage() {
  const { q, ticket } = route.useSearch();
  const [recording, change] = useFormDraft(DRAFT, EMPTY_RECORDING);
  const record = useMutation({
    ...recordMutation(useApi()),
    onSuccess: () => {
      clearDrafts(DRAFT);
    },
  });
  const title = (recording.title ?? q ?? '').slice(0, LONGEST_TITLE);
  const { recording: words } = texts.walk;
  /** What is changed after it was sent is another wish. */
  const edit = (changed: Partial<Recording>) => {
    change({ keys: null, ...changed });
  };
  if (record.isSuccess)
    return (
      <Stack align="flex-start">
        <PageTitle>{words.title}</PageTitle>
        <Alert color="green" role="status">
          {words.saved}
        </Alert>
        <LinkButton to="/walk">{words.toSearch}</LinkButton>
      </Stack>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (record.isPending) return;
        const keys = recording.keys ?? { create: newIdempotencyKey(), resolve: newIdempotencyKey() };
        change({ keys });
        record.mutate({ recording, keys, title: title.trim(), ticket: ticketOf(ticket) });
      }}
    >
      <Stack maw={860}>
        <PageTitle>{words.title}</PageTitle>
        <Text>{words.why}</Text>
        <TextInput
          label={words.name}
          value={title}
          maxLength={LONGEST_TITLE}
          required
          onChange={(event) => {
            edit({ title: event.currentTarget.value });
          }}
        />
        <Steps
          steps={recording.steps}
          onChange={(steps) => {
            edit({ steps });
          }}
        />
        <Outcome recording={recording} onChange={edit} />
        {record.isPending && record.failureReason instanceof NotDelivered && (
          <Alert color="yellow" role="status">
            {texts.walk.repeated(words.save)}
          </Alert>
        )}
        {record.isError && <Failure error={record.error} />}
        <Group>
          <Button
            type="submit"
            loading={record.isPending}
            disabled={title.trim() === '' || stepsOf(recording).length === 0}
          >
            {words.save}
          </Button>
          <LinkButton to="/walk" search={{ q, ticket }} variant="default">
            {words.toSearch}
          </LinkButton>
        </Group>
      </Stack>
    </form>
  );
}

function Steps({ steps, onChange }: { steps: RecordedStep[]; onChange: (steps: RecordedStep[]) => void }) {
  const { recording: words } = texts.walk;
  const set = (index: number, changed: Partial<RecordedStep>) => {
    onChange(steps.map((step, at) => (at === index ? { ...step, ...changed } : step)));
  };
  return (
    <Fieldset legend={words.steps}>
      <Stack>
        {steps.map((step, index) => (
          // A step has no name but its place; what it holds is in the list itself.
          <Fieldset key={index} legend={words.step(index + 1)}>
            <Stack gap="xs">
              <Select
                label={words.kind}
                value={step.kind}
                allowDeselect={false}
                data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
                onChange={(value) => {
                  if (value === 'question' || value === 'action' || value === 'info')
                    set(index, { kind: value });
                }}
              />
              <Textarea
                label={words.text}
                value={step.text}
                maxLength={LONGEST_TEXT}
                autosize
                onChange={(event) => {
                  set(index, { text: event.currentTarget.value });
                }}
              />
              <Textarea
                label={words.result}
                value={step.result}
                maxLength={LONGEST_TEXT}
                autosize
                onChange={(event) => {
                  set(index, { result: event.currentTarget.value });
                }}
              />
              {steps.length > 1 && (
                <Group>
                  <Button
                    variant="subtle"
                    size="xs"
                    onClick={() => {
                      onChange(steps.filter((_, at) => at !== index));
                    }}
                  >
                    {words.remove(index + 1)}
                  </Button>
                </Group>
              )}
            </Stack>
          </Fieldset>
        ))}
        <Group>
          <Button
            variant="default"
            disabled={steps.length >= MOST_STEPS}
            onClick={() => {
              onChange([...steps, EMPTY_STEP]);
            }}
          >
            {words.add}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function Outcome({
  recording: { outcome, confirmed },
  onChange,
}: {
  recording: Recording;
  onChange: (changed: Partial<Recording>) => void;
}) {
  const { recording: words } = texts.walk;
  return (
    <>
      <Radio.Group
        label={words.outcome}
        value={outcome}
        onChange={(value) => {
          const chosen = OUTCOMES.find((known) => known === value);
          if (chosen) onChange({ outcome: chosen });
        }}
      >
        <Group mt="xs">
          {OUTCOMES.map((value) => (
            <Radio key={value} value={value} label={words.outcomes[value]} />
          ))}
        </Group>
      </Radio.Group>
      {outcome === 'resolved' && (
        <Checkbox
          label={words.confirmed}
          checked={confirmed}
          onChange={(event) => {
            onChange({ confirmed: event.currentTarget.checked });
          }}
        />
      )}
    </>
  );
}
