import { Group, Kbd } from '@mantine/core';
import { isSingleKey } from './command.js';
import { useSingleKeys } from './keys.js';

/** The key of a command beside what it does; not read out, since the button has its name. */
export function KeyBadge({ keys, always = false }: { keys: string; always?: boolean }) {
  const [singleKeys] = useSingleKeys();
  if (!always && !singleKeys && isSingleKey(keys)) return null;
  return (
    <Group
      gap={4}
      component="span"
      wrap="nowrap"
      aria-hidden={!always}
      visibleFrom={always ? undefined : 'sm'}
    >
      {keys.split('+').map((key) => (
        <Kbd key={key} size="xs">
          {key.length === 1 ? key.toUpperCase() : key}
        </Kbd>
      ))}
    </Group>
  );
}
