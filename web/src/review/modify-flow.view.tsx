import { ActionIcon, Button, Group, List, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../api/desk-context.js';
import { ApiProblem } from '../api/problem.js';
import { outlineOf, type OutlineLine } from '../graph/outline.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { focusAtFirst } from '../ui/page-title.js';
import { editedFlow, faultsByPlace, isEdited, moveWay, NO_EDITS, type FlowEdits } from './modify.js';
import { Notice } from './notice.view.js';
import { ConflictTables } from './proposal-preview.view.js';
import { editedPreviewQuery, type Proposal } from './review.queries.js';
import classes from './review.module.css';
import { Section } from '../ui/section.js';

/** Milliseconds without a key after which the server is asked whether it is sound. */
const PAUSE_MS = 500;
const INDENT_PX = 18;

/** The proposed flow as a form: its texts, its answers, and the order of the ways on. */
export function ModifyFlow({
  proposal,
  isBusy,
  onPublish,
  onClose,
}: {
  proposal: Proposal;
  isBusy: boolean;
  /** @param done what forgets the edits, once the server has taken them */
  onPublish: (flow: Proposal['proposed_flow_data'], done: () => void) => void;
  onClose: () => void;
}) {
  const document = proposal.proposed_flow_data;
  const [edits, setEdits, clear] = useSessionStorage<FlowEdits>({
    key: `desk.review.edits.${proposal.id}`,
    defaultValue: NO_EDITS,
    getInitialValueInEffect: false,
  });
  const edited = useMemo(() => editedFlow(document, edits), [document, edits]);
  const [asked] = useDebouncedValue(edited, PAUSE_MS);
  const preview = useQuery({
    ...editedPreviewQuery(useApi(), proposal, asked),
    enabled: isEdited(document, edits),
    placeholderData: (before) => before,
  });
  const refused = preview.error instanceof ApiProblem ? preview.error : null;
  const { at, others } = faultsByPlace(asked, refused?.faults ?? preview.data?.faults ?? []);
  const lines = useMemo(() => outlineOf(edited, null), [edited]);

  const publish = (): void => {
    if (!isBusy) onPublish(edited, clear);
  };
  useCommands(texts.review.editKeys, [
    { keys: 'Ctrl+Enter', label: texts.review.publishEdited, run: publish, inFields: true },
  ]);
  return (
    <Section title={texts.review.editTitle}>
      <Stack gap="xs">
        <Text size="sm" tabIndex={-1} ref={focusAtFirst}>
          {texts.review.editHint}
        </Text>
        {preview.data && preview.data.conflicts.length > 0 && (
          <ConflictTables conflicts={preview.data.conflicts} />
        )}
        {others.length > 0 && (
          <Notice color="red" title={texts.review.faults}>
            <List size="sm">
              {others.map(({ pointer, detail }) => (
                <List.Item key={pointer + detail}>{`${pointer} ${detail}`}</List.Item>
              ))}
            </List>
          </Notice>
        )}
        <ol className={classes.list}>
          {lines.map((line, index) => (
            <li key={line.id} style={{ marginLeft: line.depth * INDENT_PX }} className={classes.line}>
              <LineForm
                line={line}
                at={index + 1}
                faults={at}
                onText={(text) => {
                  setEdits({ ...edits, texts: { ...edits.texts, [line.node.id]: text } });
                }}
                onLabel={(edgeId, label) => {
                  setEdits({ ...edits, labels: { ...edits.labels, [edgeId]: label } });
                }}
                onMove={(edgeId, by) => {
                  setEdits(moveWay(document, edits, edgeId, by));
                }}
              />
            </li>
          ))}
        </ol>
        <Group gap="xs">
          <Button onClick={publish} aria-disabled={isBusy} rightSection={<KeyBadge keys="Ctrl+Enter" />}>
            {texts.review.publishEdited}
          </Button>
          <Button variant="default" onClick={onClose}>
            {texts.review.editLater}
          </Button>
          <Button variant="default" onClick={clear}>
            {texts.review.editDiscard}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function LineForm({
  line,
  at,
  faults,
  onText,
  onLabel,
  onMove,
}: {
  line: OutlineLine;
  /** Its place in the outline, from 1. */
  at: number;
  faults: ReadonlyMap<string, string[]>;
  onText: (text: string) => void;
  onLabel: (edgeId: string, label: string) => void;
  onMove: (edgeId: string, by: 1 | -1) => void;
}) {
  const { edge, node, again } = line;
  return (
    <Stack gap={4}>
      {edge !== null && (
        <Group gap={4} align="start">
          {edge.condition === null ? (
            <Text size="sm">{texts.graph.then}</Text>
          ) : (
            <TextInput
              size="xs"
              aria-label={texts.review.answerTo(at)}
              value={edge.condition.label}
              error={faults.get(edge.id)?.join('; ')}
              onChange={(event) => {
                onLabel(edge.id, event.currentTarget.value);
              }}
            />
          )}
          {([-1, 1] as const).map((by) => (
            <ActionIcon
              key={by}
              variant="default"
              aria-label={by === 1 ? texts.review.moveDown(at) : texts.review.moveUp(at)}
              onClick={() => {
                onMove(edge.id, by);
              }}
            >
              {by === 1 ? '↓' : '↑'}
            </ActionIcon>
          ))}
        </Group>
      )}
      {again ? (
        <Text size="sm">{`${node.text} (${texts.graph.again})`}</Text>
      ) : (
        <Textarea
          size="sm"
          autosize
          aria-label={texts.review.stepNumber(texts.graph.steps[node.kind], at)}
          value={node.text}
          error={faults.get(node.id)?.join('; ')}
          onChange={(event) => {
            onText(event.currentTarget.value);
          }}
        />
      )}
    </Stack>
  );
}
