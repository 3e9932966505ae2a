import { Anchor, Button, NavLink, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

interface Props extends ButtonProps, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> {
  ref?: Ref<HTMLAnchorElement>;
}

/** The kit's links and buttons, with addresses that the router knows. */
export const LinkButton = createLink((props: Props) => <Button component="a" {...props} />);
export const TextLink = createLink(Anchor<'a'>);
export const NavigationLink = createLink(NavLink<'a'>);
