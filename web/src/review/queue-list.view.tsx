import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useMe } from '../api/desk-context.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { BulkDialog } from './bulk-dialog.js';
import { choiceOf, choiceOfFilter, type BulkChoice } from './bulk.js';
import { QueueRow } from './queue-row.view.js';
import { KEYS } from './review.keys.js';
import type { ProposalSummary, QueueFilter } from './review.queries.js';
import classes from './review.module.css';

const NONE: ReadonlySet<string> = new Set();

/** The proposals of the queue; those that wait can be chosen, and decided on together. */
export function QueueList({
  items,
  search,
  empty,
}: {
  items: readonly ProposalSummary[];
  search: QueueFilter & { last?: string };
  /** What is said where there is none. */
  empty: ReactNode;
}) {
  const { user } = useMe();
  const queryClient = useQueryClient();
  const [marked, setMarked] = useState(NONE);
  const [deciding, setDeciding] = useState<BulkChoice | null>(null);
  const canChoose = search.status === undefined;
  // What was decided meanwhile is not chosen any more.
  const chosen = items.filter(({ id }) => marked.has(id));
  const ofFilter = choiceOfFilter(search);

  const choose = (id: string): void => {
    setMarked(
      marked.has(id) ? new Set([...marked].filter((other) => other !== id)) : new Set([...marked, id]),
    );
  };
  const decide = (): void => {
    if (chosen.length > 0) setDeciding(choiceOf(chosen));
  };
  useCommands(texts.review.queueKeys, [
    {
      keys: KEYS.choose,
      label: texts.bulk.chooseKey,
      disabled: !canChoose,
      run: () => {
        const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
        if (id !== undefined) choose(id);
      },
    },
    { keys: KEYS.bulk, label: texts.bulk.open, disabled: !canChoose, run: decide },
  ]);
  return (
    <Stack gap="xs">
      {canChoose && (
        <Group gap="xs">
          <Checkbox
            size="sm"
            label={texts.bulk.chooseAll}
            checked={chosen.length > 0 && chosen.length === items.length}
            indeterminate={chosen.length > 0 && chosen.length < items.length}
            onChange={(event) => {
              setMarked(event.currentTarget.checked ? new Set(items.map(({ id }) => id)) : NONE);
            }}
          />
          <Text size="sm" role="status">
            {texts.bulk.chosen(chosen.length)}
          </Text>
          <Button
            size="xs"
            variant="default"
            // Stays where the focus may be.
            aria-disabled={chosen.length === 0}
            onClick={decide}
            rightSection={<KeyBadge keys={KEYS.bulk} />}
          >
            {texts.bulk.open}
          </Button>
          {ofFilter !== null && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setDeciding(ofFilter);
              }}
            >
              {texts.bulk.openFilter}
            </Button>
          )}
        </Group>
      )}
      {items.length === 0 && empty}
      <ul className={classes.list}>
        {items.map((proposal) => (
          <QueueRow
            key={proposal.id}
            proposal={proposal}
            search={search}
            userId={user.id}
            choice={
              canChoose
                ? {
                    isChosen: marked.has(proposal.id),
                    onChoose: () => {
                      choose(proposal.id);
                    },
                  }
                : undefined
            }
          />
        ))}
      </ul>
      {deciding !== null && (
        <BulkDialog
          choice={deciding}
          onDone={() => {
            setMarked(NONE);
            void queryClient.invalidateQueries({ queryKey: ['proposals'] });
          }}
          onClose={() => {
            setDeciding(null);
          }}
        />
      )}
    </Stack>
  );
}
