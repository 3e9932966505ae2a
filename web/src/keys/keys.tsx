import { useLocalStorage } from '@mantine/hooks';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Command } from './command.js';
import { KeyRegistry } from './key-registry.js';

const KeysContext = createContext<KeyRegistry | null>(null);

/** Keys that are no chords can be switched off, by who speaks to the computer or presses keys by accident. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [value, set] = useLocalStorage<boolean>({
    key: 'desk.single-keys',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  return [value, set];
}

export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new KeyRegistry());
  const [singleKeys] = useSingleKeys();
  useEffect(() => registry.listen(window, singleKeys), [registry, singleKeys]);
  return <KeysContext value={registry}>{children}</KeysContext>;
}

export function useKeyRegistry(): KeyRegistry {
  const registry = useContext(KeysContext);
  if (!registry) throw new Error('KeysProvider is missing');
  return registry;
}

/**
 * Has commands listened for, and shown in the help, for as long as the component is there.
 * @param dialog whether they are a dialog's, before which the page's wait
 */
export function useCommands(title: string, commands: readonly Command[], dialog = false): void {
  const registry = useKeyRegistry();
  const set = useMemo(() => ({ title, commands, dialog }), [title, commands, dialog]);
  useEffect(() => registry.add(set), [registry, set]);
}
