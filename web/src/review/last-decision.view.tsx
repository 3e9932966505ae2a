import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { proposalNowQuery, type QueueFilter } from './review.queries.js';

/** What was decided last stays within reach. */
export function LastDecision({ id, search }: { id: string; search: QueueFilter & { last?: string } }) {
  const { data } = useQuery(proposalNowQuery(useApi(), id));
  if (!data) return null;
  return (
    <Group gap="xs">
      <Text size="sm">{texts.review.lastDecision(texts.review.statuses[data.status], data.title)}</Text>
      <TextLink to="/review/$proposalId" params={{ proposalId: id }} search={search} size="sm">
        {texts.review.lookAgain}
      </TextLink>
    </Group>
  );
}
