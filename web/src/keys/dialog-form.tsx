import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { texts } from '../texts/texts.js';
import { KeyBadge } from './key-badge.js';
import { useCommands } from './keys.js';

/** A dialog that sends something: by its button, or by Ctrl+Enter from anywhere in it. */
export function DialogForm({
  title,
  opened,
  onClose,
  children,
  ...form
}: {
  title: string;
  opened: boolean;
  onClose: () => void;
  send: string;
  /** Something that is needed is missing. */
  incomplete: boolean;
  onSend: () => void;
  children: ReactNode;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      <Content title={title} onClose={onClose} {...form}>
        {children}
      </Content>
    </Modal>
  );
}

function Content({
  title,
  send,
  incomplete,
  onSend,
  onClose,
  children,
}: {
  title: string;
  send: string;
  incomplete: boolean;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const commands = useMemo(
    () => [{ keys: 'Ctrl+Enter', label: send, run: onSend, inFields: true, disabled: incomplete }],
    [send, onSend, incomplete],
  );
  useCommands(title, commands, true);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!incomplete) onSend();
      }}
    >
      <Stack>
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.states.cancel}
          </Button>
          <Button type="submit" disabled={incomplete} rightSection={<KeyBadge keys="Ctrl+Enter" />}>
            {send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
