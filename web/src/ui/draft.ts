import { useCallback, useSyncExternalStore } from 'react';

const PREFIX = 'desk.draft.';
const listeners = new Set<() => void>();

/**
 * What somebody typed and has not sent: kept for this tab, so that a reload loses nothing. Every part of a page that names
 * the same draft sees the same text.
 */
export function useDraft(name: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(subscribe, () => readDraft(name));
  const setText = useCallback(
    (next: string) => {
      writeDraft(name, next);
    },
    [name],
  );
  return [text, setText];
}

/** As `useDraft`, for a form; what was kept and is no JSON counts as nothing. */
export function useFormDraft<T extends object>(name: string, empty: T): [T, (changed: Partial<T>) => void] {
  const [text] = useDraft(name);
  return [
    { ...empty, ...parsed<T>(text) },
    (changed) => {
      const present = { ...empty, ...parsed<T>(readDraft(name)) };
      writeDraft(name, JSON.stringify({ ...present, ...changed }));
    },
  ];
}

export function clearDrafts(...names: string[]): void {
  for (const name of names) writeDraft(name, '');
}

function readDraft(name: string): string {
  return sessionStorage.getItem(PREFIX + name) ?? '';
}

function writeDraft(name: string, text: string): void {
  if (text === '') sessionStorage.removeItem(PREFIX + name);
  else sessionStorage.setItem(PREFIX + name, text);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function parsed<T>(text: string): Partial<T> {
  try {
    return JSON.parse(text) as Partial<T>;
  } catch {
    return {};
  }
}
