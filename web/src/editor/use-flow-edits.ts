import { useSessionStorage } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import type { FlowDocument } from '../graph/outline.js';
import { editorTexts } from '../texts/editor-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { editedFlow, isEdited, withEdit, type Edit, type FlowToEdit } from './edits.js';
import { fieldOf } from './line-form.view.js';
import { chosen, stepAt, withTheirs, type Begun, type MovedPlace } from './moved-places.js';
import { MOVED_PLACES } from './moved-places.view.js';
import { useMovedPlaces } from './use-moved-places.js';

const NO_EDITS: Edit[] = [];

/** What somebody changes of a flow and has not sent: kept in this tab, and applied to the flow as it is now. */
export function useFlowEdits(flow: FlowToEdit) {
  const { name, document, version } = flow;
  const announce = useAnnounce();
  const [edits, setEdits, clearEdits] = useSessionStorage<Edit[]>({
    key: `desk.edits.${name}`,
    defaultValue: NO_EDITS,
    getInitialValueInEffect: false,
  });
  const [begun, setBegun, forgetBegun] = useSessionStorage<Begun | null>({
    key: `desk.edits-begun.${name}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const moved = useMovedPlaces(flow, begun, edits);
  /** The step whose text has the focus next, since what had it is gone. */
  const [next, setNext] = useState<{ step: string } | null>(null);
  useEffect(() => {
    if (next) window.document.getElementById(fieldOf(next.step))?.focus();
  }, [next]);
  const edited = useMemo(() => editedFlow(document, edits), [document, edits]);
  return {
    edited,
    isEdited: isEdited(document, edits),
    /** Whether there is something to undo. */
    hasEdits: edits.length > 0,
    moved,
    /** @param focus the step that one goes on with, where the flow has other steps or ways from now on */
    edit: (one: Edit, focus?: string): void => {
      if (edits.length === 0) setBegun({ flow: document, version, chosen: [] });
      setEdits(withEdit(edits, one));
      if (focus === undefined) return;
      setNext({ step: focus });
      const left = editedFlow(edited, [one]).nodes.length;
      announce(`${editorTexts.edited[one.change]} ${editorTexts.stepsNow(left)}`);
    },
    keepMine: (place: MovedPlace): void => {
      if (begun) setBegun({ ...begun, chosen: [...begun.chosen, chosen(place)] });
      setNext({ step: stepAt(place) });
    },
    takeTheirs: (place: MovedPlace): void => {
      setEdits(withTheirs(edits, place));
      setNext({ step: stepAt(place) });
    },
    undo: (): void => {
      if (edits.length === 0) return;
      setEdits(edits.slice(0, -1));
      announce(editorTexts.editUndone);
    },
    clear: (): void => {
      clearEdits();
      forgetBegun();
    },
    /** Hands the flow over, once everything is chosen about that others changed too; until then the focus goes there. */
    whenSettled: (send: (edited: FlowDocument) => void): void => {
      if (moved.places?.length === 0) send(edited);
      else if (moved.places === null) announce(editorTexts.movedUnread);
      else window.document.getElementById(MOVED_PLACES)?.focus();
    },
  };
}

export type FlowEdits = ReturnType<typeof useFlowEdits>;
