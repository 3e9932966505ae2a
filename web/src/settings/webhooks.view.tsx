import { Button, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import type { components } from '../api/schema.gen.js';
import { DialogForm } from '../keys/dialog-form.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { TextLink } from '../ui/link-button.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { EVENT_TYPES } from './event-types.js';
import { SecretDialog } from './secret-dialog.view.js';
import { webhooksQuery } from './settings.queries.js';
import { faultOf, useSetting } from './use-setting.js';
import { WebhookStanding } from './webhook-standing.view.js';
import { WebhookPart } from './webhook.view.js';
import classes from './settings.module.css';

type EventType = components['schemas']['EventType'];

const route = getRouteApi('/desk/settings');
const LONGEST_URL = 2_000;
const LONGEST_DESCRIPTION = 200;

/** Addresses that are told of what happens, or one of them with what it was sent. */
export function Webhooks() {
  const { webhook } = route.useSearch();
  return webhook === undefined ? <List /> : <WebhookPart id={webhook} />;
}

function List() {
  const webhooks = useInfiniteQuery(webhooksQuery(useApi()));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Section title={settingsTexts.parts.webhooks}>
      <Stack>
        <Button
          size="xs"
          style={{ alignSelf: 'start' }}
          onClick={() => {
            setAdding(true);
          }}
        >
          {settingsTexts.addWebhook}
        </Button>
        <PagesOf query={webhooks} empty={settingsTexts.noWebhooks}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((webhook) => (
                <li key={webhook.id} className={classes.row}>
                  <TextLink
                    to="/settings"
                    search={{ part: 'webhooks', webhook: webhook.id }}
                    className={classes.words}
                  >
                    {webhook.url}
                  </TextLink>
                  <WebhookStanding webhook={webhook} />
                </li>
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
      {adding && (
        <WebhookDialog
          onMade={setSecret}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      <SecretDialog
        title={settingsTexts.secretMade}
        secret={secret}
        onClose={() => {
          setSecret(null);
        }}
      />
    </Section>
  );
}

function WebhookDialog({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const api = useApi();
  const form = useForm<{ url: string; description: string; events: string[] }>({
    initialValues: { url: '', description: '', events: [] },
  });
  const add = useSetting(
    'webhooks',
    ({ url, description, events }: typeof form.values, key) =>
      dataOf(
        api.POST('/v1/webhooks', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            url: url.trim(),
            description: description.trim() === '' ? null : description.trim(),
            event_types: events.length === 0 ? null : (events as EventType[]),
          },
        }),
      ),
    ({ secret }) => {
      onClose();
      onMade(secret);
    },
  );
  return (
    <DialogForm
      title={settingsTexts.addWebhook}
      opened
      onClose={onClose}
      send={settingsTexts.addWebhook}
      incomplete={add.isPending || form.values.url.trim() === ''}
      onSend={() => {
        add.run(form.values);
      }}
    >
      <TextInput
        label={settingsTexts.url}
        description={settingsTexts.urlHint}
        required
        maxLength={LONGEST_URL}
        data-autofocus
        {...form.getInputProps('url')}
        error={faultOf(add.error, 'url')}
      />
      <TextInput
        label={settingsTexts.description}
        maxLength={LONGEST_DESCRIPTION}
        {...form.getInputProps('description')}
      />
      <MultiSelect
        label={settingsTexts.events}
        placeholder={form.values.events.length === 0 ? settingsTexts.allEvents : undefined}
        data={[...EVENT_TYPES]}
        searchable
        {...form.getInputProps('events')}
      />
      <IntentFailure intent={add} />
    </DialogForm>
  );
}
