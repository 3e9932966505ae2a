import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { PersonDialog } from './person-dialog.view.js';
import { SecretDialog } from './secret-dialog.view.js';
import { teamsQuery, usersQuery, type User } from './settings.queries.js';
import { useSetting } from './use-setting.js';
import classes from './settings.module.css';

const PAUSE_MS = 200;

/** Who belongs to the account; links sign them in. */
export function People() {
  const api = useApi();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), PAUSE_MS);
  const users = useInfiniteQuery(usersQuery(api, asked));
  const teams = useInfiniteQuery(teamsQuery(api));
  const known = teams.data?.pages.flatMap(({ items }) => items) ?? [];
  const [editing, setEditing] = useState<User | 'new' | null>(null);
  const link = useSetting('sign-in-links', async ({ id, display_name }: User, key) => {
    const params = { path: { id }, header: { 'Idempotency-Key': key } };
    const made = await dataOf(api.POST('/v1/users/{id}/sign-in-links', { params }));
    return { ...made, name: display_name };
  });
  return (
    <Section title={settingsTexts.parts.people}>
      <Stack>
        <Group align="end">
          <TextInput
            type="search"
            size="xs"
            label={settingsTexts.find}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value);
            }}
          />
          <Button
            size="xs"
            onClick={() => {
              setEditing('new');
            }}
          >
            {settingsTexts.invite}
          </Button>
        </Group>
        <IntentFailure intent={link} />
        <PagesOf query={users} empty={settingsTexts.noPeople}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((user) => (
                <Person
                  key={user.id}
                  user={user}
                  team={known.find(({ id }) => id === user.team_id)?.name}
                  onEdit={setEditing}
                  onLink={link.run}
                />
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
      {editing !== null && (
        <PersonDialog
          user={editing === 'new' ? null : editing}
          teams={known}
          onInvited={link.run}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
      <SecretDialog
        title={settingsTexts.linkTitle(link.data?.name ?? '')}
        secret={link.data?.url ?? null}
        onClose={link.reset}
      >
        {link.data && (
          <Text size="sm">
            {settingsTexts.linkUntil} <Moment at={link.data.expires_at} />
          </Text>
        )}
      </SecretDialog>
    </Section>
  );
}

function Person({
  user,
  team,
  onEdit,
  onLink,
}: {
  user: User;
  team: string | undefined;
  onEdit: (user: User) => void;
  onLink: (user: User) => void;
}) {
  const { display_name, email, role, active } = user;
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="xs">
        <div>
          <Group gap="xs">
            <Text fw={600}>{display_name}</Text>
            {!active && (
              <Badge variant="default" tt="none">
                {settingsTexts.inactive}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed" className={classes.words}>
            {[email, settingsTexts.roles[role], ...(team === undefined ? [] : [team])].join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          {active && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${settingsTexts.makeLink}: ${display_name}`}
              onClick={() => {
                onLink(user);
              }}
            >
              {settingsTexts.makeLink}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            aria-label={settingsTexts.editOf(display_name)}
            onClick={() => {
              onEdit(user);
            }}
          >
            {settingsTexts.edit}
          </Button>
        </Group>
      </Group>
    </li>
  );
}
