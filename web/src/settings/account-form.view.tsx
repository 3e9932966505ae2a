import { Button, MultiSelect, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Section } from '../ui/section.js';
import { GROUPS, settingsPatch, type SettingName } from './account-settings.js';
import type { Account } from './settings.queries.js';
import { faultOf, useSetting } from './use-setting.js';

const LONGEST_NAME = 200;

/** Each setting with what it does; only what was changed is sent, so that others' changes stay. */
export function AccountForm({ account }: { account: Account }) {
  const api = useApi();
  const form = useForm({ initialValues: { name: account.name, settings: account.settings } });
  const save = useSetting(
    'account',
    ({ name, settings }: typeof form.values) =>
      dataOf<Account>(
        api.PATCH('/v1/account', {
          body: { name: name.trim(), settings: settingsPatch(account.settings, settings) },
        }),
      ),
    (saved) => {
      form.setInitialValues({ name: saved.name, settings: saved.settings });
      form.reset();
    },
  );
  return (
    <form
      onSubmit={form.onSubmit((values) => {
        save.run(values);
      })}
    >
      <Stack>
        <TextInput
          label={settingsTexts.accountName}
          required
          maxLength={LONGEST_NAME}
          {...form.getInputProps('name')}
          error={faultOf(save.error, 'name')}
        />
        {Object.entries(GROUPS).map(([group, names]) => (
          <Section key={group} title={settingsTexts.groups[group as keyof typeof GROUPS]}>
            <Stack>
              {names.map((name) => (
                <Field key={name} name={name} form={form} error={save.error} />
              ))}
            </Stack>
          </Section>
        ))}
        <IntentFailure intent={save} />
        <Button
          type="submit"
          style={{ alignSelf: 'start' }}
          loading={save.isPending}
          disabled={!form.isDirty()}
        >
          {settingsTexts.save}
        </Button>
      </Stack>
    </form>
  );
}

type Form = ReturnType<typeof useForm<{ name: string; settings: Account['settings'] }>>;

function Field({ name, form, error }: { name: SettingName; form: Form; error: Error | null }) {
  const value = form.values.settings[name];
  const props = {
    label: settingsTexts.names[name],
    description: settingsTexts.explanations[name],
    error: faultOf(error, `settings/${name}`),
  };
  const path = `settings.${name}` as const;
  if (typeof value === 'boolean')
    return <Switch {...props} {...form.getInputProps(path, { type: 'checkbox' })} error={props.error} />;
  if (name === 'review_order')
    return (
      <Select
        {...form.getInputProps(path)}
        {...props}
        allowDeselect={false}
        data={Object.entries(settingsTexts.orders).map(([order, label]) => ({ value: order, label }))}
      />
    );
  if (name === 'language_model_tasks')
    return (
      <MultiSelect
        {...form.getInputProps(path)}
        {...props}
        data={Object.entries(settingsTexts.modelTasks).map(([task, label]) => ({ value: task, label }))}
      />
    );
  if (Array.isArray(value)) return <TagsInput {...form.getInputProps(path)} {...props} clearable={false} />;
  const decimals = name === 'language_model_budget' ? 2 : 0;
  return (
    <NumberInput
      {...form.getInputProps(path)}
      {...props}
      min={0}
      allowDecimal={decimals > 0}
      decimalScale={decimals}
    />
  );
}
