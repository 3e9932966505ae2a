import { Button, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useMe } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Whose account it is, who is signed in, and what belongs to a person rather than to a page. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const { user, account, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="xs" c="inherit" maw={180}>
          {account.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.shell.signedInAs(user.display_name, role)}</Menu.Label>
        <Menu.Item onClick={onShowKeys}>{texts.shell.keys}</Menu.Item>
        <Menu.Item component="a" href="/docs">
          {texts.shell.api}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.shell.colorScheme}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === colorScheme}
            rightSection={scheme === colorScheme ? '✓' : undefined}
            onClick={() => {
              setColorScheme(scheme);
            }}
          >
            {texts.shell[scheme]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
