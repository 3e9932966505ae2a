import { Group, TextInput } from '@mantine/core';
import { texts } from '../texts/texts.js';
import { Choice } from '../ui/choice.js';
import { useTypedAddress } from '../ui/use-typed-address.js';
import type { QueueFilter } from './review.queries.js';
import { shareText } from '../ui/share.js';

const CONFIDENCES = [0.5, 0.7, 0.9];

/** What is left out is all; a choice that the address does not have is empty. */
export function QueueFilterView({
  filter,
  onChange,
}: {
  filter: QueueFilter;
  onChange: (changed: QueueFilter) => void;
}) {
  const [words, setWords] = useTypedAddress(filter.q ?? '', (q) => {
    onChange({ q: q === '' ? undefined : q });
  });
  const { types, sources, statuses, held, sorts } = texts.review;
  return (
    <Group component="search" align="end" gap="xs" aria-label={texts.review.filterBy}>
      <TextInput
        label={texts.review.find}
        placeholder={texts.review.findHint}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
        }}
        type="search"
        size="xs"
      />
      <Choice
        label={texts.review.filterType}
        value={filter.type}
        names={types}
        onChoose={(type) => {
          onChange({ type });
        }}
      />
      <Choice
        label={texts.review.filterSource}
        value={filter.source}
        names={sources}
        onChoose={(source) => {
          onChange({ source });
        }}
      />
      <Choice
        label={texts.review.filterStatus}
        value={filter.status ?? 'pending'}
        names={statuses}
        required
        onChoose={(status) => {
          onChange({ status: status === 'pending' ? undefined : status });
        }}
      />
      <Choice
        label={texts.review.filterHeld}
        value={filter.held}
        names={held}
        onChoose={(by) => {
          onChange({ held: by });
        }}
      />
      <Choice
        label={texts.review.filterConfidence}
        value={filter.confidence === undefined ? undefined : String(filter.confidence)}
        names={Object.fromEntries(
          CONFIDENCES.map((share) => [share, texts.review.atLeast(shareText(share))]),
        )}
        onChoose={(share) => {
          onChange({ confidence: share === undefined ? undefined : Number(share) });
        }}
      />
      <Choice
        label={texts.review.filterSort}
        value={filter.sort ?? 'created_at'}
        names={sorts}
        required
        onChoose={(sort) => {
          onChange({ sort: sort === 'created_at' ? undefined : sort });
        }}
      />
    </Group>
  );
}
