import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { editorTexts } from '../texts/editor-texts.js';
import type { MovedPlace } from './moved-places.js';
import { sideText } from '../graph/side-text.js';
import classes from '../graph/graph.module.css';

/** The id of what somebody has to choose about before they send it. */
export const MOVED_PLACES = 'moved-places';

/** Where others changed somebody changed something too: what it was, what they made of it and what was written here, side by side. */
export function MovedPlaces({
  places,
  onMine,
  onTheirs,
}: {
  places: readonly MovedPlace[];
  onMine: (place: MovedPlace) => void;
  onTheirs: (place: MovedPlace) => void;
}) {
  return (
    <Alert
      id={MOVED_PLACES}
      tabIndex={-1}
      color="yellow"
      role="group"
      aria-label={editorTexts.moved(places.length)}
      title={editorTexts.moved(places.length)}
    >
      <Stack gap="md">
        <Text size="sm">{editorTexts.movedHint}</Text>
        {places.map((place) => (
          <Stack key={place.id} gap="xs">
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
              {(['base', 'theirs', 'mine'] as const).map((side) => (
                <div key={side}>
                  <Text size="xs" fw={700}>
                    {editorTexts.sides[side]}
                  </Text>
                  <Text size="sm" className={classes.words}>
                    {sideText(place[side])}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
            {place.isGone && <Text size="sm">{editorTexts.movedGone}</Text>}
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  onMine(place);
                }}
              >
                {place.isGone ? editorTexts.leaveOut : editorTexts.keepMine}
              </Button>
              {!place.isGone && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    onTheirs(place);
                  }}
                >
                  {editorTexts.takeTheirs}
                </Button>
              )}
            </Group>
          </Stack>
        ))}
      </Stack>
    </Alert>
  );
}
