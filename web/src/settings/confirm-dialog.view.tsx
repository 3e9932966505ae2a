import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { IntentFailure } from '../ui/intent-failure.js';

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog({
  title,
  why,
  send,
  intent,
  onSend,
  onClose,
}: {
  title: string;
  why: string;
  send: string;
  intent: Parameters<typeof IntentFailure>[0]['intent'] & { isPending: boolean };
  onSend: () => void;
  onClose: () => void;
}) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack>
        <Text size="sm">{why}</Text>
        <IntentFailure intent={intent} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {texts.states.cancel}
          </Button>
          <Button color="red" loading={intent.isPending} onClick={onSend}>
            {send}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
