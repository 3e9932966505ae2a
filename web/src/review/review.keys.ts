import type { Command } from '../keys/command.js';
import { texts } from '../texts/texts.js';

/** The keys of a proposal's page: what the badges show and the listener listens to. */
export const KEYS = {
  approve: 'a',
  modify: 'm',
  reject: 'r',
  park: 'p',
  skip: 's',
  notes: 'o',
  undo: 'u',
  nextChange: 'j',
  changeBefore: 'k',
  nextSession: 'l',
  sessionBefore: 'h',
  view: 'v',
  claim: 'c',
  next: 'n',
  choose: 'x',
  bulk: 'b',
  leave: 'Escape',
} as const;

export type ReviewAction = keyof typeof KEYS;

const LABELS: Record<ReviewAction, string> = {
  approve: texts.review.approve,
  modify: texts.review.modify,
  reject: texts.review.reject,
  park: texts.review.park,
  skip: texts.review.skip,
  notes: texts.review.notesKey,
  undo: texts.review.undoLabel,
  nextChange: texts.review.nextChange,
  changeBefore: texts.review.changeBefore,
  nextSession: texts.review.nextSession,
  sessionBefore: texts.review.sessionBefore,
  view: texts.review.changeView,
  claim: texts.review.claim,
  next: texts.review.showNext,
  choose: texts.bulk.chooseKey,
  bulk: texts.bulk.open,
  leave: texts.review.leave,
};

/** @param handlers what can be done now; what is left out is neither listened for nor in the help */
export function reviewCommands(handlers: Partial<Record<ReviewAction, () => void>>): Command[] {
  return (Object.keys(KEYS) as ReviewAction[]).flatMap((action) => {
    const run = handlers[action];
    return run ? [{ keys: KEYS[action], label: LABELS[action], run, inFields: action === 'leave' }] : [];
  });
}
