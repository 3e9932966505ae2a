import { Badge, Group, Text } from '@mantine/core';
import { settingsTexts } from '../texts/settings-texts.js';
import { Moment } from '../ui/moment.js';
import type { Webhook } from './settings.queries.js';
import classes from './settings.module.css';

/** What a webhook is told of, and whether it takes it. */
export function WebhookStanding({ webhook }: { webhook: Webhook }) {
  const { description, event_types, active, disabled_reason, failing_since } = webhook;
  return (
    <>
      {description !== null && <Text size="sm">{description}</Text>}
      <Group gap="xs">
        {!active && (
          <Badge variant="default" tt="none">
            {disabled_reason === null ? settingsTexts.inactive : settingsTexts.disabled[disabled_reason]}
          </Badge>
        )}
        <Text size="sm" c="dimmed" className={classes.words}>
          {event_types === null ? settingsTexts.allEvents : event_types.join(', ')}
          {failing_since !== null && (
            <>
              {' · '}
              {settingsTexts.failing} <Moment at={failing_since} />
            </>
          )}
        </Text>
      </Group>
    </>
  );
}
