import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import classes from '../graph/graph.module.css';
import { outlineOf } from '../graph/outline.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { editorTexts } from '../texts/editor-texts.js';
import { Failure } from '../ui/failure.js';
import { focusAtFirst } from '../ui/page-title.js';
import { Section } from '../ui/section.js';
import { LineForm } from './line-form.view.js';
import { MovedPlaces } from './moved-places.view.js';
import type { FlowEdits } from './use-flow-edits.js';

const INDENT_PX = 18;

export interface EditorWords {
  title: string;
  hint: string;
  /** Of the keys, in the help. */
  keys: string;
  send: string;
  leave: string;
}

/** A flow as a form: its texts, its answers, its steps and the ways between them. */
export function FlowEditor({
  edits,
  faults,
  words,
  isBusy,
  focused,
  onSend,
  onLeave,
  children,
}: {
  edits: FlowEdits;
  /** What is wrong with steps and ways, by their ids. */
  faults: ReadonlyMap<string, string[]>;
  words: EditorWords;
  isBusy: boolean;
  /** Whether it takes the focus when it appears. */
  focused: boolean;
  onSend: (edited: FlowEdits['edited']) => void;
  onLeave: () => void;
  /** What is wrong with the flow as a whole. */
  children?: ReactNode;
}) {
  const { edited, moved } = edits;
  const lines = useMemo(() => outlineOf(edited, null), [edited]);
  const send = (): void => {
    if (!isBusy) edits.whenSettled(onSend);
  };
  useCommands(words.keys, [
    { keys: 'Ctrl+Enter', label: words.send, run: send, inFields: true },
    // Inside a text the browser takes back what was typed.
    { keys: 'Ctrl+z', label: editorTexts.editUndo, run: edits.undo },
  ]);
  return (
    <Section title={words.title}>
      <Stack gap="xs">
        <Text size="sm" tabIndex={-1} ref={focused ? focusAtFirst : undefined}>
          {words.hint}
        </Text>
        {moved.error !== null && <Failure error={moved.error} onRetry={moved.retry} />}
        {moved.places !== null && moved.places.length > 0 && (
          <MovedPlaces places={moved.places} onMine={edits.keepMine} onTheirs={edits.takeTheirs} />
        )}
        {children}
        <ol className={classes.list}>
          {lines.map((line, index) => (
            <li key={line.id} style={{ marginLeft: line.depth * INDENT_PX, padding: '4px 8px' }}>
              <LineForm line={line} at={index + 1} flow={edited} faults={faults} onEdit={edits.edit} />
            </li>
          ))}
        </ol>
        <Group gap="xs">
          <Button onClick={send} aria-disabled={isBusy} rightSection={<KeyBadge keys="Ctrl+Enter" />}>
            {words.send}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {words.leave}
          </Button>
          <Button
            variant="default"
            // Stays where the focus may be.
            aria-disabled={!edits.hasEdits}
            onClick={edits.undo}
            rightSection={<KeyBadge keys="Ctrl+z" />}
          >
            {editorTexts.editUndo}
          </Button>
          <Button variant="default" aria-disabled={!edits.hasEdits} onClick={edits.clear}>
            {editorTexts.editDiscard}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
