import { Group, Mark, Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { KeyBadge } from '../keys/key-badge.js';
import classes from './walk.module.css';
import type { FlowSuggestion } from './walk.queries.js';

/** A flow that may help: the step that fits best, with the words that do, and what the suggestion rests on. */
export function Suggestion({ suggestion, first }: { suggestion: FlowSuggestion; first: boolean }) {
  const { title, node, why } = suggestion;
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={700} className={classes.text}>
          {title}
        </Text>
        {first && <KeyBadge keys="Enter" />}
      </Group>
      {node && (
        <Text size="sm" className={classes.text}>
          <Marked text={node.text} places={node.places} />
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {why.summary}
      </Text>
    </Stack>
  );
}

function Marked({ text, places }: { text: string; places: readonly { start: number; end: number }[] }) {
  return places.map(({ start, end }, index) => (
    <Fragment key={start}>
      {text.slice(places[index - 1]?.end ?? 0, start)}
      <Mark c="inherit" bg="var(--mantine-primary-color-light)">
        {text.slice(start, end)}
      </Mark>
      {index === places.length - 1 && text.slice(end)}
    </Fragment>
  ));
}
