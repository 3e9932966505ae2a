import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { DialogForm } from '../keys/dialog-form.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { ConfirmDialog } from './confirm-dialog.view.js';
import { teamsQuery, type Team } from './settings.queries.js';
import { faultOf, useSetting } from './use-setting.js';
import classes from './settings.module.css';

const LONGEST_NAME = 200;

export function Teams() {
  const teams = useInfiniteQuery(teamsQuery(useApi()));
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  const [removing, setRemoving] = useState<Team | null>(null);
  return (
    <Section title={settingsTexts.parts.teams}>
      <Stack>
        <Button
          size="xs"
          style={{ alignSelf: 'start' }}
          onClick={() => {
            setEditing('new');
          }}
        >
          {settingsTexts.addTeam}
        </Button>
        <PagesOf query={teams} empty={settingsTexts.noTeams}>
          {(items) => (
            <ul className={classes.list}>
              {items.map((team) => (
                <li key={team.id} className={classes.row}>
                  <Group justify="space-between" gap="xs">
                    <Text className={classes.words}>{team.name}</Text>
                    <Group gap="xs">
                      <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => {
                          setEditing(team);
                        }}
                      >
                        {settingsTexts.rename(team.name)}
                      </Button>
                      <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => {
                          setRemoving(team);
                        }}
                      >
                        {settingsTexts.remove(team.name)}
                      </Button>
                    </Group>
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </PagesOf>
      </Stack>
      {editing !== null && (
        <TeamDialog
          team={editing === 'new' ? null : editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
      {removing && (
        <RemoveTeam
          team={removing}
          onClose={() => {
            setRemoving(null);
          }}
        />
      )}
    </Section>
  );
}

function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const api = useApi();
  const form = useForm({ initialValues: { name: team?.name ?? '' } });
  const save = useSetting(
    'teams',
    (body: { name: string }, key) =>
      team === null
        ? dataOf<Team>(api.POST('/v1/teams', { params: { header: { 'Idempotency-Key': key } }, body }))
        : dataOf<Team>(api.PATCH('/v1/teams/{id}', { params: { path: { id: team.id } }, body })),
    onClose,
  );
  return (
    <DialogForm
      title={team === null ? settingsTexts.addTeam : settingsTexts.rename(team.name)}
      opened
      onClose={onClose}
      send={settingsTexts.save}
      incomplete={save.isPending || form.values.name.trim() === ''}
      onSend={() => {
        save.run({ name: form.values.name.trim() });
      }}
    >
      <TextInput
        label={settingsTexts.teamName}
        required
        maxLength={LONGEST_NAME}
        data-autofocus
        {...form.getInputProps('name')}
        error={faultOf(save.error, 'name')}
      />
      <IntentFailure intent={save} />
    </DialogForm>
  );
}

function RemoveTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const api = useApi();
  const remove = useSetting(
    'teams',
    (id: string) => dataOf(api.DELETE('/v1/teams/{id}', { params: { path: { id } } })),
    onClose,
  );
  return (
    <ConfirmDialog
      title={settingsTexts.remove(team.name)}
      why={settingsTexts.removeTeamWhy}
      send={settingsTexts.remove(team.name)}
      intent={remove}
      onSend={() => {
        remove.run(team.id);
      }}
      onClose={onClose}
    />
  );
}
