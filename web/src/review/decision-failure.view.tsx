import { Alert, Button, Group, List, Text } from '@mantine/core';
import { NotDelivered, problemOf } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { momentText } from '../ui/moment.js';

/** Why nothing was decided, and the way on. */
export function DecisionFailure({
  error,
  onResend,
  onShowNow,
  onNext,
}: {
  error: unknown;
  onResend: () => void;
  onShowNow: () => void;
  onNext: () => void;
}) {
  if (error instanceof NotDelivered) {
    return (
      <Alert color="yellow" role="alert" title={texts.states.notDelivered}>
        <Text size="sm" mb="xs">
          {texts.review.notDelivered}
        </Text>
        <Button size="xs" onClick={onResend}>
          {texts.review.sendAgain}
        </Button>
      </Alert>
    );
  }
  const changed = problemOf(error, 'precondition_failed');
  if (changed && 'proposal_id' in changed) {
    const { sessions_joined = 0, nodes_added = 0, edges_added = 0, events = [] } = changed;
    const more = [
      ...(sessions_joined > 0 ? [texts.review.joinedSessions(sessions_joined)] : []),
      ...(nodes_added > 0 ? [texts.review.nodesAdded(nodes_added)] : []),
      ...(edges_added > 0 ? [texts.review.edgesAdded(edges_added)] : []),
    ];
    return (
      <Alert color="yellow" role="alert" title={texts.review.seenDiffers}>
        <Text size="sm">{more.join(', ')}</Text>
        <List size="sm" mb="xs">
          {events.map(({ revision, event, actor_name, created_at }) => (
            <List.Item key={`${revision}:${event}`}>
              {`${texts.review.by(texts.review.events[event], actor_name)} · ${momentText(created_at)}`}
            </List.Item>
          ))}
        </List>
        <Button size="xs" onClick={onShowNow}>
          {texts.review.showNow}
        </Button>
      </Alert>
    );
  }
  const decided = problemOf(error, 'already_decided');
  if (decided) {
    const { proposal_status: status, decided_by_name: name } = decided;
    return (
      <Alert color="yellow" role="alert" title={texts.review.decidedBefore}>
        <Text size="sm" mb="xs">
          {texts.review.decidedTitle(texts.review.statuses[status], name ?? '')}
        </Text>
        <Group gap="xs">
          <Button size="xs" onClick={onNext}>
            {texts.review.showNext}
          </Button>
          <Button size="xs" variant="default" onClick={onShowNow}>
            {texts.review.showNow}
          </Button>
        </Group>
      </Alert>
    );
  }
  const moved = problemOf(error, 'flow_changed');
  if (moved) {
    return (
      <Alert color="yellow" role="alert" title={texts.review.seenDiffers}>
        <Text size="sm" mb="xs">
          {moved.detail}
        </Text>
        <Button size="xs" onClick={onShowNow}>
          {texts.review.showNow}
        </Button>
      </Alert>
    );
  }
  const claimed = problemOf(error, 'claimed');
  if (claimed) {
    return (
      <Alert color="yellow" role="alert" title={texts.review.heldBy(claimed.claimed_by_name)}>
        <Text size="sm" mb="xs">
          {texts.review.othersHold(claimed.claimed_by_name, momentText(claimed.expires_at))}
        </Text>
        <Button size="xs" onClick={onNext}>
          {texts.review.showNext}
        </Button>
      </Alert>
    );
  }
  return <Failure error={error} />;
}
