import { Button, Group, Stack } from '@mantine/core';
import { useId, useState } from 'react';
import { detailOf } from '../ui/failure.js';
import { KeyBadge } from '../keys/key-badge.js';
import type { Command } from '../keys/command.js';
import { useCommands } from '../keys/keys.js';
import { texts } from '../texts/texts.js';
import { useDraft } from '../ui/draft.js';
import { isUnderWay, isUnread } from './delivery.js';
import { DeviationDialog } from './deviation-dialog.js';
import { EndingDialog, type Ending } from './ending-dialog.js';
import { FlagDialog } from './flag-dialog.js';
import { optionLabel } from './option-label.js';
import type { WalkSteps } from './use-walk-steps.js';
import { filterOptions, onlyWay } from './walked.js';
import { WalkDelivery } from './walk-delivery.view.js';
import { draftsOf } from './walk.drafts.js';
import { WalkOptions, type ShownOption } from './walk-options.view.js';
import { walkCommands } from './walk.keys.js';
import type { Walk, WalkOption } from './walk.queries.js';
import { WalkStepText } from './walk-step.view.js';
import { WalkWords } from './walk-words.view.js';

const KEYS = 9;
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/** Where a walk stands that is not over: what is asked or done, and everything that leads on. */
export function WalkNow({
  walk,
  steps: { delivery, send },
  mayGoOn,
  onCopyNote,
}: {
  walk: Walk;
  steps: WalkSteps;
  mayGoOn: boolean;
  onCopyNote: () => void;
}) {
  const drafts = draftsOf(walk.id);
  const [words, setWords] = useDraft(drafts.words);
  const [note, setNote] = useDraft(drafts.note);
  const [filter, setFilter] = useState({ version: walk.version, text: '' });
  const [opened, setOpened] = useState<'deviation' | 'flag' | null>(null);
  const [outcome, setOutcome] = useState<Ending['outcome'] | null>(null);
  const fields = useId();
  const wordsId = `${fields}-words`;
  const noteId = `${fields}-note`;
  const filterId = `${fields}-filter`;
  const close = () => {
    setOpened(null);
    setOutcome(null);
  };

  const { version, current_node: node, options } = walk;
  const filterText = filter.version === version ? filter.text : '';
  const only = onlyWay(options);
  const shown: ShownOption[] = filterOptions(options, filterText).map((option, index) => ({
    option,
    keys: option === only ? 'Enter' : index < KEYS ? String(index + 1) : null,
  }));
  const underWay = isUnderWay(delivery);
  const chosen = delivery.state === 'none' || delivery.state === 'refused' ? null : delivery.intent.label;
  const along = { version, words: orNull(words), note: orNull(note) };

  const choose = (option: WalkOption) => {
    const label = optionLabel(option, node.kind);
    if (!option.known) {
      // What the caller answered goes along with what is done about it.
      if (words.trim() === '' && option.condition !== null) setWords(option.condition);
      setOpened('deviation');
    } else send({ verb: 'answer', body: { ...along, edge_id: option.edge_id } }, label);
  };
  const sendWords = () => {
    if (words.trim() !== '') send({ verb: 'answer', body: along }, words.trim());
  };
  const back = () => {
    send({ verb: 'back', body: { version }, times: 1 }, texts.walk.back);
  };
  const commands = walkCommands({
    mayGoOn,
    options: shown,
    canGoBack: walk.can_go_back,
    choose,
    back,
    sendWords,
    focusWords: () => {
      focusField(wordsId);
    },
    focusNote: () => {
      focusField(noteId);
    },
    focusFilter:
      options.length > KEYS
        ? () => {
            focusField(filterId);
          }
        : null,
    deviate: () => {
      setOpened('deviation');
    },
    flag: () => {
      setOpened('flag');
    },
    escalate: () => {
      setOutcome('escalated');
    },
    finish: () => {
      setOutcome(node.kind === 'escalation' ? 'escalated' : 'resolved');
    },
    copyNote: onCopyNote,
  });
  useCommands(texts.walk.navigation, commands.all);

  return (
    <Stack>
      <WalkStepText walk={walk} />
      <WalkDelivery delivery={delivery} />
      {mayGoOn && (
        <>
          <WalkOptions
            walk={walk}
            options={shown}
            chosen={chosen}
            disabled={underWay}
            marked={isUnread(delivery)}
            onChoose={choose}
            filter={
              options.length > KEYS
                ? {
                    id: filterId,
                    text: filterText,
                    setText: (text) => {
                      setFilter({ version, text });
                    },
                  }
                : null
            }
          />
          <ActionBar commands={commands.bar} />
          <WalkWords
            words={{ id: wordsId, text: words, setText: setWords }}
            note={{ id: noteId, text: note, setText: setNote }}
            problem={delivery.state === 'refused' && isUnread(delivery) ? detailOf(delivery.error) : null}
            disabled={underWay}
            {...(node.kind === 'question' && { onSend: sendWords })}
          />
        </>
      )}
      <DeviationDialog
        walkId={walk.id}
        opened={opened === 'deviation'}
        onClose={close}
        onSend={({ kind, text, result, instead }) => {
          send({ verb: 'deviate', body: { ...along, kind, text, result: orNull(result), instead } }, text);
          close();
        }}
      />
      <EndingDialog
        walkId={walk.id}
        outcome={outcome}
        onChoose={setOutcome}
        onClose={close}
        onSend={(ending) => {
          send({ verb: 'finish', body: endingBody(ending, version) }, texts.walk.finish);
          close();
        }}
      />
      <FlagDialog walk={walk} opened={opened === 'flag'} onClose={close} />
    </Stack>
  );
}

function focusField(id: string): void {
  document.getElementById(id)?.focus();
}

function ActionBar({ commands }: { commands: readonly Command[] }) {
  return (
    <Group gap="xs">
      {commands.map(({ keys, label, run, disabled }) => (
        <Button
          key={keys}
          variant="default"
          size="sm"
          disabled={disabled}
          rightSection={<KeyBadge keys={keys} />}
          onClick={run}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}

function endingBody({ outcome, notes, escalated_to, outcome_confirmed }: Ending, version: number) {
  return {
    version,
    outcome,
    notes: orNull(notes),
    ...(outcome === 'resolved' && { outcome_confirmed }),
    ...(outcome === 'escalated' && { escalated_to: orNull(escalated_to) }),
  };
}
