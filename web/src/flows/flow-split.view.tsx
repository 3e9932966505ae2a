import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { problemOf } from '../api/problem.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { useIntent } from '../ui/use-intent.js';
import { LONGEST_NOTES } from './act-dialog.view.js';
import { orNull, previewSplit, useFlowAct } from './flows.actions.js';
import { splitSuggestionQuery, type SeenFlow } from './flows.queries.js';
import { Regressions } from './regressions.view.js';
import { placesOf, splitOf, type Place } from './split.js';
import { SplitPreview } from './split-preview.view.js';
import classes from './flows.module.css';

const PLACES = ['stays', 'goes', 'both'] as const;
const LONGEST_TITLE = 255;
const NOWHERE: ReadonlyMap<string, Place> = new Map();

/** What goes to a flow of its own, with what that would do before it is done. */
export function FlowSplit({ seen }: { seen: SeenFlow }) {
  const api = useApi();
  const { flow } = seen;
  const { role } = useMe();
  const suggestion = useQuery(splitSuggestionQuery(api, flow.id));
  const [places, setPlaces] = useState(NOWHERE);
  const choice = { base_version: flow.version, ...splitOf(places) };
  const preview = useIntent(
    (body: typeof choice) => previewSplit(api, flow.id, body),
    () => undefined,
  );
  const choose = (chosen: ReadonlyMap<string, Place>): void => {
    // What was looked at is not what would be done any more.
    preview.reset();
    setPlaces(chosen);
  };
  return (
    <Section title={flowsTexts.split}>
      <Stack>
        <Text size="sm">{flowsTexts.splitWhy}</Text>
        <QueryState query={suggestion}>
          {({ split }) =>
            split === null ? (
              <Text size="sm">{flowsTexts.looksLikeOne}</Text>
            ) : (
              <Group>
                <Text size="sm">{flowsTexts.looksLikeTwo(split.session_ids.length)}</Text>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    choose(placesOf(split));
                  }}
                >
                  {flowsTexts.useSuggestion}
                </Button>
              </Group>
            )
          }
        </QueryState>
        <ol className={classes.list}>
          {flow.flow_data.nodes.map(({ id, text }, index) => (
            <li key={id} className={classes.row}>
              <Group justify="space-between" gap="xs">
                <Text size="sm" className={classes.words} style={{ flex: '1 1 220px' }}>
                  {text}
                </Text>
                <SegmentedControl
                  size="xs"
                  aria-label={flowsTexts.placeOf(index + 1)}
                  value={places.get(id) ?? 'stays'}
                  data={PLACES.map((value) => ({ value, label: flowsTexts.goes[value] }))}
                  onChange={(value) => {
                    const place = PLACES.find((known) => known === value) ?? 'stays';
                    choose(new Map(places).set(id, place));
                  }}
                />
              </Group>
            </li>
          ))}
        </ol>
        <Button
          variant="default"
          style={{ alignSelf: 'start' }}
          loading={preview.isPending}
          disabled={choice.node_ids.length === 0}
          onClick={() => {
            preview.run(choice);
          }}
        >
          {flowsTexts.previewSplit}
        </Button>
        <IntentFailure intent={preview} />
        {preview.data && (
          <>
            <SplitPreview preview={preview.data} />
            {hasRole(role, 'reviewer') && (
              <SplitForm
                seen={seen}
                choice={choice}
                regressions={preview.data.replay.regressions}
                onDone={() => {
                  choose(NOWHERE);
                }}
              />
            )}
          </>
        )}
      </Stack>
    </Section>
  );
}

function SplitForm({
  seen,
  choice,
  regressions,
  onDone,
}: {
  seen: SeenFlow;
  choice: { base_version: number; node_ids: string[]; shared_node_ids: string[] };
  regressions: Parameters<typeof Regressions>[0]['regressions'];
  onDone: () => void;
}) {
  const form = useForm({ initialValues: { title: '', notes: '', accept: false } });
  const intent = useFlowAct(seen, flowsTexts.splitDone, onDone);
  const worse = problemOf(intent.error, 'would_regress');
  const shown = worse?.regressions ?? regressions;
  const { title, notes, accept } = form.values;
  const incomplete = title.trim() === '' || (shown.length > 0 && (!accept || notes.trim() === ''));
  return (
    <form
      onSubmit={form.onSubmit(() => {
        const body = { ...choice, title: title.trim(), notes: orNull(notes), accept_regressions: accept };
        intent.run({ act: 'split', body });
      })}
    >
      <Stack>
        <TextInput
          label={flowsTexts.newTitle}
          required
          maxLength={LONGEST_TITLE}
          {...form.getInputProps('title')}
        />
        <Textarea
          label={flowsTexts.notes}
          autosize
          maxLength={LONGEST_NOTES}
          {...form.getInputProps('notes')}
        />
        {shown.length > 0 && (
          <Regressions
            count={worse?.regression_count ?? shown.length}
            regressions={shown}
            accepted={accept}
            onAccept={(accepted) => {
              form.setFieldValue('accept', accepted);
            }}
          />
        )}
        {!worse && <IntentFailure intent={intent} />}
        <Button type="submit" style={{ alignSelf: 'start' }} loading={intent.isPending} disabled={incomplete}>
          {flowsTexts.doSplit}
        </Button>
      </Stack>
    </form>
  );
}
