import { Alert, createTheme, Modal, type CSSVariablesResolver } from '@mantine/core';
import { texts } from '../texts/texts.js';

/** Shades that differ enough from the page (4.5:1) in both colour schemes, and names for buttons that have only a sign. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Words in the colour of the page's, on the colour that says what kind of news it is.
    Alert: Alert.extend({ styles: { label: { color: 'var(--mantine-color-text)' } } }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': texts.states.close },
        // A dialog's heading is no second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-blue-9)',
    '--desk-added': 'var(--mantine-color-green-8)',
    '--desk-changed': 'var(--mantine-color-orange-8)',
    '--desk-removed': 'var(--mantine-color-red-8)',
  },
  dark: {
    '--mantine-color-dimmed': '#c1c1c1',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--desk-added': 'var(--mantine-color-green-5)',
    '--desk-changed': 'var(--mantine-color-yellow-5)',
    '--desk-removed': 'var(--mantine-color-red-5)',
  },
});
