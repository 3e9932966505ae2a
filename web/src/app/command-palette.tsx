import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { texts } from '../texts/texts.js';
import type { NavigationPage } from './navigation.js';

export const openPalette = (): void => {
  spotlight.open();
};

/** Leads to a page by the first letters of its name. */
export function CommandPalette({ pages }: { pages: readonly NavigationPage[] }) {
  const navigate = useNavigate();
  return (
    <Spotlight
      shortcut={null}
      attributes={{ content: { 'aria-label': texts.shell.palette } }}
      actions={pages.map(({ to, label }) => ({ id: to, label, onClick: () => void navigate({ to }) }))}
      nothingFound={texts.shell.paletteNothing}
      searchProps={{ placeholder: texts.shell.paletteSearch, 'aria-label': texts.shell.paletteSearch }}
    />
  );
}
