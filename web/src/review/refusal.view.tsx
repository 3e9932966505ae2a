import { Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../api/desk-context.js';
import { texts } from '../texts/texts.js';
import { DISMISS_REASONS, REJECT_REASONS, type DuplicateOf, type Reason } from './decide.js';
import { ChoiceByDigit } from './reasons.view.js';
import { flowsOfWordsQuery, type Proposal } from './review.queries.js';

const PAUSE_MS = 200;
const NEAREST = 9;

/** Why it is refused; of a duplicate, also what says the same. */
export function Refusal({
  verb,
  proposal,
  onRefuse,
  onClose,
}: {
  verb: 'reject' | 'dismiss';
  proposal: Proposal;
  onRefuse: (reason: Reason, duplicateOf?: DuplicateOf) => void;
  onClose: () => void;
}) {
  const [duplicate, setDuplicate] = useState(false);
  const reasons: readonly Reason[] = verb === 'reject' ? REJECT_REASONS : DISMISS_REASONS;
  const choices = useMemo(
    () => reasons.map((value) => ({ value, label: texts.review.reasons[value] })),
    [reasons],
  );
  if (duplicate) {
    return (
      <Duplicate
        proposal={proposal}
        onChoose={(of) => {
          onRefuse('duplicate', of);
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ChoiceByDigit
      question={verb === 'reject' ? texts.review.why_reject : texts.review.why_dismiss}
      choices={choices}
      onChoose={(reason) => {
        if (reason === 'duplicate') setDuplicate(true);
        else onRefuse(reason);
      }}
      onClose={onClose}
    />
  );
}

function Duplicate({
  proposal,
  onChoose,
  onClose,
}: {
  proposal: Proposal;
  onChoose: (of: DuplicateOf) => void;
  onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, PAUSE_MS);
  const flows = useQuery(flowsOfWordsQuery(useApi(), asked.trim()));
  const choices = useMemo(() => nearestTo(proposal), [proposal]);
  return (
    <Stack gap="xs">
      <ChoiceByDigit
        question={texts.review.duplicateOf}
        choices={choices}
        onChoose={onChoose}
        onClose={onClose}
      />
      <Select
        label={texts.review.duplicateFind}
        size="xs"
        maw={420}
        searchable
        searchValue={words}
        onSearchChange={setWords}
        // The server has found them.
        filter={({ options }) => options}
        data={flows.data?.items.map(({ id, title }) => ({ value: id, label: title })) ?? []}
        nothingFoundMessage={texts.review.duplicateNothing}
        onChange={(id) => {
          if (id !== null) onChoose({ kind: 'flow', id });
        }}
      />
    </Stack>
  );
}

/** What the program compared it with, and its own flow. */
function nearestTo({ id, target_flow, explanation }: Proposal): { value: DuplicateOf; label: string }[] {
  const found = new Map<string, { value: DuplicateOf; label: string }>();
  if (target_flow !== null)
    found.set(target_flow.id, { value: { kind: 'flow', id: target_flow.id }, label: target_flow.title });
  for (const candidate of explanation?.source?.candidates ?? []) {
    const { kind, title } = candidate;
    if (candidate.id !== id) found.set(candidate.id, { value: { kind, id: candidate.id }, label: title });
  }
  return [...found.values()].slice(0, NEAREST);
}
