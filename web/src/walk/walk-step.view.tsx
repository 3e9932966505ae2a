import { Badge, Stack, Title } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { focusAtFirst } from '../ui/page-title.js';
import classes from './walk.module.css';
import type { Walk } from './walk.queries.js';

const SAID = new Set(['question', 'info']);

/** What is to be asked, done or told now. It has the focus whenever the walk has moved. */
export function WalkStepText({ walk: { current_node: node, version } }: { walk: Walk }) {
  return (
    <Stack gap="xs" align="flex-start">
      <Badge size="lg" variant="light" c="var(--mantine-color-text)">
        {texts.walk.kinds[node.kind]}
      </Badge>
      <Title
        order={2}
        key={version}
        tabIndex={-1}
        ref={focusAtFirst}
        className={SAID.has(node.kind) ? `${classes.text} ${classes.say}` : classes.text}
      >
        {node.text}
      </Title>
    </Stack>
  );
}
