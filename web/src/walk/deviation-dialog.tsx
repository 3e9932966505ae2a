import { Checkbox, Radio, Stack, Text, Textarea } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { useFormDraft } from '../ui/draft.js';
import { DialogForm } from '../keys/dialog-form.js';
import { draftsOf } from './walk.drafts.js';

const LONGEST = 2_000;
const EMPTY = { kind: 'action' as 'question' | 'action', text: '', result: '', instead: false };

export type Deviation = typeof EMPTY;

/** What was asked or done that the flow does not have. What was typed stays until the server has it. */
export function DeviationDialog({
  walkId,
  opened,
  onClose,
  onSend,
}: {
  walkId: string;
  opened: boolean;
  onClose: () => void;
  onSend: (deviation: Deviation) => void;
}) {
  const [form, change] = useFormDraft(draftsOf(walkId).deviation, EMPTY);
  const { deviation } = texts.walk;
  return (
    <DialogForm
      title={deviation.title}
      opened={opened}
      onClose={onClose}
      send={deviation.send}
      incomplete={form.text.trim() === ''}
      onSend={() => {
        onSend(form);
      }}
    >
      <Text size="sm">{deviation.why}</Text>
      <Textarea
        label={deviation.text}
        value={form.text}
        maxLength={LONGEST}
        required
        autosize
        data-autofocus
        onChange={(event) => {
          change({ text: event.currentTarget.value });
        }}
      />
      <Radio.Group
        label={deviation.kind}
        value={form.kind}
        onChange={(kind) => {
          change({ kind: kind === 'question' ? 'question' : 'action' });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="action" label={deviation.action} />
          <Radio value="question" label={deviation.question} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={deviation.result}
        value={form.result}
        maxLength={LONGEST}
        autosize
        onChange={(event) => {
          change({ result: event.currentTarget.value });
        }}
      />
      <Checkbox
        label={deviation.instead}
        checked={form.instead}
        onChange={(event) => {
          change({ instead: event.currentTarget.checked });
        }}
      />
    </DialogForm>
  );
}
