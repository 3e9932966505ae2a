import { Alert, AppShell, Box, Burger, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { onlineManager, useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useMemo, useSyncExternalStore } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole, meQuery } from '../api/me.queries.js';
import { isSignedOut } from '../api/problem.js';
import { KeysHelp } from '../keys/keys-help.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { NavigationLink, TextLink } from '../ui/link-button.js';
import { AccountMenu } from './account-menu.js';
import { CommandPalette, openPalette } from './command-palette.js';
import { PAGES } from './navigation.js';

/** The frame around every page: where one is, who one is, and the keys that work everywhere. */
export function Shell() {
  const { role } = useMe();
  const [navigation, { toggle, close }] = useDisclosure();
  const [help, helpDialog] = useDisclosure();
  const commands = useMemo(
    () => [
      { keys: '?', label: texts.keys.help, run: helpDialog.open },
      { keys: 'Ctrl+k', label: texts.keys.palette, run: openPalette, inFields: true },
    ],
    [helpDialog.open],
  );
  useCommands(texts.keys.everywhere, commands);
  const pages = PAGES.filter((page) => hasRole(role, page.role));
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !navigation } }}
      padding="md"
    >
      <AppShell.Header px="md">
        <SkipLink />
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={navigation}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={texts.shell.openNavigation}
              aria-expanded={navigation}
            />
            <TextLink to="/" underline="never" fw={700} c="inherit">
              {texts.shell.product}
            </TextLink>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button
              visibleFrom="sm"
              variant="default"
              size="xs"
              onClick={openPalette}
              rightSection={<KeyBadge keys="Ctrl+k" />}
            >
              {texts.shell.palette}
            </Button>
            <AccountMenu onShowKeys={helpDialog.open} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={texts.shell.navigation}>
        {pages.map(({ to, label, exact = false }) => (
          <NavigationLink
            key={to}
            to={to}
            label={label}
            activeOptions={{ exact }}
            activeProps={{ active: true }}
            onClick={close}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="page">
        <Offline />
        <SignedOut />
        <Outlet />
      </AppShell.Main>
      <KeysHelp opened={help} onClose={helpDialog.close} />
      <CommandPalette pages={pages} />
    </AppShell>
  );
}

function SkipLink() {
  return (
    <Box component="a" href="#page" className="skip-link">
      {texts.shell.skip}
    </Box>
  );
}

function Offline() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  if (online) return null;
  return (
    <Alert color="yellow" mb="md" role="status">
      {texts.shell.offline}
    </Alert>
  );
}

/** A session that ended leaves the page as it is, with what was typed. */
function SignedOut() {
  const queryClient = useQueryClient();
  const { error } = useQuery(meQuery(useApi()));
  if (!isSignedOut(error)) return null;
  return (
    <Alert color="yellow" mb="md" title={texts.shell.signedOutTitle}>
      <Text size="sm" mb="xs">
        {texts.shell.signedOutText}
      </Text>
      <Group>
        <Button component="a" href="/sign-in" target="_blank" size="xs">
          {texts.shell.signInAgain}
        </Button>
        <Button variant="default" size="xs" onClick={() => void queryClient.invalidateQueries()}>
          {texts.shell.goOn}
        </Button>
      </Group>
    </Alert>
  );
}
