import { Button, Code, CopyButton, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { settingsTexts } from '../texts/settings-texts.js';

/** A secret, which nobody sees again. */
export function SecretDialog({
  title,
  secret,
  children,
  onClose,
}: {
  title: string;
  /** Null while there is none to show. */
  secret: string | null;
  children?: ReactNode;
  onClose: () => void;
}) {
  return (
    // Escape, or a click beside it, does not lose what is shown once.
    <Modal
      opened={secret !== null}
      onClose={onClose}
      title={title}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <Stack>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {secret}
        </Code>
        {children}
        <Text size="sm">{settingsTexts.once}</Text>
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button onClick={copy} data-autofocus>
              {copied ? settingsTexts.copied : settingsTexts.copy}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Modal>
  );
}
