import { Card, Group, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A part of the page with a heading of its own. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  /** Beside the heading. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card withBorder component="section" aria-labelledby={id} padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Card>
  );
}
