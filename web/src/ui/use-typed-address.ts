import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** Milliseconds without a key after which the address has what was typed. */
const PAUSE_MS = 150;

/**
 * A text field whose text belongs to the address, which follows in the pauses of typing: the field never waits for it. An
 * address that something else has changed is what the field holds from then on.
 * @param text what the address has
 * @param write puts what was typed into the address
 */
export function useTypedAddress(
  text: string,
  write: (text: string) => void,
): [string, (typed: string) => void] {
  const [field, setField] = useState({ typed: text, written: text, before: text });
  const writeLater = useDebouncedCallback((typed: string) => {
    setField({ typed, written: typed, before: text });
    write(typed);
  }, PAUSE_MS);
  if (text !== field.written && text !== field.before) setField({ typed: text, written: text, before: text });
  return [
    field.typed,
    (typed) => {
      setField({ ...field, typed });
      writeLater(typed);
    },
  ];
}
