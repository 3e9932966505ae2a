import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { focusAtFirst } from '../ui/page-title.js';

/** A choice of few, by their digits. */
export function ChoiceByDigit<T>({
  question,
  choices,
  onChoose,
  onClose,
}: {
  question: string;
  choices: readonly { value: T; label: string }[];
  onChoose: (value: T) => void;
  onClose: () => void;
}) {
  const commands = useMemo(
    () =>
      choices.slice(0, 9).map(({ value, label }, index) => ({
        ...{ keys: String(index + 1), label },
        run: () => {
          onChoose(value);
        },
      })),
    [choices, onChoose],
  );
  useCommands(question, commands);
  return (
    <Stack gap="xs" role="group" aria-label={question}>
      <Text fw={600} tabIndex={-1} ref={focusAtFirst}>
        {question}
      </Text>
      <Group gap="xs">
        {choices.map(({ value, label }, index) => (
          <Button
            key={label}
            variant="default"
            size="xs"
            leftSection={index < 9 ? <KeyBadge keys={String(index + 1)} /> : undefined}
            onClick={() => {
              onChoose(value);
            }}
          >
            {label}
          </Button>
        ))}
        <Button variant="subtle" color="gray" c="inherit" size="xs" onClick={onClose}>
          {texts.review.reasonClose}
        </Button>
      </Group>
    </Stack>
  );
}
