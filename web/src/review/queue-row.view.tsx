import { Badge, Checkbox, Group, Text } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { Moment } from '../ui/moment.js';
import type { ProposalSummary, QueueFilter } from './review.queries.js';
import classes from './review.module.css';
import { shareText } from '../ui/share.js';

/** One proposal of a list; its title leads to it. */
export function QueueRow({
  proposal,
  search,
  userId,
  choice,
}: {
  proposal: ProposalSummary;
  search: QueueFilter & { last?: string };
  userId: string;
  /** Whether it is chosen, to be decided on with others; left out where none can be. */
  choice?: { isChosen: boolean; onChoose: () => void } | undefined;
}) {
  const { id, title, summary, proposal_type, confidence_score, supporting_session_count, claim } = proposal;
  return (
    <li className={classes.line} data-row={id}>
      <Group justify="space-between" wrap="nowrap" align="start" gap="xs">
        <Group wrap="nowrap" align="start" gap="xs">
          {choice && (
            <Checkbox
              size="xs"
              mt={4}
              aria-label={texts.bulk.choose(title)}
              checked={choice.isChosen}
              onChange={choice.onChoose}
            />
          )}
          <TextLink to="/review/$proposalId" params={{ proposalId: id }} search={search} fw={600}>
            {title}
          </TextLink>
        </Group>
        <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
          {texts.review.types[proposal_type]}
        </Badge>
      </Group>
      <Text size="sm" className={classes.words}>
        {summary}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          // Of a draft by hand nobody knows it, which is not the same as none.
          proposal.confidence_basis === null
            ? texts.review.byHand
            : texts.review.confidence(shareText(confidence_score)),
          texts.review.sessions(supporting_session_count),
          ...(claim === null ? [] : [claimText(claim, userId)]),
        ].join(' · ')}
        {' · '}
        <Moment at={proposal.created_at} />
      </Text>
    </li>
  );
}

export function claimText(claim: { claimed_by: string; claimed_by_name: string }, userId: string): string {
  return claim.claimed_by === userId ? texts.review.youHoldIt : texts.review.heldBy(claim.claimed_by_name);
}
