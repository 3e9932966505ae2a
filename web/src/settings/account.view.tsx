import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { QueryState } from '../ui/query-state.js';
import { Section } from '../ui/section.js';
import { AccountForm } from './account-form.view.js';
import { accountQuery, type Account } from './settings.queries.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { useSetting } from './use-setting.js';

/** How the account works, and the ways to take its data along or to end it. */
export function AccountPart() {
  const account = useQuery(accountQuery(useApi()));
  return (
    <QueryState query={account}>
      {(read) => (
        <Stack>
          <AccountForm account={read} />
          <Section title={settingsTexts.export}>
            <Stack align="flex-start">
              <Text size="sm">{settingsTexts.exportWhy}</Text>
              <Button component="a" href="/v1/account/export" download variant="default">
                {settingsTexts.download}
              </Button>
            </Stack>
          </Section>
          <Deletion account={read} />
        </Stack>
      )}
    </QueryState>
  );
}

function Deletion({ account: { slug } }: { account: Account }) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const remove = useSetting(
    'account',
    (confirm: string) => dataOf(api.DELETE('/v1/account', { body: { confirm } })),
    () => {
      sessionStorage.clear();
      location.assign('/sign-in');
    },
  );
  return (
    <Section title={settingsTexts.deletion}>
      <Stack align="flex-start">
        <Text size="sm">{settingsTexts.deletionWhy}</Text>
        <TextInput
          label={settingsTexts.deletionConfirm(slug)}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <IntentFailure intent={remove} />
        <Button
          color="red"
          loading={remove.isPending}
          disabled={typed !== slug}
          onClick={() => {
            remove.run(typed);
          }}
        >
          {settingsTexts.deleteForGood}
        </Button>
      </Stack>
    </Section>
  );
}
