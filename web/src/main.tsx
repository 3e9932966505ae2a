import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './app/desk.css';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi, type Api } from './api/client.js';
import { csrfTokenIn, meQuery } from './api/me.queries.js';
import { ApiProblem, NotDelivered } from './api/problem.js';
import { Providers } from './app/providers.js';
import { makeQueryClient } from './app/query-client.js';
import { makeRouter } from './app/router.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce);

const queryClient = makeQueryClient();
const api: Api = createApi({
  current: () => csrfTokenIn(queryClient),
  renewed: async () => (await queryClient.query({ ...meQuery(api), staleTime: 0 })).csrf_token,
});
const router = makeRouter({ queryClient, api });

createRoot(root, {
  onCaughtError(error) {
    // What the server refused is shown to the person, and is no fault of the page.
    if (!(error instanceof ApiProblem || error instanceof NotDelivered)) console.error(error);
  },
}).render(
  <StrictMode>
    <Providers queryClient={queryClient} nonce={nonce}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
