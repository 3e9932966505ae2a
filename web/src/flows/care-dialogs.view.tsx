import { NumberInput, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { DialogForm } from '../keys/dialog-form.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { LONGEST_NOTES } from './act-dialog.view.js';
import { orNull, useFlowAct } from './flows.actions.js';
import { peopleQuery, type SeenFlow, type Verification } from './flows.queries.js';

type FlagsBecome = 'keep' | 'resolved' | 'dismissed';
const LONGEST_INTERVAL = 3650;

export function VerifyDialog({
  seen,
  openFlags,
  opened,
  onClose,
}: {
  seen: SeenFlow;
  openFlags: number;
  opened: boolean;
  onClose: () => void;
}) {
  const form = useForm<{ notes: string; open_flags: FlagsBecome }>({
    initialValues: { notes: '', open_flags: 'keep' },
  });
  const intent = useFlowAct(seen, flowsTexts.done, () => {
    form.reset();
    onClose();
  });
  return (
    <DialogForm
      title={flowsTexts.verifyTitle}
      opened={opened}
      onClose={onClose}
      send={flowsTexts.verify}
      incomplete={intent.isPending}
      onSend={() => {
        const { notes, open_flags } = form.values;
        intent.run({ act: 'verify', body: { notes: orNull(notes), open_flags } });
      }}
    >
      <Text size="sm">{flowsTexts.verifyWhy}</Text>
      {openFlags > 0 && (
        <Radio.Group label={flowsTexts.flagsBecome} {...form.getInputProps('open_flags')}>
          <Stack gap="xs" mt="xs">
            <Radio value="keep" label={flowsTexts.flagsKeep} />
            <Radio value="resolved" label={flowsTexts.flagsResolved} />
            <Radio value="dismissed" label={flowsTexts.flagsDismissed} />
          </Stack>
        </Radio.Group>
      )}
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

export function CareDialog({
  seen,
  verification: { owner, verify_every },
  onClose,
}: {
  seen: SeenFlow;
  verification: Verification;
  onClose: () => void;
}) {
  const people = useQuery(peopleQuery(useApi()));
  const form = useForm<{ owner: string | null; interval: string | number }>({
    initialValues: { owner: owner?.id ?? null, interval: verify_every ?? '' },
  });
  const intent = useFlowAct(seen, flowsTexts.done, onClose);
  const known = people.data?.items.filter(({ role }) => role !== 'viewer') ?? [];
  const others = owner && !known.some(({ id }) => id === owner.id) ? [owner] : [];
  return (
    <DialogForm
      title={flowsTexts.careTitle}
      opened
      onClose={onClose}
      send={flowsTexts.save}
      incomplete={intent.isPending}
      onSend={() => {
        const { owner: owner_id, interval } = form.values;
        const days = interval === '' ? null : Number(interval);
        intent.run({ act: 'care', body: { owner_id, verify_every: days } });
      }}
    >
      <Select
        label={flowsTexts.owner}
        placeholder={flowsTexts.noOwner}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': flowsTexts.noOwner }}
        data={[...known, ...others].map(({ id, display_name }) => ({ value: id, label: display_name }))}
        {...form.getInputProps('owner')}
      />
      <NumberInput
        label={flowsTexts.interval}
        description={flowsTexts.intervalHint}
        min={0}
        max={LONGEST_INTERVAL}
        allowDecimal={false}
        {...form.getInputProps('interval')}
      />
      <IntentFailure intent={intent} />
    </DialogForm>
  );
}
