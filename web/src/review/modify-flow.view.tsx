import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '../api/desk-context.js';
import { ApiProblem } from '../api/problem.js';
import { outlineOf } from '../graph/outline.js';
import { KeyBadge } from '../keys/key-badge.js';
import { useCommands } from '../keys/keys.js';
import { modifyTexts } from '../texts/modify-texts.js';
import { texts } from '../texts/texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { focusAtFirst } from '../ui/page-title.js';
import { editedFlow, faultsByPlace, isEdited, withEdit, type Edit } from './modify.js';
import { fieldOf, LineForm } from './modify-line.view.js';
import { chosen, stepAt, withTheirs, type Begun, type MovedPlace } from './moved-places.js';
import { MOVED_PLACES, MovedPlaces } from './moved-places.view.js';
import { ConflictTables } from './proposal-preview.view.js';
import { editedPreviewQuery, type Proposal } from './review.queries.js';
import classes from './review.module.css';
import { Failure } from '../ui/failure.js';
import { Section } from '../ui/section.js';
import { useMovedPlaces } from './use-moved-places.js';

/** Milliseconds without a key after which the server is asked whether it is sound. */
const PAUSE_MS = 500;
const INDENT_PX = 18;
const NO_EDITS: Edit[] = [];

/** The proposed flow as a form: its texts, its answers, its steps and the ways between them. */
export function ModifyFlow({
  proposal,
  isBusy,
  onPublish,
  onClose,
}: {
  proposal: Proposal;
  isBusy: boolean;
  /** @param done what forgets the edits, once the server has taken them */
  onPublish: (flow: Proposal['proposed_flow_data'], done: () => void) => void;
  onClose: () => void;
}) {
  const document = proposal.proposed_flow_data;
  const announce = useAnnounce();
  const [edits, setEdits, clearEdits] = useSessionStorage<Edit[]>({
    key: `desk.review.edit-list.${proposal.id}`,
    defaultValue: NO_EDITS,
    getInitialValueInEffect: false,
  });
  const [begun, setBegun, forgetBegun] = useSessionStorage<Begun | null>({
    key: `desk.review.edit-begun.${proposal.id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const clear = (): void => {
    clearEdits();
    forgetBegun();
  };
  const moved = useMovedPlaces(proposal, begun, edits);
  /** The step whose text has the focus next, since what had it is gone. */
  const [next, setNext] = useState<{ step: string } | null>(null);
  useEffect(() => {
    if (next) window.document.getElementById(fieldOf(next.step))?.focus();
  }, [next]);
  const edited = useMemo(() => editedFlow(document, edits), [document, edits]);
  const [asked] = useDebouncedValue(edited, PAUSE_MS);
  const preview = useQuery({
    ...editedPreviewQuery(useApi(), proposal, asked),
    enabled: isEdited(document, edits),
    placeholderData: (before) => before,
  });
  const refused = preview.error instanceof ApiProblem ? preview.error : null;
  const { at, others } = faultsByPlace(asked, refused?.faults ?? preview.data?.faults ?? []);
  const lines = useMemo(() => outlineOf(edited, null), [edited]);

  /** @param focus the step that one goes on with, where the flow has other steps or ways from now on */
  const edit = (one: Edit, focus?: string): void => {
    if (edits.length === 0) setBegun({ flow: document, version: proposal.base_version, chosen: [] });
    setEdits(withEdit(edits, one));
    if (focus === undefined) return;
    setNext({ step: focus });
    const left = editedFlow(edited, [one]).nodes.length;
    announce(`${modifyTexts.edited[one.change]} ${modifyTexts.stepsNow(left)}`);
  };
  const keepMine = (place: MovedPlace): void => {
    if (begun) setBegun({ ...begun, chosen: [...begun.chosen, chosen(place)] });
    setNext({ step: stepAt(place) });
  };
  const takeTheirs = (place: MovedPlace): void => {
    setEdits(withTheirs(edits, place));
    setNext({ step: stepAt(place) });
  };
  const publish = (): void => {
    if (isBusy) return;
    if (moved.places?.length === 0) onPublish(edited, clear);
    else if (moved.places === null) announce(modifyTexts.movedUnread);
    else window.document.getElementById(MOVED_PLACES)?.focus();
  };
  const undo = (): void => {
    if (edits.length === 0) return;
    setEdits(edits.slice(0, -1));
    announce(modifyTexts.editUndone);
  };
  useCommands(modifyTexts.editKeys, [
    { keys: 'Ctrl+Enter', label: modifyTexts.publishEdited, run: publish, inFields: true },
    // Inside a text the browser takes back what was typed.
    { keys: 'Ctrl+z', label: modifyTexts.editUndo, run: undo },
  ]);
  return (
    <Section title={modifyTexts.editTitle}>
      <Stack gap="xs">
        <Text size="sm" tabIndex={-1} ref={focusAtFirst}>
          {modifyTexts.editHint}
        </Text>
        {moved.error !== null && <Failure error={moved.error} onRetry={moved.retry} />}
        {moved.places !== null && moved.places.length > 0 && (
          <MovedPlaces places={moved.places} onMine={keepMine} onTheirs={takeTheirs} />
        )}
        {preview.data && preview.data.conflicts.length > 0 && (
          <ConflictTables conflicts={preview.data.conflicts} />
        )}
        {refused && refused.faults.length === 0 && <Alert color="red" title={refused.message} />}
        {others.length > 0 && (
          <Alert color="red" title={texts.review.faults}>
            <List size="sm">
              {others.map(({ pointer, detail }) => (
                <List.Item key={pointer + detail}>{`${pointer} ${detail}`}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        <ol className={classes.list}>
          {lines.map((line, index) => (
            <li key={line.id} style={{ marginLeft: line.depth * INDENT_PX }} className={classes.line}>
              <LineForm line={line} at={index + 1} flow={edited} faults={at} onEdit={edit} />
            </li>
          ))}
        </ol>
        <Group gap="xs">
          <Button onClick={publish} aria-disabled={isBusy} rightSection={<KeyBadge keys="Ctrl+Enter" />}>
            {modifyTexts.publishEdited}
          </Button>
          <Button variant="default" onClick={onClose}>
            {modifyTexts.editLater}
          </Button>
          <Button
            variant="default"
            // Stays where the focus may be.
            aria-disabled={edits.length === 0}
            onClick={undo}
            rightSection={<KeyBadge keys="Ctrl+z" />}
          >
            {modifyTexts.editUndo}
          </Button>
          <Button variant="default" aria-disabled={edits.length === 0} onClick={clear}>
            {modifyTexts.editDiscard}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
