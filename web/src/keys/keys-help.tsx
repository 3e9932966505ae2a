import { Group, Kbd, Modal, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { texts } from '../texts/texts.js';
import { KeyBadge } from './key-badge.js';
import { useKeyRegistry, useSingleKeys } from './keys.js';

/** All that the keyboard does on the page behind it. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={texts.keys.title} size="lg">
      <KeysTable />
    </Modal>
  );
}

function KeysTable() {
  const registry = useKeyRegistry();
  const sets = useSyncExternalStore(registry.subscribe, registry.current);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Stack>
      {sets.toReversed().map(({ title, commands }) => (
        <section key={title}>
          <Title order={3} size="h5" mb="xs">
            {title}
          </Title>
          <Table withRowBorders={false} verticalSpacing={4}>
            <Table.Tbody>
              {commands.map(({ keys, label }) => (
                <Table.Tr key={keys + label}>
                  <Table.Td w={140}>
                    <KeyBadge keys={keys} always />
                  </Table.Td>
                  <Table.Td>{label}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
      <Switch
        checked={singleKeys}
        onChange={(event) => {
          setSingleKeys(event.currentTarget.checked);
        }}
        label={texts.keys.singleKeys}
        description={texts.keys.singleKeysWhy}
      />
      <Group gap="xs">
        <Kbd>Esc</Kbd>
        <Text size="sm">{texts.keys.closes}</Text>
      </Group>
    </Stack>
  );
}
