import { List, SimpleGrid, Stack, Text } from '@mantine/core';
import type { components } from '../api/schema.gen.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { Section } from '../ui/section.js';
import type { Flow } from './flows.queries.js';
import classes from './flows.module.css';

/** Both flows as they would be. */
export function SplitPreview({ preview }: { preview: components['schemas']['SplitPreview'] }) {
  const { remaining, split_off, cut_edges, moving_session_count, staying_session_count } = preview;
  return (
    <Stack role="status">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Part title={flowsTexts.remaining(remaining.nodes.length)} document={remaining} />
        <Part title={flowsTexts.splitOff(split_off.nodes.length)} document={split_off} />
      </SimpleGrid>
      <Text size="sm">{flowsTexts.cut(cut_edges.length)}</Text>
      <Text size="sm">{flowsTexts.moving(moving_session_count, staying_session_count)}</Text>
    </Stack>
  );
}

function Part({ title, document }: { title: string; document: Flow['flow_data'] }) {
  return (
    <Section title={title}>
      <List size="sm">
        {document.nodes.map(({ id, text }) => (
          <List.Item key={id} className={classes.words}>
            {text}
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
