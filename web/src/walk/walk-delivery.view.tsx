import { Alert, Text } from '@mantine/core';
import { isProblem } from '../api/problem.js';
import { texts } from '../texts/texts.js';
import { Failure } from '../ui/failure.js';
import { isUnread, type Delivery } from './delivery.js';

/** How it stands with what was sent last: on its way, repeated, or refused and why. */
export function WalkDelivery({ delivery }: { delivery: Delivery }) {
  return (
    <div role="status" aria-live="polite">
      <Told delivery={delivery} />
    </div>
  );
}

function Told({ delivery }: { delivery: Delivery }) {
  switch (delivery.state) {
    case 'none':
      return null;
    case 'sending':
      return (
        <Text size="sm" c="dimmed">
          {texts.walk.sending(delivery.intent.label)}
        </Text>
      );
    case 'repeated':
      return <Alert color="yellow">{texts.walk.repeated(delivery.intent.label)}</Alert>;
    case 'offline':
      return <Alert color="yellow">{texts.walk.offline(delivery.intent.label)}</Alert>;
    case 'refused':
      // Beside the words, which it is about.
      if (isUnread(delivery)) return null;
      if (isProblem(delivery.error, 'walk_changed'))
        return (
          <Alert color="yellow" title={texts.walk.refusedTitle(delivery.intent.label)}>
            {texts.walk.changed}
          </Alert>
        );
      return <Failure error={delivery.error} title={texts.walk.refusedTitle(delivery.intent.label)} />;
  }
}
