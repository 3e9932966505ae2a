import type { Command } from '../keys/command.js';
import { texts } from '../texts/texts.js';
import type { ShownOption } from './walk-options.view.js';
import type { WalkOption } from './walk.queries.js';

export interface WalkActions {
  mayGoOn: boolean;
  options: readonly ShownOption[];
  canGoBack: boolean;
  choose: (option: WalkOption) => void;
  back: () => void;
  sendWords: () => void;
  focusWords: () => void;
  focusNote: () => void;
  /** Null where there are few enough to have a key each. */
  focusFilter: (() => void) | null;
  deviate: () => void;
  flag: () => void;
  escalate: () => void;
  finish: () => void;
  copyNote: () => void;
}

/** Every key of a walk; those of `bar` are buttons too, always in sight. */
export function walkCommands(actions: WalkActions): { all: Command[]; bar: Command[] } {
  const { walk } = texts;
  const note = { keys: 'c', label: walk.copyNote, run: actions.copyNote };
  if (!actions.mayGoOn) return { all: [note], bar: [note] };
  const bar: Command[] = [
    { keys: 'b', label: walk.back, run: actions.back, disabled: !actions.canGoBack },
    { keys: 'd', label: walk.somethingElse, run: actions.deviate },
    { keys: 'g', label: walk.flag, run: actions.flag },
    { keys: 'e', label: walk.escalate, run: actions.escalate },
    { keys: 'f', label: walk.finish, run: actions.finish },
    note,
  ];
  const options = actions.options.flatMap(({ option, keys }) => {
    const run = (): void => {
      actions.choose(option);
    };
    return keys === null ? [] : [{ keys, label: option.condition ?? walk.done, run }];
  });
  const fields: Command[] = [
    { keys: 'w', label: walk.words, run: actions.focusWords },
    { keys: 'Ctrl+Enter', label: walk.sendWords, run: actions.sendWords, inFields: true },
    { keys: 'n', label: walk.noteField, run: actions.focusNote },
    ...(actions.focusFilter ? [{ keys: '/', label: walk.filter, run: actions.focusFilter }] : []),
  ];
  return { all: [...options, ...bar, ...fields], bar };
}
