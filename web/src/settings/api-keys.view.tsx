import { Badge, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import type { Role } from '../api/me.queries.js';
import { DialogForm } from '../keys/dialog-form.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { ConfirmDialog } from './confirm-dialog.view.js';
import { SecretDialog } from './secret-dialog.view.js';
import { keysQuery, type ApiKey } from './settings.queries.js';
import { faultOf, useSetting } from './use-setting.js';
import classes from './settings.module.css';

const LONGEST_NAME = 200;
const DAYS = 90;
const MOST_DAYS = 3650;
const DAY_MS = 86_400_000;

/** Credentials of programs; each is shown once. */
export function ApiKeys() {
  const keys = useInfiniteQuery(keysQuery(useApi()));
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Section title={settingsTexts.parts.keys}>
      <Stack>
        <Button
          size="xs"
          style={{ alignSelf: 'start' }}
          onClick={() => {
            setMaking(true);
          }}
        >
          {settingsTexts.makeKey}
        </Button>
        <PagesOf query={keys} empty={settingsTexts.noKeys}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((key) => (
                <Key key={key.id} apiKey={key} onRevoke={setRevoking} />
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
      {making && (
        <KeyDialog
          onMade={setSecret}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
      {revoking && (
        <Revoke
          apiKey={revoking}
          onClose={() => {
            setRevoking(null);
          }}
        />
      )}
      <SecretDialog
        title={settingsTexts.keyMade}
        secret={secret}
        onClose={() => {
          setSecret(null);
        }}
      />
    </Section>
  );
}

function Key({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (key: ApiKey) => void }) {
  const { name, role, revoked_at, expires_at, last_used_at } = apiKey;
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="xs">
        <Text className={classes.words}>{name}</Text>
        {revoked_at === null ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              onRevoke(apiKey);
            }}
          >
            {settingsTexts.revoke(name)}
          </Button>
        ) : (
          <Badge variant="default" tt="none">
            {settingsTexts.revoked}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {settingsTexts.roles[role]}
        {expires_at !== null && (
          <>
            {' · '}
            {settingsTexts.expires} <Moment at={expires_at} />
          </>
        )}
        {' · '}
        {last_used_at === null ? (
          settingsTexts.neverUsed
        ) : (
          <>
            {settingsTexts.lastUsed} <Moment at={last_used_at} />
          </>
        )}
      </Text>
    </li>
  );
}

function KeyDialog({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }) {
  const api = useApi();
  const form = useForm<{ name: string; role: Role; days: number | string }>({
    initialValues: { name: '', role: 'engineer', days: DAYS },
  });
  const make = useSetting(
    'api-keys',
    ({ name, role, days }: typeof form.values, key) =>
      dataOf(
        api.POST('/v1/api-keys', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            name: name.trim(),
            role,
            expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
          },
        }),
      ),
    ({ key }) => {
      onClose();
      onMade(key);
    },
  );
  return (
    <DialogForm
      title={settingsTexts.makeKey}
      opened
      onClose={onClose}
      send={settingsTexts.makeKey}
      incomplete={make.isPending || form.values.name.trim() === '' || form.values.days === ''}
      onSend={() => {
        make.run(form.values);
      }}
    >
      <TextInput
        label={settingsTexts.keyName}
        required
        maxLength={LONGEST_NAME}
        data-autofocus
        {...form.getInputProps('name')}
        error={faultOf(make.error, 'name')}
      />
      <Select
        label={settingsTexts.role}
        description={settingsTexts.roleHint}
        allowDeselect={false}
        data={Object.entries(settingsTexts.roles).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('role')}
      />
      <NumberInput
        label={settingsTexts.keyDays}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        {...form.getInputProps('days')}
      />
      <IntentFailure intent={make} />
    </DialogForm>
  );
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const api = useApi();
  const revoke = useSetting(
    'api-keys',
    (id: string) => dataOf(api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } })),
    onClose,
  );
  return (
    <ConfirmDialog
      title={settingsTexts.revoke(apiKey.name)}
      why={settingsTexts.revokeWhy}
      send={settingsTexts.revoke(apiKey.name)}
      intent={revoke}
      onSend={() => {
        revoke.run(apiKey.id);
      }}
      onClose={onClose}
    />
  );
}
