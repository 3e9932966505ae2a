import { Button, Group, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { KeyBadge } from '../keys/key-badge.js';
import { texts } from '../texts/texts.js';

const LONGEST = 2_000;

interface Field {
  id: string;
  text: string;
  setText: (text: string) => void;
}

/** What the caller said, and what colleagues should know: both go along with the next answer. */
export function WalkWords({
  words,
  note,
  problem,
  disabled,
  onSend,
}: {
  words: Field;
  note: Field;
  /** Why the words alone chose no answer. */
  problem: string | null;
  disabled: boolean;
  /** Left out where nothing is asked. */
  onSend?: () => void;
}) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <div>
        <Textarea
          id={words.id}
          label={texts.walk.words}
          description={onSend ? texts.walk.wordsHint : undefined}
          error={problem}
          value={words.text}
          maxLength={LONGEST}
          autosize
          minRows={1}
          onChange={(event) => {
            words.setText(event.currentTarget.value);
          }}
        />
        {onSend && (
          <Group mt="xs">
            <Button
              variant="default"
              size="xs"
              disabled={disabled || words.text.trim() === ''}
              rightSection={<KeyBadge keys="Ctrl+Enter" />}
              onClick={onSend}
            >
              {texts.walk.sendWords}
            </Button>
          </Group>
        )}
      </div>
      <TextInput
        id={note.id}
        label={texts.walk.noteField}
        description={texts.walk.noteHint}
        value={note.text}
        maxLength={LONGEST}
        onChange={(event) => {
          note.setText(event.currentTarget.value);
        }}
      />
    </SimpleGrid>
  );
}
