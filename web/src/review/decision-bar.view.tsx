import { Button, Group, Stack, Switch, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';
import { KEYS, type ReviewAction } from './review.keys.js';
import classes from './review.module.css';
import { useGoOn } from './use-decisions.js';

const BUTTONS = [
  ['approve', texts.review.approve],
  ['modify', texts.review.modify],
  ['reject', texts.review.reject],
  ['park', texts.review.park],
  ['skip', texts.review.skip],
  ['undo', texts.review.undo],
  ['next', texts.review.takeNext],
] as const satisfies readonly (readonly [ReviewAction, string])[];

const NOTES = 'review-notes';

export function focusNotes(): void {
  document.getElementById(NOTES)?.focus();
}

/** From inside a text, or from what has closed, to where single keys work. */
export function focusTitle(): void {
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

/** What can be decided now; each button has its key. */
export function DecisionBar({
  handlers,
  working,
  notes,
  onNotes,
  children,
}: {
  handlers: Partial<Record<ReviewAction, () => void>>;
  /** What is being done; null while nothing is. */
  working: string | null;
  notes: string;
  onNotes: (notes: string) => void;
  /** In place of the buttons: a question to be answered first. */
  children: ReactNode;
}) {
  const [goOn, setGoOn] = useGoOn();
  return (
    <Stack component="section" aria-label={texts.review.decide} gap="xs" className={classes.bar}>
      {children}
      <Group gap="xs" align="end">
        {BUTTONS.map(([action, label]) => {
          const run = handlers[action];
          if (!run) return null;
          return (
            <Button
              key={action}
              size="sm"
              variant={action === 'approve' ? 'filled' : 'default'}
              // Stays where the focus may be.
              aria-disabled={working !== null}
              rightSection={<KeyBadge keys={KEYS[action]} />}
              onClick={working === null ? run : undefined}
            >
              {label}
            </Button>
          );
        })}
        {handlers.notes && (
          <Textarea
            id={NOTES}
            aria-label={texts.review.notes}
            placeholder={`${texts.review.notes} (${KEYS.notes.toUpperCase()})`}
            autosize
            minRows={1}
            maxRows={4}
            size="sm"
            style={{ flex: '1 1 180px' }}
            value={notes}
            onChange={(event) => {
              onNotes(event.currentTarget.value);
            }}
          />
        )}
        <Switch
          size="sm"
          checked={goOn}
          onChange={(event) => {
            setGoOn(event.currentTarget.checked);
          }}
          label={texts.review.goOn}
        />
      </Group>
      <Text size="sm" role="status" mih="1.4em">
        {working}
      </Text>
    </Stack>
  );
}
