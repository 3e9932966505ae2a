import { Alert, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { texts } from '../texts/texts.js';
import type { Proposal } from './review.queries.js';

/** Answers that nobody said clearly: each can be named, or left as it stands. */
export function UnsureLabels({
  unsure,
  names,
  onName,
}: {
  unsure: Proposal['unsure_labels'];
  names: Readonly<Record<string, string>>;
  onName: (edgeId: string, label: string) => void;
}) {
  if (unsure.length === 0) return null;
  return (
    <Alert color="yellow" title={texts.review.unsure(unsure.length)}>
      <Stack gap="xs">
        <Text size="sm">{texts.review.unsureHint}</Text>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {unsure.map(({ edge_id, question, leads_to, label, reason, said }) => (
            <TextInput
              key={edge_id}
              size="sm"
              label={texts.review.unsureLabel(question, leads_to)}
              description={[
                texts.review.doubts[reason],
                ...(said === null ? [] : [texts.review.unsureSaid(said)]),
                texts.review.unsureStands(label),
              ].join(' · ')}
              placeholder={label}
              value={names[edge_id] ?? ''}
              onChange={(event) => {
                onName(edge_id, event.currentTarget.value);
              }}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Alert>
  );
}
