import { Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { problemOf } from '../api/problem.js';
import { DialogForm } from '../keys/dialog-form.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { LONGEST_NOTES } from './act-dialog.view.js';
import { orNull, useFlowAct } from './flows.actions.js';
import type { SeenFlow } from './flows.queries.js';
import { Regressions } from './regressions.view.js';

/** Publishes an earlier version again; where known sessions would fit worse, it takes a second look and a reason. */
export function RollbackDialog({
  seen,
  version,
  onClose,
}: {
  seen: SeenFlow;
  /** Null while the dialog is closed. */
  version: number | null;
  onClose: () => void;
}) {
  const form = useForm({ initialValues: { notes: '', accept: false } });
  const intent = useFlowAct(seen, flowsTexts.done, onClose);
  const worse = problemOf(intent.error, 'would_regress');
  const shown = version ?? 1;
  return (
    <DialogForm
      title={flowsTexts.publishAgainOf(shown)}
      opened={version !== null}
      onClose={onClose}
      send={flowsTexts.publishAgain}
      incomplete={intent.isPending || (form.values.accept && form.values.notes.trim() === '')}
      onSend={() => {
        const { notes, accept } = form.values;
        const body = { version: shown, notes: orNull(notes), accept_regressions: accept };
        intent.run({ act: 'rollback', body });
      }}
    >
      <Text size="sm">{flowsTexts.rollbackWhy(shown)}</Text>
      <Textarea
        label={flowsTexts.rollbackNotes}
        autosize
        maxLength={LONGEST_NOTES}
        data-autofocus
        {...form.getInputProps('notes')}
      />
      {worse ? (
        <Regressions
          count={worse.regression_count}
          regressions={worse.regressions}
          accepted={form.values.accept}
          onAccept={(accept) => {
            form.setFieldValue('accept', accept);
          }}
        />
      ) : (
        <IntentFailure intent={intent} />
      )}
    </DialogForm>
  );
}
