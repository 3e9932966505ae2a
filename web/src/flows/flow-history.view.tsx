import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMe } from '../api/desk-context.js';
import { hasRole } from '../api/me.queries.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import { PagesOf } from '../ui/pages-of.js';
import { ActDialog } from './act-dialog.view.js';
import { historyQuery, type HistoryEntry, type SeenFlow } from './flows.queries.js';
import classes from './flows.module.css';

/** What became of the flow, the latest first. */
export function FlowHistory({ seen }: { seen: SeenFlow }) {
  const { role } = useMe();
  const history = useInfiniteQuery(historyQuery(useApi(), seen.flow.id));
  const [splitOff, setSplitOff] = useState<string | null>(null);
  const mayRejoin = hasRole(role, 'reviewer') && seen.flow.status === 'published';
  return (
    <>
      <PagesOf query={history} empty={flowsTexts.noHistory}>
        {(items) => (
          <ol className={classes.list}>
            {items.map((entry) => (
              <Entry
                key={`${entry.at}:${entry.event}`}
                entry={entry}
                onRejoin={mayRejoin && canRejoin(entry, items) ? setSplitOff : null}
              />
            ))}
          </ol>
        )}
      </PagesOf>
      <ActDialog
        seen={seen}
        title={flowsTexts.rejoinTitle}
        why={flowsTexts.rejoinWhy}
        send={flowsTexts.rejoin}
        opened={splitOff !== null}
        onClose={() => {
          setSplitOff(null);
        }}
        actOf={(notes) => ({ act: 'rejoin', splitOffId: splitOff ?? '', notes })}
      />
    </>
  );
}

function Entry({
  entry: { event, version, at, actor_name, notes, change_summary, proposal, details },
  onRejoin,
}: {
  entry: HistoryEntry;
  onRejoin: ((splitOffId: string) => void) | null;
}) {
  const { role } = useMe();
  const splitOff = splitOffOf(details);
  return (
    <li className={classes.row}>
      <Group gap="xs">
        <Text fw={600}>{flowsTexts.by(flowsTexts.events[event], actor_name)}</Text>
        <Text size="sm" c="dimmed">
          {flowsTexts.version(version)} · <Moment at={at} />
        </Text>
      </Group>
      {change_summary !== null && (
        <Text size="sm" className={classes.words}>
          {change_summary}
        </Text>
      )}
      {notes !== null && (
        <Text size="sm" className={classes.words}>
          {notes}
        </Text>
      )}
      <Group gap="xs">
        {proposal !== null && hasRole(role, 'reviewer') && (
          <TextLink to="/review/$proposalId" params={{ proposalId: proposal.id }} size="sm">
            {proposal.title}
          </TextLink>
        )}
        {splitOff !== null && (
          <TextLink to="/flows/$flowId" params={{ flowId: splitOff }} size="sm">
            {flowsTexts.toMerged}
          </TextLink>
        )}
        {splitOff !== null && onRejoin && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              onRejoin(splitOff);
            }}
          >
            {flowsTexts.rejoin}
          </Button>
        )}
      </Group>
    </li>
  );
}

/** The flow that an entry is about besides this one. */
function splitOffOf(details: HistoryEntry['details']): string | null {
  const id = details?.['split_off_flow_id'];
  return typeof id === 'string' ? id : null;
}

/** Once what was split off has come back, it does not come again. */
function canRejoin({ event, details }: HistoryEntry, all: readonly HistoryEntry[]): boolean {
  const id = splitOffOf(details);
  return (
    event === 'split' && !all.some((other) => other.event === 'rejoined' && splitOffOf(other.details) === id)
  );
}
