import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { DialogForm } from '../keys/dialog-form.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { Choice } from '../ui/choice.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { useIntent } from '../ui/use-intent.js';
import { LONGEST_NOTES } from './act-dialog.view.js';
import { closeFlag, orNull } from './flows.actions.js';
import { flagsQuery, type Flag } from './flows.queries.js';
import classes from './flows.module.css';

/** What technicians found wrong in the flow; each is closed with a word on what was done. */
export function FlowFlags({ flowId }: { flowId: string }) {
  const { role } = useMe();
  const [status, setStatus] = useState<Flag['status'] | undefined>('open');
  const [closing, setClosing] = useState<Flag | null>(null);
  const flags = useInfiniteQuery(flagsQuery(useApi(), flowId, status));
  return (
    <Section title={flowsTexts.flags}>
      <Stack>
        <Choice
          label={flowsTexts.flagStatus}
          value={status}
          names={flowsTexts.flagStatuses}
          onChoose={setStatus}
        />
        <PagesOf query={flags} empty={flowsTexts.noFlags}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((flag) => (
                <li key={flag.id} className={classes.row}>
                  <FlagText flag={flag} />
                  {flag.status === 'open' && hasRole(role, 'engineer') && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      mt={4}
                      aria-label={flowsTexts.closeOf(flag.words ?? flowsTexts.flagReasons[flag.reason])}
                      onClick={() => {
                        setClosing(flag);
                      }}
                    >
                      {flowsTexts.close}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
      {closing && (
        <CloseDialog
          flag={closing}
          onClose={() => {
            setClosing(null);
          }}
        />
      )}
    </Section>
  );
}

function FlagText({ flag }: { flag: Flag }) {
  const { reason, node_text, words, raised_by_name, times, last_raised_at, status } = flag;
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{flowsTexts.flagReasons[reason]}</Text>
        <Text size="sm" c="dimmed">
          {flowsTexts.raisedBy(raised_by_name, times)} · <Moment at={last_raised_at} />
        </Text>
      </Group>
      {node_text !== null && (
        <Text size="sm" c="dimmed" className={classes.words}>
          {node_text}
        </Text>
      )}
      {words !== null && (
        <Text size="sm" className={classes.words}>
          {words}
        </Text>
      )}
      {flag.closed_at !== null && (
        <Text size="sm">
          {flowsTexts.closedBy(flowsTexts.flagStatuses[status], flag.closed_by_name ?? '')}
          {' · '}
          <Moment at={flag.closed_at} />
          {flag.closing_notes === null ? '' : `: ${flag.closing_notes}`}
        </Text>
      )}
    </>
  );
}

function CloseDialog({ flag, onClose }: { flag: Flag; onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const form = useForm<{ status: 'resolved' | 'dismissed'; notes: string }>({
    initialValues: { status: 'resolved', notes: '' },
  });
  const intent = useIntent(
    ({ status, notes }: typeof form.values, key) =>
      closeFlag(api, flag, { status, notes: orNull(notes) }, key),
    () => {
      void queryClient.invalidateQueries({ queryKey: ['flags'] });
      void queryClient.invalidateQueries({ queryKey: ['flows'] });
      announce(flowsTexts.done);
      onClose();
    },
  );
  return (
    <DialogForm
      title={flowsTexts.closeTitle}
      opened
      onClose={onClose}
      send={flowsTexts.close}
      incomplete={intent.isPending}
      onSend={() => {
        intent.run(form.values);
      }}
    >
      <Radio.Group label={flowsTexts.closedAs} {...form.getInputProps('status')}>
        <Group mt="xs">
          <Radio value="resolved" label={flowsTexts.flagStatuses.resolved} data-autofocus />
          <Radio value="dismissed" label={flowsTexts.flagStatuses.dismissed} />
        </Group>
      </Radio.Group>
      <Textarea
        label={flowsTexts.notes}
        autosize
        maxLength={LONGEST_NOTES}
        {...form.getInputProps('notes')}
      />
      <IntentFailure intent={intent} />
    </DialogForm>
  );
}
