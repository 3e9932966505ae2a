import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { DialogForm } from '../keys/dialog-form.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { useFlowAct, type FlowAct } from './flows.actions.js';
import type { SeenFlow } from './flows.queries.js';

export const LONGEST_NOTES = 20_000;

/** Something that is done to a flow, and why. */
export function ActDialog({
  seen,
  title,
  why,
  send,
  opened,
  onClose,
  actOf,
}: {
  seen: SeenFlow;
  title: string;
  why: string;
  send: string;
  opened: boolean;
  onClose: () => void;
  actOf: (notes: string) => FlowAct;
}) {
  const form = useForm({ initialValues: { notes: '' } });
  const intent = useFlowAct(seen, flowsTexts.done, () => {
    form.reset();
    onClose();
  });
  return (
    <DialogForm
      title={title}
      opened={opened}
      onClose={onClose}
      send={send}
      incomplete={intent.isPending}
      onSend={() => {
        intent.run(actOf(form.values.notes));
      }}
    >
      <Text size="sm">{why}</Text>
      <Textarea
        label={flowsTexts.notes}
        autosize
        maxLength={LONGEST_NOTES}
        data-autofocus
        {...form.getInputProps('notes')}
      />
      <IntentFailure intent={intent} />
    </DialogForm>
  );
}
