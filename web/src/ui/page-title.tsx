import { Title, type TitleProps } from '@mantine/core';

/** Gives an element the focus as it appears, so that it is never lost and a screen reader says where one is. */
export function focusAtFirst(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/**
 * The heading of a page, which has the focus when the page has been opened.
 * @param focused false where something else of the page has it
 */
export function PageTitle({
  children,
  focused = true,
  ...rest
}: TitleProps & { children: string; focused?: boolean }) {
  return (
    <>
      <title>{`${children} · ResolutionFlow`}</title>
      <Title order={1} size="h2" tabIndex={-1} ref={focused ? focusAtFirst : undefined} {...rest}>
        {children}
      </Title>
    </>
  );
}
