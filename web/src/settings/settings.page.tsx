import { Alert, Stack, Tabs } from '@mantine/core';
import { getRouteApi, lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { texts } from '../texts/texts.js';
import { PageTitle } from '../ui/page-title.js';
import { Loading } from '../ui/query-state.js';
import { Browsers } from './browsers.view.js';

const route = getRouteApi('/desk/settings');
const PARTS = {
  people: lazyRouteComponent(() => import('./people.view.js'), 'People'),
  teams: lazyRouteComponent(() => import('./teams.view.js'), 'Teams'),
  keys: lazyRouteComponent(() => import('./api-keys.view.js'), 'ApiKeys'),
  webhooks: lazyRouteComponent(() => import('./webhooks.view.js'), 'Webhooks'),
  account: lazyRouteComponent(() => import('./account.view.js'), 'AccountPart'),
};
const NAMES = ['people', 'teams', 'keys', 'webhooks', 'account'] as const;

/** What belongs to a person, and for admins what belongs to the account. */
export function SettingsPage() {
  const { role } = useMe();
  const { part = 'browsers' } = route.useSearch();
  const navigate = route.useNavigate();
  const isAdmin = hasRole(role, 'admin');
  return (
    <Stack>
      <PageTitle>{settingsTexts.title}</PageTitle>
      <Tabs
        value={part}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ search: { part: NAMES.find((name) => name === value) }, replace: true })
        }
      >
        <Tabs.List aria-label={settingsTexts.partsLabel} mb="md">
          <Tabs.Tab value="browsers">{settingsTexts.parts.browsers}</Tabs.Tab>
          {NAMES.filter((name) => isAdmin || name === part).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {settingsTexts.parts[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="browsers">
          <Browsers />
        </Tabs.Panel>
        <Suspense fallback={<Loading />}>
          {NAMES.map((name) => {
            const Part = PARTS[name];
            return (
              <Tabs.Panel key={name} value={name}>
                {isAdmin ? (
                  <Part />
                ) : (
                  <Alert color="gray" title={texts.states.forbidden}>
                    {settingsTexts.adminsOnly}
                  </Alert>
                )}
              </Tabs.Panel>
            );
          })}
        </Suspense>
      </Tabs>
    </Stack>
  );
}
