import { ActionIcon, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { randomId, useDisclosure } from '@mantine/hooks';
import type { FlowDocument, FlowEdge, FlowNode, OutlineLine } from '../graph/outline.js';
import { editorTexts } from '../texts/editor-texts.js';
import { texts } from '../texts/texts.js';
import { ConnectForm } from './connect-form.view.js';
import type { Edit } from './edits.js';

const KINDS = ['question', 'action', 'info', 'resolution', 'escalation'] as const;

/** The id of the field that a step's text is written in. */
export const fieldOf = (step: string): string => `text-of-${step}`;

/** The id of the field that a way's answer is written in. */
export const answerFieldOf = (way: string): string => `answer-of-${way}`;

type Faults = ReadonlyMap<string, string[]>;
type OnEdit = (edit: Edit, focus?: string) => void;

/** A line of the outline to write in: the way, and the step that it leads to. */
export function LineForm({
  line,
  at,
  flow,
  faults,
  onEdit,
}: {
  line: OutlineLine;
  /** Its place in the outline, from 1. */
  at: number;
  flow: FlowDocument;
  faults: Faults;
  /** @param focus the step that one goes on with, where steps or ways came or went */
  onEdit: OnEdit;
}) {
  const { edge, node, again } = line;
  return (
    <Stack gap={4}>
      {edge !== null && <WayForm {...{ edge, at, faults, onEdit }} />}
      {again ? (
        <Text size="sm">{`${node.text} (${texts.graph.again})`}</Text>
      ) : (
        <StepForm {...{ node, at, flow, faults, onEdit }} />
      )}
    </Stack>
  );
}

function WayForm({
  edge,
  at,
  faults,
  onEdit,
}: {
  edge: FlowEdge;
  at: number;
  faults: Faults;
  onEdit: OnEdit;
}) {
  return (
    <Group gap={4} align="start">
      <TextInput
        size="xs"
        id={answerFieldOf(edge.id)}
        aria-label={editorTexts.answerTo(at)}
        placeholder={texts.graph.then}
        value={edge.condition?.label ?? ''}
        error={faults.get(edge.id)?.join('; ')}
        onChange={(event) => {
          onEdit({ change: 'label', way: edge.id, label: event.currentTarget.value });
        }}
      />
      {([-1, 1] as const).map((by) => (
        <ActionIcon
          key={by}
          variant="default"
          aria-label={by === 1 ? editorTexts.moveDown(at) : editorTexts.moveUp(at)}
          onClick={() => {
            onEdit({ change: 'move', way: edge.id, by });
          }}
        >
          {by === 1 ? '↓' : '↑'}
        </ActionIcon>
      ))}
      <ActionIcon
        variant="default"
        aria-label={editorTexts.removeWay(at)}
        onClick={() => {
          onEdit({ change: 'removeWay', way: edge.id }, edge.from);
        }}
      >
        ×
      </ActionIcon>
    </Group>
  );
}

function StepForm({
  node,
  at,
  flow,
  faults,
  onEdit,
}: {
  node: FlowNode;
  at: number;
  flow: FlowDocument;
  faults: Faults;
  onEdit: OnEdit;
}) {
  const [connecting, { open, close }] = useDisclosure();
  return (
    <>
      <Group gap={4} align="start">
        <NativeSelect
          size="sm"
          aria-label={editorTexts.kindOf(at)}
          data={KINDS.map((value) => ({ value, label: texts.graph.steps[value] }))}
          value={node.kind}
          onChange={(event) => {
            const kind = KINDS.find((one) => one === event.currentTarget.value);
            if (kind) onEdit({ change: 'kind', step: node.id, kind });
          }}
        />
        <Textarea
          size="sm"
          autosize
          id={fieldOf(node.id)}
          style={{ flex: '1 1 200px' }}
          aria-label={editorTexts.stepNumber(texts.graph.steps[node.kind], at)}
          value={node.text}
          error={faults.get(node.id)?.join('; ')}
          onChange={(event) => {
            onEdit({ change: 'text', step: node.id, text: event.currentTarget.value });
          }}
        />
      </Group>
      <Group gap={4}>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={editorTexts.insertAfter(at)}
          onClick={() => {
            const step = randomId('step-');
            onEdit({ change: 'insert', after: node.id, step, way: randomId('way-') }, step);
          }}
        >
          {editorTexts.insert}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={editorTexts.connectFrom(at)}
          aria-expanded={connecting}
          onClick={open}
        >
          {editorTexts.connect}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          aria-label={editorTexts.removeStep(at)}
          onClick={() => {
            const before = flow.edges.find(({ to }) => to === node.id)?.from;
            const next = flow.edges.find(({ from }) => from === node.id)?.to;
            onEdit({ change: 'removeStep', step: node.id }, before ?? next ?? '');
          }}
        >
          {editorTexts.remove}
        </Button>
      </Group>
      {connecting && (
        <ConnectForm
          {...{ flow, node, at }}
          onConnect={(to, label) => {
            close();
            onEdit({ change: 'connect', from: node.id, to, way: randomId('way-'), label }, node.id);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
