import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';
import { optionLabel } from './option-label.js';
import classes from './walk.module.css';
import type { Walk, WalkOption } from './walk.queries.js';

export interface ShownOption {
  option: WalkOption;
  /** Its key; null beyond the ninth. */
  keys: string | null;
}

/** The answers as large buttons; those that the flow has no way for lead beside it. */
export function WalkOptions({
  walk,
  options,
  chosen,
  disabled,
  marked,
  onChoose,
  filter,
}: {
  walk: Walk;
  options: readonly ShownOption[];
  /** The label of what is on its way. */
  chosen: string | null;
  disabled: boolean;
  /** The caller's words said nothing certain: one of these is to be chosen. */
  marked: boolean;
  onChoose: (option: WalkOption) => void;
  /** Where there are more than have a key. */
  filter: { id: string; text: string; setText: (text: string) => void } | null;
}) {
  return (
    <Stack gap="sm" role="group" aria-label={texts.walk.options}>
      {marked && <Text fw={700}>{texts.walk.unread}</Text>}
      {filter && (
        <TextInput
          id={filter.id}
          label={texts.walk.filter}
          value={filter.text}
          rightSection={<KeyBadge keys="/" />}
          onChange={(event) => {
            filter.setText(event.currentTarget.value);
          }}
        />
      )}
      {options.map(({ option, keys }) => {
        const label = optionLabel(option, walk.current_node.kind);
        return (
          <Button
            key={`${option.edge_id} ${option.condition}`}
            className={classes.option}
            variant={option.known ? (marked ? 'outline' : 'filled') : 'default'}
            fullWidth
            size="md"
            // Keeps the focus, which a disabled button would lose.
            aria-disabled={disabled}
            data-disabled={disabled || undefined}
            loading={chosen === label}
            rightSection={keys === null ? undefined : <KeyBadge keys={keys} />}
            onClick={() => {
              if (!disabled) onChoose(option);
            }}
          >
            <Group gap="xs">
              <span>{label}</span>
              {!option.known && (
                <Text size="sm" c="dimmed" component="span">
                  {texts.walk.leadsNowhere}
                </Text>
              )}
            </Group>
          </Button>
        );
      })}
    </Stack>
  );
}
