import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataOf } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { texts } from '../texts/texts.js';
import { IntentFailure } from '../ui/intent-failure.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { Section } from '../ui/section.js';
import { ConfirmDialog } from './confirm-dialog.view.js';
import { browsersQuery } from './settings.queries.js';
import { useSetting } from './use-setting.js';
import classes from './settings.module.css';

/** Where somebody is signed in; each can be ended. */
export function Browsers() {
  const api = useApi();
  const browsers = useInfiniteQuery(browsersQuery(api));
  const [asked, setAsked] = useState(false);
  const end = useSetting('browsers', (id: string) =>
    dataOf(api.DELETE('/v1/me/browser-sessions/{id}', { params: { path: { id } } })),
  );
  const endAll = useSetting(
    'browsers',
    () => dataOf(api.POST('/v1/me/sign-out-everywhere')),
    () => {
      sessionStorage.clear();
      location.assign('/sign-in');
    },
  );
  return (
    <Section title={settingsTexts.parts.browsers}>
      <Stack>
        <Text size="sm">{settingsTexts.browsersWhy}</Text>
        <PagesOf query={browsers} empty={settingsTexts.noBrowsers}>
          {(items) => (
            <ul className={classes.list}>
              {items.map(({ id, current, user_agent, signed_in_by, last_seen_at }) => (
                <li key={id} className={classes.row}>
                  <Group justify="space-between" gap="xs">
                    <Text className={classes.words} style={{ flex: '1 1 200px' }}>
                      {user_agent ?? settingsTexts.unknownBrowser}
                    </Text>
                    {current ? (
                      <Badge variant="default" tt="none">
                        {settingsTexts.thisBrowser}
                      </Badge>
                    ) : (
                      <Button
                        variant="default"
                        size="compact-sm"
                        onClick={() => {
                          end.run(id);
                        }}
                        aria-label={settingsTexts.endBrowser(user_agent ?? settingsTexts.unknownBrowser)}
                      >
                        {texts.shell.signOut}
                      </Button>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {settingsTexts.ways[signed_in_by]} · {settingsTexts.lastSeen} <Moment at={last_seen_at} />
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </PagesOf>
        <IntentFailure intent={end} />
        <Button
          variant="default"
          style={{ alignSelf: 'start' }}
          onClick={() => {
            setAsked(true);
          }}
        >
          {settingsTexts.everywhere}
        </Button>
      </Stack>
      {asked && (
        <ConfirmDialog
          title={settingsTexts.everywhereTitle}
          why={settingsTexts.everywhereWhy}
          send={settingsTexts.everywhere}
          intent={endAll}
          onSend={() => {
            endAll.run(undefined);
          }}
          onClose={() => {
            setAsked(false);
          }}
        />
      )}
    </Section>
  );
}
