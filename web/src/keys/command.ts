/** What a key does: the one entry from which the badge, the help dialog and the listener are made. */
export interface Command {
  /** `j`, `?`, `Enter`, `Escape`, or with what is held down: `Ctrl+Enter`, where Ctrl stands for Command on a Mac too. */
  keys: string;
  label: string;
  run: () => void;
  /** Also while the focus is in a text field; for chords and Escape. */
  inFields?: boolean;
  /** Null or left out where it can be done; else why not. */
  disabled?: boolean;
}

/** Commands of one page or dialog, as the help shows them together. */
export interface CommandSet {
  title: string;
  commands: readonly Command[];
  /** Of a dialog, which has the keyboard to itself: what came before it is not listened for. */
  dialog?: boolean;
}

/** What is looked at of a KeyboardEvent and of where it happened. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
  /** In the middle of composing a character. */
  isComposing: boolean;
  place: 'page' | 'field' | 'control';
}

/** Whether the key alone, without Ctrl or Command, makes a character. */
export function isSingleKey(keys: string): boolean {
  return !keys.startsWith('Ctrl+') && [...keys].length === 1;
}

/**
 * The command that a key press means; the sets that came last go first.
 * @param singleKeys false where the person has switched off keys that are no chords
 */
export function commandFor(
  press: KeyPress,
  sets: readonly CommandSet[],
  singleKeys: boolean,
): Command | undefined {
  // A key that is held down decides once.
  if (press.repeat || press.isComposing || press.altKey) return undefined;
  for (let index = sets.length - 1; index >= 0; index--) {
    const found = sets[index]?.commands.find((command) => means(press, command, singleKeys));
    if (found) return found;
    if (sets[index]?.dialog) return undefined;
  }
  return undefined;
}

function means(press: KeyPress, command: Command, singleKeys: boolean): boolean {
  if (command.disabled) return false;
  if (press.place === 'field' && !command.inFields) return false;
  const chord = command.keys.startsWith('Ctrl+');
  if (chord !== (press.ctrlKey || press.metaKey)) return false;
  const key = chord ? command.keys.slice('Ctrl+'.length) : command.keys;
  if (isSingleKey(command.keys) && !singleKeys) return false;
  // A button or link that has the focus is what Enter presses.
  if (press.place === 'control' && !chord && key === 'Enter') return false;
  return press.key.toLowerCase() === key.toLowerCase();
}
