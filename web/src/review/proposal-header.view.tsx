import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';
import { TextLink } from '../ui/link-button.js';
import { momentText } from '../ui/moment.js';
import { PageTitle } from '../ui/page-title.js';
import { isNearEnd } from './decide.js';
import { claimText } from './queue-row.view.js';
import { KEYS } from './review.keys.js';
import type { Proposal, ProposalNow, QueueFilter } from './review.queries.js';
import classes from './review.module.css';
import { shareText } from '../ui/share.js';

/** What it changes, in one sentence, and how sure that is. */
export function ProposalHeader({
  proposal,
  waiting,
  search,
}: {
  proposal: Proposal;
  /** How many wait in all; undefined while nobody knows. */
  waiting: number | undefined;
  search: QueueFilter & { last?: string };
}) {
  const { title, summary, proposal_type: type, target_flow: flow, explanation, confidence_basis } = proposal;
  const why = explanation?.latest?.summary ?? explanation?.source?.summary;
  return (
    <Stack gap="xs">
      <Group gap="xs" justify="space-between">
        <TextLink to="/review" search={search} size="sm">
          {texts.review.back}
        </TextLink>
        {waiting !== undefined && <Text size="sm">{texts.review.waitsFor(waiting)}</Text>}
      </Group>
      <PageTitle>{title}</PageTitle>
      <Text className={classes.words}>{summary}</Text>
      <Group gap="xs">
        <Badge variant="default" tt="none">
          {texts.review.types[type]}
        </Badge>
        <Text size="sm">{flow === null ? texts.review.newFlow : flowText(proposal, flow)}</Text>
      </Group>
      <Text size="sm">
        {[
          confidence_basis === null
            ? texts.review.basis.none
            : `${texts.review.confidence(shareText(proposal.confidence_score))}: ${texts.review.basis[confidence_basis]}`,
          texts.review.sessions(proposal.supporting_session_count),
          ...(proposal.validated_by_outcome ? [texts.review.validated] : []),
          ...(proposal.drafted_by_name === null ? [] : [texts.review.draftedBy(proposal.drafted_by_name)]),
        ].join(' · ')}
      </Text>
      {why !== undefined && (
        <Text size="sm" c="dimmed" className={classes.words}>
          {`${texts.review.why}: ${why}`}
        </Text>
      )}
    </Stack>
  );
}

function flowText({ base_version }: Proposal, flow: NonNullable<Proposal['target_flow']>): string {
  return [
    texts.review.ofFlow(flow.title, base_version),
    ...(flow.version === base_version ? [] : [texts.review.flowMovedOn(flow.version)]),
    ...(flow.status === 'archived' ? [texts.review.flowArchived] : []),
  ].join(', ');
}

/** How it stands at this moment, where that is something to know before deciding. */
export function ProposalStanding({
  seen,
  now,
  at,
  userId,
  onShowNow,
  onClaim,
}: {
  seen: Proposal;
  now: ProposalNow | undefined;
  /** Milliseconds: when `now` was read. */
  at: number;
  userId: string;
  onShowNow: () => void;
  /** Left out where somebody only reads it. */
  onClaim: ((what: 'claim' | 'renew' | 'release') => void) | undefined;
}) {
  const { status, reviewed_by_name, approved_by_first_name, awaiting_second_approval } = seen;
  const claim = now?.claim ?? null;
  return (
    <>
      {now && now.revision !== seen.revision && (
        <Alert color="yellow" role="status" title={texts.review.changedTitle}>
          <Text size="sm" mb="xs">
            {texts.review.changedText}
          </Text>
          <Button size="xs" onClick={onShowNow}>
            {texts.review.showNow}
          </Button>
        </Alert>
      )}
      {status !== 'pending' && (
        <Alert color="gray">
          {texts.review.decidedTitle(texts.review.statuses[status], reviewed_by_name ?? texts.shell.product)}
        </Alert>
      )}
      {awaiting_second_approval && (
        <Alert color="blue">{texts.review.secondApproval(approved_by_first_name ?? '')}</Alert>
      )}
      {status === 'pending' && now && onClaim && (
        <Group gap="xs">
          {claim === null ? (
            <Button
              variant="default"
              size="compact-sm"
              rightSection={<KeyBadge keys={KEYS.claim} />}
              onClick={() => {
                onClaim('claim');
              }}
            >
              {texts.review.claim}
            </Button>
          ) : (
            <Text size="sm">{claimText(claim, userId)}</Text>
          )}
          {claim?.claimed_by === userId && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => {
                onClaim('release');
              }}
            >
              {texts.review.release}
            </Button>
          )}
          {claim?.claimed_by === userId && isNearEnd(claim.expires_at, at) && (
            <>
              <Text size="sm" role="status">
                {texts.review.claimEnds(momentText(claim.expires_at))}
              </Text>
              <Button
                size="compact-sm"
                rightSection={<KeyBadge keys={KEYS.claim} />}
                onClick={() => {
                  onClaim('renew');
                }}
              >
                {texts.review.renew}
              </Button>
            </>
          )}
        </Group>
      )}
    </>
  );
}
