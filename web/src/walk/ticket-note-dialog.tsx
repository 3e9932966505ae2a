import { Button, CopyButton, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { texts } from '../texts/texts.js';
import { ticketNote, type NoteFormat } from './ticket-note.js';
import type { Walk } from './walk.queries.js';

/** The note in a field too: where the page may not write to the clipboard, it is taken from there. */
export function TicketNoteDialog({
  walk,
  opened,
  onClose,
}: {
  walk: Walk;
  opened: boolean;
  onClose: () => void;
}) {
  const [format, setFormat] = useState<NoteFormat>('text');
  const { note } = texts.walk;
  const text = ticketNote(walk, format);
  return (
    <Modal opened={opened} onClose={onClose} title={note.dialog} size="lg">
      <Stack>
        <SegmentedControl
          aria-label={note.format}
          value={format}
          data={[
            { value: 'text', label: note.text },
            { value: 'markdown', label: note.markdown },
          ]}
          onChange={(value) => {
            setFormat(value === 'markdown' ? 'markdown' : 'text');
          }}
        />
        <Textarea aria-label={note.dialog} value={text} readOnly autosize minRows={4} maxRows={16} />
        <Group justify="flex-end">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button onClick={copy} data-autofocus aria-live="polite">
                {copied ? note.copied : note.copy}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  );
}
