import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { conditionLabel } from './option-label.js';
import { countedEntries } from './walked.js';
import classes from './walk.module.css';
import type { WalkEntry } from './walk.queries.js';

/** What was answered and done so far, with the caller's words; each with a way back to it. */
export function WalkPath({
  path,
  onBackTo,
}: {
  path: readonly WalkEntry[];
  /** Left out where nothing can be taken back. */
  onBackTo?: (entry: WalkEntry) => void;
}) {
  const entries = countedEntries(path);
  return (
    <section aria-labelledby="walk-so-far" className={classes.path}>
      <Title order={2} size="h5" mb="sm" id="walk-so-far">
        {texts.walk.soFar}
      </Title>
      {entries.length === 0 && <Text c="dimmed">{texts.walk.nothingSoFar}</Text>}
      <Stack component="ol" gap="md" m={0} pl="lg">
        {entries.map((entry) => (
          <li key={entry.seq}>
            <Entry entry={entry} />
            {onBackTo && (
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={texts.walk.backToHereOf(entry.step?.text ?? entry.text)}
                onClick={() => {
                  onBackTo(entry);
                }}
              >
                {texts.walk.backToHere}
              </Button>
            )}
          </li>
        ))}
      </Stack>
    </section>
  );
}

function Entry({ entry: { text, step, condition, words, note } }: { entry: WalkEntry }) {
  const result = step ? step.result : condition;
  return (
    <>
      <Text size="sm" className={classes.text}>
        {step?.text ?? text}
      </Text>
      <Group gap="xs">
        {result !== null && (
          <Text fw={700} size="sm" className={classes.text}>
            {step ? result : conditionLabel(result)}
          </Text>
        )}
        {step && (
          <Text size="sm" c="dimmed">
            {texts.walk.besides}
          </Text>
        )}
      </Group>
      {words !== null && <Text size="sm" fs="italic" className={classes.text}>{`“${words}”`}</Text>}
      {note !== null && (
        <Text size="sm" c="dimmed" className={classes.text}>
          {note}
        </Text>
      )}
    </>
  );
}
