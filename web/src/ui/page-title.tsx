import { Title, type TitleProps } from '@mantine/core';

/** Gives an element the focus as it appears, so that it is never lost and a screen reader says where one is. */
export function focusAtFirst(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/** The heading of a page, which has the focus when the page has been opened. */
export function PageTitle({ children, ...rest }: TitleProps & { children: string }) {
  return (
    <>
      <title>{`${children} · ResolutionFlow`}</title>
      <Title order={1} size="h2" tabIndex={-1} ref={focusAtFirst} {...rest}>
        {children}
      </Title>
    </>
  );
}
