import { Button, Select, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { DialogForm } from '../keys/dialog-form.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import type { Team, User } from './settings.queries.js';
import { faultOf, useSetting } from './use-setting.js';

const LONGEST_NAME = 200;
const LONGEST_EMAIL = 320;

/** Somebody who is invited, or changed. */
export function PersonDialog({
  user,
  teams,
  onInvited,
  onClose,
}: {
  /** Null for somebody new. */
  user: User | null;
  teams: readonly Team[];
  onInvited: (user: User) => void;
  onClose: () => void;
}) {
  const api = useApi();
  const form = useForm({
    initialValues: {
      email: user?.email ?? '',
      display_name: user?.display_name ?? '',
      role: user?.role ?? 'engineer',
      team_id: user?.team_id ?? null,
      active: user?.active ?? true,
    },
  });
  const save = useSetting(
    'users',
    ({ email, active, ...values }: typeof form.values, key) =>
      user === null
        ? dataOf<User>(
            api.POST('/v1/users', {
              params: { header: { 'Idempotency-Key': key } },
              body: { ...values, email: email.trim() },
            }),
          )
        : dataOf<User>(
            api.PATCH('/v1/users/{id}', { params: { path: { id: user.id } }, body: { ...values, active } }),
          ),
    (saved) => {
      onClose();
      if (user === null) onInvited(saved);
    },
  );
  const unlink = useSetting('users', () =>
    dataOf(api.DELETE('/v1/users/{id}/identities', { params: { path: { id: user?.id ?? '' } } })),
  );
  const { email, display_name } = form.values;
  return (
    <DialogForm
      title={user === null ? settingsTexts.inviteTitle : settingsTexts.editOf(user.display_name)}
      opened
      onClose={onClose}
      send={user === null ? settingsTexts.invite : settingsTexts.save}
      incomplete={save.isPending || email.trim() === '' || display_name.trim() === ''}
      onSend={() => {
        save.run(form.values);
      }}
    >
      {user === null && <Text size="sm">{settingsTexts.inviteWhy}</Text>}
      <TextInput
        label={settingsTexts.email}
        type="email"
        required
        maxLength={LONGEST_EMAIL}
        disabled={user !== null}
        data-autofocus
        {...form.getInputProps('email')}
        error={faultOf(save.error, 'email')}
      />
      <TextInput
        label={settingsTexts.name}
        required
        maxLength={LONGEST_NAME}
        {...form.getInputProps('display_name')}
        error={faultOf(save.error, 'display_name')}
      />
      <Select
        label={settingsTexts.role}
        description={settingsTexts.roleHint}
        allowDeselect={false}
        data={Object.entries(settingsTexts.roles).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('role')}
      />
      <Select
        label={settingsTexts.team}
        placeholder={settingsTexts.noTeam}
        clearable
        clearButtonProps={{ 'aria-label': settingsTexts.noTeam }}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('team_id')}
      />
      {user !== null && (
        <>
          <Switch
            label={settingsTexts.active}
            description={settingsTexts.activeHint}
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
          <Text size="sm">{settingsTexts.unlinkHint}</Text>
          <Button
            variant="default"
            size="xs"
            style={{ alignSelf: 'start' }}
            loading={unlink.isPending}
            onClick={() => {
              unlink.run(undefined);
            }}
          >
            {settingsTexts.unlink}
          </Button>
          <IntentFailure intent={unlink} />
        </>
      )}
      <IntentFailure intent={save} />
    </DialogForm>
  );
}
