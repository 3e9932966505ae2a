import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { Choice } from '../ui/choice.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { ConfirmDialog } from './confirm-dialog.view.js';
import { SecretDialog } from './secret-dialog.view.js';
import { deliveriesQuery, webhookQuery, type Delivery, type Webhook } from './settings.queries.js';
import { useSetting } from './use-setting.js';
import classes from './settings.module.css';
import { WebhookStanding } from './webhook-standing.view.js';

/** One webhook: what it was sent, and what can be done with it. */
export function WebhookPart({ id }: { id: string }) {
  const webhook = useQuery(webhookQuery(useApi(), id));
  return (
    <Stack>
      <TextLink to="/settings" search={{ part: 'webhooks' }} size="sm">
        {settingsTexts.backToWebhooks}
      </TextLink>
      <QueryState query={webhook}>
        {(read) => (
          <>
            <Section title={read.url}>
              <Controls webhook={read} />
            </Section>
            <Deliveries id={id} />
          </>
        )}
      </QueryState>
    </Stack>
  );
}

function Controls({ webhook }: { webhook: Webhook }) {
  const api = useApi();
  const navigate = useNavigate();
  const params = { path: { id: webhook.id } };
  const [removing, setRemoving] = useState(false);
  const change = useSetting('webhooks', (active: boolean) =>
    dataOf(api.PATCH('/v1/webhooks/{id}', { params, body: { active } })),
  );
  const test = useSetting('webhooks', (_: undefined, key) =>
    dataOf(api.POST('/v1/webhooks/{id}/test', { params: { ...params, header: { 'Idempotency-Key': key } } })),
  );
  const rotate = useSetting('webhooks', (_: undefined, key) =>
    dataOf(
      api.POST('/v1/webhooks/{id}/rotate-secret', {
        params: { ...params, header: { 'Idempotency-Key': key } },
        body: {},
      }),
    ),
  );
  const remove = useSetting(
    'webhooks',
    () => dataOf(api.DELETE('/v1/webhooks/{id}', { params })),
    () => void navigate({ to: '/settings', search: { part: 'webhooks' } }),
  );
  return (
    <Stack>
      <WebhookStanding webhook={webhook} />
      <Switch
        label={settingsTexts.webhookActive}
        checked={webhook.active}
        disabled={change.isPending}
        onChange={(event) => {
          change.run(event.currentTarget.checked);
        }}
      />
      <Group gap="xs">
        <Button
          size="xs"
          loading={test.isPending}
          onClick={() => {
            test.run(undefined);
          }}
        >
          {settingsTexts.test}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={rotate.isPending}
          onClick={() => {
            rotate.run(undefined);
          }}
        >
          {settingsTexts.rotate}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setRemoving(true);
          }}
        >
          {settingsTexts.removeWebhook}
        </Button>
      </Group>
      {[change, test, rotate].map((intent, index) => (
        <IntentFailure key={index} intent={intent} />
      ))}
      <SecretDialog
        title={settingsTexts.secretMade}
        secret={rotate.data?.secret ?? null}
        onClose={rotate.reset}
      >
        <Text size="sm">{settingsTexts.rotateWhy}</Text>
      </SecretDialog>
      {removing && (
        <ConfirmDialog
          title={settingsTexts.removeWebhook}
          why={settingsTexts.removeWebhookWhy}
          send={settingsTexts.removeWebhook}
          intent={remove}
          onSend={() => {
            remove.run(undefined);
          }}
          onClose={() => {
            setRemoving(false);
          }}
        />
      )}
    </Stack>
  );
}

function Deliveries({ id }: { id: string }) {
  const api = useApi();
  const [status, setStatus] = useState<Delivery['status'] | undefined>();
  const deliveries = useInfiniteQuery(deliveriesQuery(api, id, status));
  const redeliver = useSetting('webhooks', (deliveryId: string, key) =>
    dataOf(
      api.POST('/v1/webhooks/{id}/deliveries/{delivery_id}/redeliver', {
        params: { path: { id, delivery_id: deliveryId }, header: { 'Idempotency-Key': key } },
      }),
    ),
  );
  return (
    <Section title={settingsTexts.deliveries}>
      <Stack>
        <Choice
          label={settingsTexts.deliveryStatus}
          value={status}
          names={settingsTexts.deliveryStatuses}
          onChoose={setStatus}
        />
        <IntentFailure intent={redeliver} />
        <PagesOf query={deliveries} empty={settingsTexts.noDeliveries}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((delivery) => (
                <li key={delivery.id} className={classes.row}>
                  <Group justify="space-between" gap="xs">
                    <Text fw={600}>
                      {`${delivery.type}: ${settingsTexts.deliveryStatuses[delivery.status]}`}
                    </Text>
                    {delivery.status !== 'pending' && (
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={`${settingsTexts.redeliver}: ${delivery.type}`}
                        onClick={() => {
                          redeliver.run(delivery.id);
                        }}
                      >
                        {settingsTexts.redeliver}
                      </Button>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {[
                      settingsTexts.attempts(delivery.attempts),
                      ...(delivery.last_response_code === null
                        ? []
                        : [settingsTexts.answered(delivery.last_response_code)]),
                      ...(delivery.last_error === null ? [] : [settingsTexts.errors[delivery.last_error]]),
                    ].join(' · ')}
                    {' · '}
                    <Moment at={delivery.created_at} />
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
    </Section>
  );
}
