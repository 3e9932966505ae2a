import { Button, Popover, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useApi, useMe } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { signOutMutation } from './sign-out.js';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Whose account it is, who is signed in, and what belongs to a person rather than to a page. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { user, account, role, credential } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [opened, { close, toggle }] = useDisclosure();
  const signOut = useMutation(signOutMutation(useApi()));
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="xs" c="inherit" maw={180} onClick={toggle}>
          {account.name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.shell.account}>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{texts.shell.signedInAs(user.display_name, role)}</Text>
          <SegmentedControl
            size="xs"
            aria-label={texts.shell.colorScheme}
            value={colorScheme}
            data={SCHEMES.map((value) => ({ value, label: texts.shell[value] }))}
            onChange={(value) => {
              setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto');
            }}
          />
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              close();
              onShowKeys();
            }}
          >
            {texts.shell.keys}
          </Button>
          <Button variant="default" size="xs" component="a" href="/docs">
            {texts.shell.api}
          </Button>
          {credential === 'browser_session' && (
            <Button
              variant="default"
              size="xs"
              loading={signOut.isPending}
              onClick={() => {
                signOut.mutate();
              }}
            >
              {texts.shell.signOut}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
