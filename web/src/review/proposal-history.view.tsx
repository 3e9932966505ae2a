import { Stack, Text } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { Moment } from '../ui/moment.js';
import type { Proposal } from './review.queries.js';
import classes from './review.module.css';
import { Section } from '../ui/section.js';

/** What happened to it, the latest first. */
export function ProposalHistory({ events, events_total: total }: Pick<Proposal, 'events' | 'events_total'>) {
  return (
    <Section title={texts.review.history}>
      <Stack gap="xs" component="ol" className={classes.list}>
        {events.toReversed().map(({ id, event, actor_name, notes, created_at }) => (
          <li key={id}>
            <Text size="sm">
              {texts.review.by(texts.review.events[event], actor_name)}
              {' · '}
              <Moment at={created_at} />
            </Text>
            {notes !== null && (
              <Text size="sm" className={classes.words}>
                {notes}
              </Text>
            )}
          </li>
        ))}
      </Stack>
      {total > events.length && (
        <Text size="sm" c="dimmed">
          {texts.review.olderHistory(total - events.length)}
        </Text>
      )}
    </Section>
  );
}
