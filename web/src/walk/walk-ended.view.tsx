import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { LinkButton } from '../ui/link-button.js';
import { focusAtFirst } from '../ui/page-title.js';
import classes from './walk.module.css';
import type { Walk } from './walk.queries.js';

/** What came of the walk, and whether it held. */
export function WalkEnded({
  walk,
  disabled,
  onConfirm,
  onReopen,
  onCopyNote,
}: {
  walk: Walk;
  disabled: boolean;
  /** Left out for who may not say it. */
  onConfirm?: () => void;
  onReopen?: () => void;
  onCopyNote: () => void;
}) {
  const { ended } = texts.walk;
  if (walk.outcome === null) return null;
  const resolved = walk.outcome === 'resolved';
  return (
    <Stack align="flex-start">
      <Title order={2} tabIndex={-1} ref={focusAtFirst}>
        {ended.title(ended.outcomes[walk.outcome])}
      </Title>
      <Text className={classes.text}>{walk.current_node.text}</Text>
      {walk.escalated_to !== null && <Text>{walk.escalated_to}</Text>}
      {walk.notes !== null && <Text className={classes.text}>{`${ended.notes}: ${walk.notes}`}</Text>}
      {walk.session_id !== null && <Text size="sm">{ended.learns}</Text>}
      {walk.outcome_confirmed && <Alert color="green">{ended.confirmed}</Alert>}
      {walk.reopened_at !== null && <Alert color="yellow">{ended.reopened}</Alert>}
      <Group>
        <Button onClick={onCopyNote}>{texts.walk.copyNote}</Button>
        {resolved && onConfirm && !walk.outcome_confirmed && (
          <Button variant="default" disabled={disabled} onClick={onConfirm}>
            {ended.confirm}
          </Button>
        )}
        {resolved && onReopen && walk.reopened_at === null && (
          <Button variant="default" disabled={disabled} onClick={onReopen}>
            {ended.reopen}
          </Button>
        )}
        <LinkButton to="/walk" variant="subtle">
          {ended.another}
        </LinkButton>
      </Group>
    </Stack>
  );
}
