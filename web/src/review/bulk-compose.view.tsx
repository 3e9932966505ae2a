import { Checkbox, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { texts } from '../texts/texts.js';
import type { BulkWanted } from './bulk.js';
import { DISMISS_REASONS, REJECT_REASONS, type Reason } from './decide.js';

const ACTIONS = ['approve', 'reject', 'dismiss'] as const;

interface Composed {
  action: (typeof ACTIONS)[number];
  reason: Reason | null;
  notes: string;
  acceptRegressions: boolean;
}

/** What a duplicate repeats is said of one proposal at a time. */
const reasonsOf = (action: Composed['action']): readonly Reason[] =>
  action === 'dismiss' ? DISMISS_REASONS : REJECT_REASONS.filter((reason) => reason !== 'duplicate');

/** What somebody wants to do with many, and why. */
export function useBulkForm() {
  const form = useForm<Composed>({
    initialValues: { action: 'approve', reason: null, notes: '', acceptRegressions: false },
    validate: {
      reason: (reason, { action }) => {
        if (action === 'approve') return null;
        return reason !== null && reasonsOf(action).includes(reason) ? null : texts.bulk.reasonMissing;
      },
      notes: (notes, { action, acceptRegressions }) =>
        action === 'approve' && acceptRegressions && notes.trim() === '' ? texts.bulk.notesMissing : null,
    },
  });
  return {
    form,
    /** Hands it on where it is complete; else says beside what is missing that it is. */
    send: (onSend: (body: BulkWanted) => void): void => {
      if (!form.validate().hasErrors) onSend(bodyOf(form.getValues()));
    },
  };
}

function bodyOf({ action, reason, notes, acceptRegressions }: Composed): BulkWanted {
  const words = notes.trim() === '' ? {} : { reviewer_notes: notes.trim() };
  if (action === 'approve') return { action, ...words, accept_regressions: acceptRegressions };
  return reason === null ? { action, ...words } : { action, ...words, reason_code: reason };
}

export function BulkCompose({ form }: { form: UseFormReturnType<Composed> }) {
  const { action } = form.getValues();
  return (
    <Stack>
      <SegmentedControl
        aria-label={texts.bulk.action}
        data={ACTIONS.map((value) => ({ value, label: texts.bulk.actions[value] }))}
        {...form.getInputProps('action')}
      />
      {action !== 'approve' && (
        <Select
          label={texts.bulk.reason}
          data={reasonsOf(action).map((value) => ({ value, label: texts.review.reasons[value] }))}
          {...form.getInputProps('reason')}
        />
      )}
      <Textarea label={texts.bulk.notes} autosize maxRows={6} {...form.getInputProps('notes')} />
      {action === 'approve' && (
        <Checkbox
          label={texts.bulk.acceptRegressions}
          {...form.getInputProps('acceptRegressions', { type: 'checkbox' })}
        />
      )}
    </Stack>
  );
}
