import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { modifyTexts } from '../texts/modify-texts.js';
import type { MovedPlace } from './moved-places.js';
import { sideText } from './proposal-preview.view.js';
import classes from './review.module.css';

/** The id of what a reviewer has to choose about before they publish. */
export const MOVED_PLACES = 'moved-places';

/** Where others changed what the reviewer changed: what it was, what they made of it and what the reviewer did, side by side. */
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
      aria-label={modifyTexts.moved(places.length)}
      title={modifyTexts.moved(places.length)}
    >
      <Stack gap="md">
        <Text size="sm">{modifyTexts.movedHint}</Text>
        {places.map((place) => (
          <Stack key={place.id} gap="xs">
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
              {(['base', 'theirs', 'mine'] as const).map((side) => (
                <div key={side}>
                  <Text size="xs" fw={700}>
                    {modifyTexts.sides[side]}
                  </Text>
                  <Text size="sm" className={classes.words}>
                    {sideText(place[side])}
                  </Text>
                </div>
              ))}
            </SimpleGrid>
            {place.isGone && <Text size="sm">{modifyTexts.movedGone}</Text>}
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  onMine(place);
                }}
              >
                {place.isGone ? modifyTexts.leaveOut : modifyTexts.keepMine}
              </Button>
              {!place.isGone && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    onTheirs(place);
                  }}
                >
                  {modifyTexts.takeTheirs}
                </Button>
              )}
            </Group>
          </Stack>
        ))}
      </Stack>
    </Alert>
  );
}
