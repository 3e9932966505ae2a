import { Alert, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { DialogForm } from '../keys/dialog-form.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { TextLink } from '../ui/link-button.js';
import { useIntent } from '../ui/use-intent.js';
import { LONGEST_NOTES } from './act-dialog.view.js';
import { orNull, proposeMerge } from './flows.actions.js';
import type { Flow } from './flows.queries.js';

const LONGEST_ANSWER = 200;

/** Proposes one flow of two; the reviewer sees what it would be before anything is published. */
export function MergeDialog({
  flow,
  other,
  onClose,
}: {
  flow: Flow;
  other: { flow_id: string; version: number; title: string };
  onClose: () => void;
}) {
  const api = useApi();
  const { role } = useMe();
  const announce = useAnnounce();
  const form = useForm<{ node: string | null; answer: string; description: string }>({
    initialValues: { node: null, answer: '', description: '' },
  });
  const intent = useIntent(
    ({ node, answer, description }: typeof form.values, key) =>
      proposeMerge(
        api,
        flow.id,
        {
          flow_id: other.flow_id,
          flow_version: other.version,
          base_version: flow.version,
          description: orNull(description),
          ...(node !== null && { junction: { node_id: node, label: orNull(answer) } }),
        },
        key,
      ),
    () => {
      announce(flowsTexts.proposed);
    },
  );
  return (
    <DialogForm
      title={flowsTexts.mergeTitle(other.title)}
      opened
      onClose={onClose}
      send={flowsTexts.propose}
      incomplete={intent.isPending || intent.data !== undefined}
      onSend={() => {
        intent.run(form.values);
      }}
    >
      <Text size="sm">{flowsTexts.mergeWhy}</Text>
      <Select
        label={flowsTexts.junction}
        placeholder={flowsTexts.junctionNone}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': flowsTexts.junctionNone }}
        data={flow.flow_data.nodes.map(({ id, text }) => ({ value: id, label: text }))}
        {...form.getInputProps('node')}
      />
      {form.values.node !== null && (
        <TextInput label={flowsTexts.answer} maxLength={LONGEST_ANSWER} {...form.getInputProps('answer')} />
      )}
      <Textarea
        label={flowsTexts.description}
        autosize
        maxLength={LONGEST_NOTES}
        {...form.getInputProps('description')}
      />
      <IntentFailure intent={intent} />
      {intent.data && (
        <Alert color="green">
          {flowsTexts.proposed}{' '}
          {hasRole(role, 'reviewer') && (
            <TextLink to="/review/$proposalId" params={{ proposalId: intent.data.id }}>
              {flowsTexts.openProposal}
            </TextLink>
          )}
        </Alert>
      )}
    </DialogForm>
  );
}
