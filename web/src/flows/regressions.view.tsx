import { Alert, Checkbox, List } from '@mantine/core';
import type { components } from '../api/schema.gen.js';
import { flowsTexts } from '../texts/flows-texts.js';
import { shareText } from '../ui/share.js';

type Regression = components['schemas']['Regression'];

/** Known sessions that a change would fit worse, which somebody may accept. */
export function Regressions({
  count,
  regressions,
  accepted,
  onAccept,
}: {
  count: number;
  regressions: readonly Regression[];
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}) {
  return (
    <Alert color="yellow" title={flowsTexts.regressions(count)}>
      <List size="sm">
        {regressions.map(({ session_id, title, fitness_before, fitness_after }) => (
          <List.Item key={session_id}>
            {flowsTexts.regression(title, shareText(fitness_before), shareText(fitness_after))}
          </List.Item>
        ))}
      </List>
      <Checkbox
        mt="xs"
        label={flowsTexts.accept}
        checked={accepted}
        onChange={(event) => {
          onAccept(event.currentTarget.checked);
        }}
      />
    </Alert>
  );
}
