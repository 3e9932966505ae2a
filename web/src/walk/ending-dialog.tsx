import { Checkbox, Group, Radio, Textarea, TextInput } from '@mantine/core';
import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import { useFormDraft } from '../ui/draft.js';
import { DialogForm } from '../keys/dialog-form.js';
import { draftsOf } from './walk.drafts.js';

type Outcome = components['schemas']['WalkOutcome'];

const OUTCOMES: readonly Outcome[] = ['resolved', 'escalated', 'abandoned'];
const EMPTY = { notes: '', escalated_to: '', outcome_confirmed: false };
const LONGEST_NAME = 200;
const LONGEST_NOTES = 20_000;

export interface Ending {
  outcome: Outcome;
  notes: string;
  escalated_to: string;
  outcome_confirmed: boolean;
}

/** How the walk ends. Escalating and giving up are work too: one line says why. */
export function EndingDialog({
  walkId,
  outcome,
  onChoose,
  onClose,
  onSend,
}: {
  walkId: string;
  /** Null while the dialog is closed. */
  outcome: Outcome | null;
  onChoose: (outcome: Outcome) => void;
  onClose: () => void;
  onSend: (ending: Ending) => void;
}) {
  const [form, change] = useFormDraft(draftsOf(walkId).ending, EMPTY);
  const { ending } = texts.walk;
  return (
    <DialogForm
      title={ending.title}
      opened={outcome !== null}
      onClose={onClose}
      send={ending.send}
      incomplete={false}
      onSend={() => {
        if (outcome !== null) onSend({ outcome, ...form });
      }}
    >
      <Radio.Group
        label={ending.outcome}
        value={outcome}
        onChange={(value) => {
          const chosen = OUTCOMES.find((known) => known === value);
          if (chosen) onChoose(chosen);
        }}
      >
        <Group mt="xs">
          {OUTCOMES.map((value, index) => (
            <Radio
              key={value}
              value={value}
              label={ending.outcomes[value]}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Group>
      </Radio.Group>
      {outcome === 'resolved' && (
        <Checkbox
          label={ending.confirmed}
          checked={form.outcome_confirmed}
          onChange={(event) => {
            change({ outcome_confirmed: event.currentTarget.checked });
          }}
        />
      )}
      {outcome === 'escalated' && (
        <TextInput
          label={ending.escalatedTo}
          description={ending.escalatedToHint}
          value={form.escalated_to}
          maxLength={LONGEST_NAME}
          onChange={(event) => {
            change({ escalated_to: event.currentTarget.value });
          }}
        />
      )}
      <Textarea
        label={outcome === 'resolved' ? ending.notes : ending.why}
        value={form.notes}
        maxLength={LONGEST_NOTES}
        autosize
        onChange={(event) => {
          change({ notes: event.currentTarget.value });
        }}
      />
    </DialogForm>
  );
}
