import { commandFor, type CommandSet, type KeyPress } from './command.js';

const FIELDS =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]';
const CONTROLS = 'a[href], button, summary, [role=button], [role=tab], [role=menuitem], [role=option], input';

/** The commands of what is on the screen, and the one listener to the keyboard. */
export class KeyRegistry {
  private sets: readonly CommandSet[] = [];
  private readonly listeners = new Set<() => void>();

  /** Returns how to take them away again. */
  add(set: CommandSet): () => void {
    this.change([...this.sets, set]);
    return () => {
      this.change(this.sets.filter((other) => other !== set));
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly current = (): readonly CommandSet[] => this.sets;

  /** Listens where the key arrives first, so that nothing on the page takes a command's key. */
  listen(target: Window, singleKeys: boolean): () => void {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || this.isBehindDialog(target.document)) return;
      if (event.key === 'Escape') leaveField(event.target);
      const command = commandFor(pressOf(event), this.sets, singleKeys);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      command.run();
    };
    target.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      target.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }

  /** A dialog without commands of its own has the keyboard to itself too. */
  private isBehindDialog(page: Document): boolean {
    return page.querySelector('[aria-modal=true]') !== null && !this.sets.some(({ dialog }) => dialog);
  }

  private change(sets: readonly CommandSet[]): void {
    this.sets = sets;
    for (const listener of this.listeners) listener();
  }
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, target } = event;
  return { key, ctrlKey, metaKey, altKey, repeat, isComposing, place: placeOf(target) };
}

function placeOf(target: EventTarget | null): KeyPress['place'] {
  if (!(target instanceof Element)) return 'page';
  if (target.closest(FIELDS)) return 'field';
  return target.closest(CONTROLS) ? 'control' : 'page';
}

/** From inside a text field, Escape leads on to where single keys work; an open list of choices is closed by it first. */
function leaveField(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || !target.matches(FIELDS)) return;
  if (target.getAttribute('aria-expanded') === 'true' || target.closest('[role=dialog]')) return;
  target.blur();
}
