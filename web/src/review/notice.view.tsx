import { Alert, type AlertProps } from '@mantine/core';

/** News beside what it is about; its words have the colour of the page's, which is readable on any ground. */
export function Notice(props: AlertProps) {
  return <Alert {...props} styles={{ label: { color: 'var(--mantine-color-text)' } }} />;
}
