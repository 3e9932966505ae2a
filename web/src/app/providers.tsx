import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { KeysProvider } from '../keys/keys.js';
import { Announcer } from '../ui/announcer.js';
import { cssVariables, theme } from './theme.js';

export function Providers({
  queryClient,
  nonce,
  children,
}: {
  queryClient: QueryClient;
  /** Of the page's Content-Security-Policy, for the styles that components add. */
  nonce: string;
  children: ReactNode;
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <KeysProvider>
          <Announcer>{children}</Announcer>
        </KeysProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
