import { VisuallyHidden } from '@mantine/core';
import { createContext, useContext, useState, type ReactNode } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Says to a screen reader what happened, without moving the focus. */
export const useAnnounce = (): ((text: string) => void) => useContext(AnnounceContext);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const [announce] = useState(() => (text: string) => {
    setSaid(({ count }) => ({ text, count: count + 1 }));
  });
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden role="status" aria-live="polite">
        {/* The same text again is another thing to say. */}
        <span key={said.count}>{said.text}</span>
      </VisuallyHidden>
    </AnnounceContext>
  );
}
