import { Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { NotDelivered } from '../api/problem.js';
import type { components } from '../api/schema.gen.js';
import { texts } from '../texts/texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { clearDrafts, useFormDraft } from '../ui/draft.js';
import { Failure } from '../ui/failure.js';
import { DialogForm } from '../keys/dialog-form.js';
import { draftsOf } from './walk.drafts.js';
import type { Walk } from './walk.queries.js';

type Reason = components['schemas']['FlagReason'];

const LONGEST = 2_000;
const REASONS: readonly Reason[] = ['wrong', 'outdated', 'unclear', 'unsafe', 'incomplete', 'other'];
const EMPTY = { about: 'step', reason: 'wrong' as Reason, words: '' };

/** Tells whoever answers for the flow that something in it is wrong, without leaving the walk. */
export function FlagDialog({ walk, opened, onClose }: { walk: Walk; opened: boolean; onClose: () => void }) {
  const api = useApi();
  const announce = useAnnounce();
  const draft = draftsOf(walk.id).flag;
  const [form, change] = useFormDraft(draft, EMPTY);
  const flag = useMutation({
    retry: (_failures, error) => error instanceof NotDelivered,
    mutationFn: (key: string) =>
      dataOf(
        api.POST('/v1/flows/{id}/flags', {
          params: { path: { id: walk.flow_id }, header: { 'Idempotency-Key': key } },
          body: {
            reason: form.reason,
            node_id: form.about === 'step' ? walk.current_node.id : null,
            words: form.words.trim() === '' ? null : form.words,
            walk_id: walk.id,
          },
        }),
      ),
    onSuccess: () => {
      clearDrafts(draft);
      announce(texts.walk.flagging.sent);
      onClose();
    },
  });
  const { flagging } = texts.walk;
  return (
    <DialogForm
      title={flagging.title}
      opened={opened}
      onClose={onClose}
      send={flagging.send}
      incomplete={flag.isPending || (form.reason === 'other' && form.words.trim() === '')}
      onSend={() => {
        flag.mutate(newIdempotencyKey());
      }}
    >
      <Radio.Group
        label={flagging.reason}
        value={form.reason}
        onChange={(value) => {
          const reason = REASONS.find((known) => known === value);
          if (reason) change({ reason });
        }}
      >
        <Stack gap="xs" mt="xs">
          {REASONS.map((reason, index) => (
            <Radio
              key={reason}
              value={reason}
              label={flagging.reasons[reason]}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={flagging.about}
        value={form.about}
        onChange={(about) => {
          change({ about });
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="step" label={`${flagging.step}: ${walk.current_node.text}`} />
          <Radio value="flow" label={flagging.flow} />
        </Stack>
      </Radio.Group>
      <Textarea
        label={flagging.words}
        value={form.words}
        maxLength={LONGEST}
        required={form.reason === 'other'}
        autosize
        onChange={(event) => {
          change({ words: event.currentTarget.value });
        }}
      />
      {flag.isPending && flag.failureCount > 0 && <Failure error={flag.failureReason} />}
      {flag.isError && <Failure error={flag.error} />}
    </DialogForm>
  );
}
